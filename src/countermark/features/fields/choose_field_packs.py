"""Chooses the packs of fields that a brand's products have, whatever its industry."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema, ordered_packs, queries
from countermark.features.fields.catalogue import pack_names
from countermark.features.fields.revise_fields import revise_fields
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class ChooseFieldPacks(BrandRequest, frozen=True, kw_only=True):
    """``_packs`` by name; ``null``: those of the brand's industry again. The core is always among them."""

    packs: list[str] | None


class FieldPacksChosen(Record, frozen=True, kw_only=True):
    """The packs in force. ``readiness_run_id`` is the run over all products, ``null`` when nothing changed."""

    ok: Literal[True] = True
    packs: list[str]
    packs_chosen: bool
    readiness_run_id: UUID | None


async def choose_field_packs(tx: Tx, request: ChooseFieldPacks) -> FieldPacksChosen:
    """The choice, from now on: products are asked for other facts, and passports published before stay as they are.

    Raises:
        InvalidInput: there is no such pack.
    """
    wanted = None if request.packs is None else list(ordered_packs(request.packs)[1:])
    for pack in wanted or []:
        if pack not in pack_names():
            raise InvalidInput("_packs", f"there is no pack {pack!r}", hint=f"there are {', '.join(pack_names()[1:])}")
    before = (await queries.get_schema_sources(tx.connection, brand_id=tx.brand_id))["field_packs"]
    run_id = None
    if wanted != before:
        await queries.set_field_packs(tx.connection, brand_id=tx.brand_id, packs=wanted)
        run_id = await revise_fields(tx)
        told = ("brand", tx.brand_id)
        await record(tx, Action.FIELD_PACKS_CHOSEN, told, old={"field_packs": before}, new={"field_packs": wanted})
    schema = await brand_schema(tx)
    return FieldPacksChosen(packs=list(schema.packs), packs_chosen=wanted is not None, readiness_run_id=run_id)
