"""The operation table's lines for API credentials."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.credentials.create_api_credential_record import (
    CreateApiCredentialRecord,
    create_api_credential_record,
)
from countermark.features.credentials.credential import ApiCredential, CredentialWithSecret
from countermark.features.credentials.list_api_credentials import ListApiCredentials, list_api_credentials
from countermark.features.credentials.revoke_api_credential_record import (
    RevokeApiCredentialRecord,
    revoke_api_credential_record,
)
from countermark.features.credentials.rotate_api_credential_secret_record import (
    RotateApiCredentialSecretRecord,
    rotate_api_credential_secret_record,
)
from countermark.features.credentials.update_api_credential import UpdateApiCredential, update_api_credential
from countermark.kit.cursors import Page

CREDENTIAL_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_api_credential_record,
        request=CreateApiCredentialRecord,
        result=CredentialWithSecret,
        summary="Make an API credential; its secret is shown once",
        permission=Permission.CREDENTIALS_MANAGE,
        action=Action.CREDENTIAL_CREATED,
    ),
    Operation(
        run=list_api_credentials,
        request=ListApiCredentials,
        result=Page[ApiCredential],
        summary="API credentials, the newest first",
        permission=Permission.CREDENTIALS_MANAGE,
    ),
    Operation(
        run=update_api_credential,
        request=UpdateApiCredential,
        result=ApiCredential,
        summary="Change an API credential's name, metadata, expiry or networks",
        permission=Permission.CREDENTIALS_MANAGE,
        action=Action.CREDENTIAL_UPDATED,
    ),
    Operation(
        run=rotate_api_credential_secret_record,
        request=RotateApiCredentialSecretRecord,
        result=CredentialWithSecret,
        summary="Give an API credential a new secret; its client id stays",
        permission=Permission.CREDENTIALS_MANAGE,
        action=Action.CREDENTIAL_ROTATED,
    ),
    Operation(
        run=revoke_api_credential_record,
        request=RevokeApiCredentialRecord,
        result=ApiCredential,
        summary="End an API credential, for good",
        permission=Permission.CREDENTIALS_MANAGE,
        action=Action.CREDENTIAL_REVOKED,
    ),
)
