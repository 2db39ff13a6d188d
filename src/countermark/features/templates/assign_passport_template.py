"""Puts a passport template in force for the brand, a product or a product batch."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.templates.passport_template import queries, read_content, read_template
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class AssignPassportTemplate(BrandRequest, frozen=True, kw_only=True):
    """``_template_id`` null takes away what is assigned. Without product and batch it is about the whole brand.

    ``_version`` pins one; without it the newest at the time a passport is published counts.
    """

    template_id: UUID | None = None
    version: int | None = None
    product_id: UUID | None = None
    product_batch_id: UUID | None = None


class TemplateAssigned(Record, frozen=True, kw_only=True):
    """It is so now."""

    ok: Literal[True] = True
    template_id: UUID | None
    version: int | None
    product_id: UUID | None
    product_batch_id: UUID | None


async def assign_passport_template(tx: Tx, request: AssignPassportTemplate) -> TemplateAssigned:
    """Passports published from now on are drawn by it; the most specific assignment wins.

    Raises:
        InvalidInput: no such template, version, product or product batch; both a product and a batch.
        Conflict: the template has no published version (``TEMPLATE_NOT_PUBLISHED``).
    """
    target = {"product_id": request.product_id, "product_batch_id": request.product_batch_id}
    if None not in target.values():
        raise InvalidInput("_product_batch_id", "give a product or a product batch, not both")
    if not await queries.has_target(tx.connection, brand_id=tx.brand_id, **target):
        name, noun = ("product_id", "product") if request.product_id else ("product_batch_id", "product batch")
        raise unknown(f"_{name}", noun)
    if request.template_id is not None:
        template = await read_template(tx, request.template_id)
        if template.latest_version is None:
            raise Conflict("_template_id", "publish this template first", code="TEMPLATE_NOT_PUBLISHED")
        if request.version is not None:
            await read_content(tx, request.template_id, request.version, "_version")
    await _assign(tx, request, target)
    return TemplateAssigned(
        template_id=request.template_id,
        version=request.version,
        product_id=request.product_id,
        product_batch_id=request.product_batch_id,
    )


async def _assign(tx: Tx, request: AssignPassportTemplate, target: dict[str, UUID | None]) -> None:
    key = {"brand_id": tx.brand_id, **target}
    row = await queries.get_assignment(tx.connection, **key)
    old = None if row is None else (row["template_id"], row["version"])
    new = None if request.template_id is None else (request.template_id, request.version)
    if old == new:
        return
    if new is None:
        await queries.delete_assignment(tx.connection, **key)
    else:
        values = {"template_id": new[0], "version": new[1], "assigned_by": tx.actor.user_id}
        await queries.set_assignment(tx.connection, **key, **values)
    kind = "product" if request.product_id else "product_batch" if request.product_batch_id else "brand"
    target_id = request.product_id or request.product_batch_id or tx.brand_id
    told = [None if each is None else {"template_id": str(each[0]), "version": each[1]} for each in (old, new)]
    await record(tx, Action.PASSPORT_TEMPLATE_ASSIGNED, (kind, target_id), old=told[0], new=told[1])
