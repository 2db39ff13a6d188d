"""Moves a brand's own field out of use or back."""

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import queries
from countermark.features.fields.custom_field import CustomField, lock_custom_field
from countermark.features.fields.revise_fields import revise_fields
from countermark.kit.records import record_from


async def set_archived(tx: Tx, key: str, *, archived: bool, action: Action) -> CustomField:
    """The field as it is wanted; nothing happens when it is so already. Raises InvalidInput if there is none."""
    before = await lock_custom_field(tx, key)
    if (before["archived_at"] is not None) is archived:
        return record_from(CustomField, before)
    row = await queries.set_custom_field_archived(tx.connection, brand_id=tx.brand_id, key=key, archived=archived)
    await revise_fields(tx)
    old, new = ({"archived_at": version["archived_at"]} for version in (before, row))
    await record(tx, action, ("custom_field", key), old=old, new=new)
    return record_from(CustomField, row)
