"""The operation table: every operation there is, one line each, by area."""

from countermark.entrypoints.operations.amendments import AMENDMENT_OPERATIONS
from countermark.entrypoints.operations.attachments import ATTACHMENT_OPERATIONS
from countermark.entrypoints.operations.audit_trail import AUDIT_OPERATIONS
from countermark.entrypoints.operations.batches import BATCH_OPERATIONS
from countermark.entrypoints.operations.brands import BRAND_OPERATIONS
from countermark.entrypoints.operations.bulk_updates import BULK_UPDATE_OPERATIONS
from countermark.entrypoints.operations.carrier_profiles import CARRIER_PROFILE_OPERATIONS
from countermark.entrypoints.operations.credentials import CREDENTIAL_OPERATIONS
from countermark.entrypoints.operations.epcis import EPCIS_OPERATIONS
from countermark.entrypoints.operations.exports import EXPORT_OPERATIONS
from countermark.entrypoints.operations.fields import FIELD_OPERATIONS
from countermark.entrypoints.operations.imports import IMPORT_OPERATIONS
from countermark.entrypoints.operations.labels import LABEL_OPERATIONS
from countermark.entrypoints.operations.links import LINK_OPERATIONS
from countermark.entrypoints.operations.members import MEMBER_OPERATIONS
from countermark.entrypoints.operations.minting import MINTING_OPERATIONS
from countermark.entrypoints.operations.operation import Operation
from countermark.entrypoints.operations.operators import OPERATOR_OPERATIONS
from countermark.entrypoints.operations.passports import PASSPORT_OPERATIONS
from countermark.entrypoints.operations.product_views import PRODUCT_VIEW_OPERATIONS
from countermark.entrypoints.operations.products import PRODUCT_OPERATIONS
from countermark.entrypoints.operations.scans import SCAN_OPERATIONS
from countermark.entrypoints.operations.search import SEARCH_OPERATIONS
from countermark.entrypoints.operations.templates import TEMPLATE_OPERATIONS
from countermark.entrypoints.operations.themes import THEME_OPERATIONS

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        *BRAND_OPERATIONS,
        *MEMBER_OPERATIONS,
        *CREDENTIAL_OPERATIONS,
        *FIELD_OPERATIONS,
        *PRODUCT_OPERATIONS,
        *PRODUCT_VIEW_OPERATIONS,
        *BULK_UPDATE_OPERATIONS,
        *ATTACHMENT_OPERATIONS,
        *IMPORT_OPERATIONS,
        *OPERATOR_OPERATIONS,
        *BATCH_OPERATIONS,
        *MINTING_OPERATIONS,
        *TEMPLATE_OPERATIONS,
        *THEME_OPERATIONS,
        *PASSPORT_OPERATIONS,
        *AMENDMENT_OPERATIONS,
        *LABEL_OPERATIONS,
        *LINK_OPERATIONS,
        *CARRIER_PROFILE_OPERATIONS,
        *EXPORT_OPERATIONS,
        *EPCIS_OPERATIONS,
        *SCAN_OPERATIONS,
        *SEARCH_OPERATIONS,
        *AUDIT_OPERATIONS,
    )
}
