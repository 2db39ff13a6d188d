"""Takes an archived field back into use."""

from countermark.audit.actions import Action
from countermark.db.transaction import Tx
from countermark.features.fields.custom_field import CustomField
from countermark.features.fields.set_archived import set_archived
from countermark.kit.requests import BrandRequest


class RestoreCustomField(BrandRequest, frozen=True, kw_only=True):
    """``_key`` is the field's, such as ``custom.fit``."""

    key: str


async def restore_custom_field(tx: Tx, request: RestoreCustomField) -> CustomField:
    """The field, in use again with the values that products have kept. One that is in use is left as it is.

    Raises:
        InvalidInput: no such field in the brand.
    """
    return await set_archived(tx, request.key, archived=False, action=Action.CUSTOM_FIELD_RESTORED)
