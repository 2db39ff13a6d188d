"""The operation table's lines for passports."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.passports.get_passport import GetPassport, Passport, get_passport
from countermark.features.passports.list_passports import ListedPassport, ListPassports, list_passports
from countermark.features.passports.preflight_passport_transition import (
    PreflightPassportTransition,
    TransitionPreflight,
    preflight_passport_transition,
)
from countermark.features.passports.transition_passport_lifecycle import (
    PassportTransitioned,
    TransitionPassportLifecycle,
    transition_passport_lifecycle,
)
from countermark.kit.cursors import Page

PASSPORT_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=transition_passport_lifecycle,
        request=TransitionPassportLifecycle,
        result=PassportTransitioned,
        summary="Publish or revoke passports; revoking needs passports.revoke besides",
        permission=Permission.PASSPORTS_PUBLISH,
        action=Action.PASSPORT_TRANSITIONED,
    ),
    Operation(
        run=preflight_passport_transition,
        request=PreflightPassportTransition,
        result=TransitionPreflight,
        summary="What publishing or revoking would do, in numbers",
        permission=Permission.PASSPORTS_READ,
    ),
    Operation(
        run=list_passports,
        request=ListPassports,
        result=Page[ListedPassport],
        summary="Models, mint batches and lots with the state of their passports",
        permission=Permission.PASSPORTS_READ,
    ),
    Operation(
        run=get_passport,
        request=GetPassport,
        result=Passport,
        summary="One passport with what its page says",
        permission=Permission.PASSPORTS_READ,
    ),
)
