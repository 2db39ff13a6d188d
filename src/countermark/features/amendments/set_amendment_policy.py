"""Sets what controlled updates may touch, and whether a second person has to agree."""

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import queries
from countermark.features.amendments.amendment_policy import read_policy
from countermark.features.amendments.get_amendment_policy import (
    AmendmentPolicyRead,
    GetAmendmentPolicy,
    get_amendment_policy,
)
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.fields.field import FieldType
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class SetAmendmentPolicy(BrandRequest, frozen=True, kw_only=True):
    """``_eligible_fields`` are keys; ``null`` goes back to the default, all but identity and files."""

    needs_approval: bool
    eligible_fields: list[str] | None = None


async def set_amendment_policy(tx: Tx, request: SetAmendmentPolicy) -> AmendmentPolicyRead:
    """The policy from now on. What was asked for before is checked against it when it is approved.

    Raises:
        InvalidInput: a field that the brand's products do not have (``UNKNOWN_FIELD``), or a file.
    """
    schema = await brand_schema(tx)
    fields = None if request.eligible_fields is None else sorted(set(request.eligible_fields))
    for key in fields or []:
        if key not in schema.fields:
            raise InvalidInput("_eligible_fields", f"there is no field {key!r}", code="UNKNOWN_FIELD")
        if schema.fields[key].type is FieldType.FILE:
            raise InvalidInput("_eligible_fields", f"{key} is a file, which no amendment can change")
    before = await read_policy(tx)
    new = {"needs_approval": request.needs_approval, "eligible_fields": fields}
    await queries.set_policy(tx.connection, brand_id=tx.brand_id, **new)
    chosen = before.eligible_fields
    old = {
        "needs_approval": before.needs_approval,
        "eligible_fields": None if chosen is None else sorted(chosen),
    }
    await record(tx, Action.AMENDMENT_POLICY_SET, ("brand", tx.brand_id), old=old, new=new)
    return await get_amendment_policy(tx, GetAmendmentPolicy(brand_id=tx.brand_id))
