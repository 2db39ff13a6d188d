"""The operation table's lines for amendments of published passports."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.amendments.amendment_policy import ReasonCode
from countermark.features.amendments.create_amendment_reason_code import (
    CreateAmendmentReasonCode,
    create_amendment_reason_code,
)
from countermark.features.amendments.decide_amendment_request import (
    AmendmentRequestDecided,
    DecideAmendmentRequest,
    decide_amendment_request,
)
from countermark.features.amendments.get_amendment_policy import (
    AmendmentPolicyRead,
    GetAmendmentPolicy,
    get_amendment_policy,
)
from countermark.features.amendments.list_amendment_requests import (
    AmendmentRequest,
    ListAmendmentRequests,
    list_amendment_requests,
)
from countermark.features.amendments.list_passport_amendments import (
    ListedAmendment,
    ListPassportAmendments,
    list_passport_amendments,
)
from countermark.features.amendments.preflight_passport_amendment import (
    AmendmentPreflight,
    PreflightPassportAmendment,
    preflight_passport_amendment,
)
from countermark.features.amendments.set_amendment_policy import (
    SetAmendmentPolicy,
    set_amendment_policy,
)
from countermark.features.amendments.submit_break_glass_update import (
    BreakGlassApplied,
    SubmitBreakGlassUpdate,
    submit_break_glass_update,
)
from countermark.features.amendments.submit_controlled_update import (
    ControlledUpdateSubmitted,
    SubmitControlledUpdate,
    submit_controlled_update,
)
from countermark.features.amendments.update_amendment_reason_code import (
    UpdateAmendmentReasonCode,
    update_amendment_reason_code,
)
from countermark.features.amendments.withdraw_passport_amendment import (
    AmendmentWithdrawn,
    WithdrawPassportAmendment,
    withdraw_passport_amendment,
)
from countermark.kit.cursors import Page

AMENDMENT_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=submit_controlled_update,
        request=SubmitControlledUpdate,
        result=ControlledUpdateSubmitted,
        summary="Amend published passports, or ask for approval",
        permission=Permission.PASSPORTS_CONTROLLED_UPDATE,
        action=Action.CONTROLLED_UPDATE,
    ),
    Operation(
        run=submit_break_glass_update,
        request=SubmitBreakGlassUpdate,
        result=BreakGlassApplied,
        summary="Amend published or revoked passports in an emergency",
        permission=Permission.PASSPORTS_BREAK_GLASS,
        action=Action.BREAK_GLASS_UPDATE,
    ),
    Operation(
        run=withdraw_passport_amendment,
        request=WithdrawPassportAmendment,
        result=AmendmentWithdrawn,
        summary="Take an amendment back",
        permission=Permission.PASSPORTS_CONTROLLED_UPDATE,
        action=Action.AMENDMENT_WITHDRAWN,
    ),
    Operation(
        run=preflight_passport_amendment,
        request=PreflightPassportAmendment,
        result=AmendmentPreflight,
        summary="What an amendment would do, in numbers and values",
        permission=Permission.PASSPORTS_READ,
    ),
    Operation(
        run=list_passport_amendments,
        request=ListPassportAmendments,
        result=Page[ListedAmendment],
        summary="The ledger of amendments",
        permission=Permission.PASSPORTS_READ,
    ),
    Operation(
        run=list_amendment_requests,
        request=ListAmendmentRequests,
        result=Page[AmendmentRequest],
        summary="Controlled updates that wait for approval, or waited",
        permission=Permission.PASSPORTS_READ,
    ),
    Operation(
        run=decide_amendment_request,
        request=DecideAmendmentRequest,
        result=AmendmentRequestDecided,
        summary="Approve, decline or withdraw a controlled update",
        permission=Permission.PASSPORTS_READ,
        action=Action.AMENDMENT_REQUEST_DECIDED,
    ),
    Operation(
        run=get_amendment_policy,
        request=GetAmendmentPolicy,
        result=AmendmentPolicyRead,
        summary="What may be amended how",
        permission=Permission.PASSPORTS_READ,
    ),
    Operation(
        run=set_amendment_policy,
        request=SetAmendmentPolicy,
        result=AmendmentPolicyRead,
        summary="Set what controlled updates may touch",
        permission=Permission.BRAND_MANAGE,
        action=Action.AMENDMENT_POLICY_SET,
    ),
    Operation(
        run=create_amendment_reason_code,
        request=CreateAmendmentReasonCode,
        result=ReasonCode,
        summary="Add a reason code for break-glass",
        permission=Permission.BRAND_MANAGE,
        action=Action.REASON_CODE_CREATED,
    ),
    Operation(
        run=update_amendment_reason_code,
        request=UpdateAmendmentReasonCode,
        result=ReasonCode,
        summary="Take a reason code out of use, or back",
        permission=Permission.BRAND_MANAGE,
        action=Action.REASON_CODE_UPDATED,
    ),
)
