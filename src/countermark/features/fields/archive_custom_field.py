"""Takes a field of the brand's own out of use."""

from countermark.audit.actions import Action
from countermark.db.transaction import Tx
from countermark.features.fields.custom_field import CustomField
from countermark.features.fields.set_archived import set_archived
from countermark.kit.requests import BrandRequest


class ArchiveCustomField(BrandRequest, frozen=True, kw_only=True):
    """``_key`` is the field's, such as ``custom.fit``."""

    key: str


async def archive_custom_field(tx: Tx, request: ArchiveCustomField) -> CustomField:
    """The archived field. Forms and new passports no longer have it; its values are kept, and so is its key.

    Archiving it again changes nothing.

    Raises:
        InvalidInput: no such field in the brand.
    """
    return await set_archived(tx, request.key, archived=True, action=Action.CUSTOM_FIELD_ARCHIVED)
