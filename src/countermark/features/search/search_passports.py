"""Hits among passports: by their own id, by what bears them (a unit, lot or product), or by a scanned code."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit_by_serial import find_unit_by_serial
from countermark.features.passports.passport_carrier import PassportCarrier, find_carrier
from countermark.features.resolution.scan_target import InternalId, InternalKind
from countermark.features.search.search_hit import MatchedPart, SearchHit, name_of, queries, whole
from countermark.features.search.search_products import product_ids_of_gtin
from countermark.features.search.search_query import SearchQuery
from countermark.gs1 import DigitalLink

_BEARERS = {"item": "Unit", "batch": "Lot", "model": "Product model"}


async def search_passports(tx: Tx, query: SearchQuery, locale: str, most: int) -> list[SearchHit]:
    """Up to ``most`` passports, the most specific first."""
    ids = [query.uuid] if query.uuid is not None else []
    ids += await _ids_borne(tx, query)
    hits = []
    for passport_id in list(dict.fromkeys(ids))[:most]:
        carrier = await find_carrier(tx, passport_id)
        if carrier is not None:
            hits.append(await _hit(tx, carrier, query, locale))
    return hits


async def _ids_borne(tx: Tx, query: SearchQuery) -> list[UUID]:
    """The passports of what the query names by another id: a serial, a lot, a product."""
    codec = await unit_codec(tx)
    numbers: list[int | None] = []
    bearers: dict[str, UUID | None] = {"lot_id": query.uuid, "product_id": query.uuid}
    lot_code, product_ids = None, []
    if query.uuid is not None:
        numbers.append(codec.number_of_unit_id(query.uuid))
    elif isinstance(query.target, InternalId):
        is_unit = query.target.kind is InternalKind.UNIT
        numbers.append(codec.number_of_unit_id(query.target.id) if is_unit else None)
        bearers["lot_id"] = query.target.id if query.target.kind is InternalKind.LOT else None
    elif isinstance(query.target, DigitalLink):
        found = await find_unit_by_serial(tx, query.target.serial) if query.target.serial else None
        numbers.append(found.number if found else None)
        lot_code = query.target.lot
        product_ids = await product_ids_of_gtin(tx, query.target.gtin) if query.target.gtin else []
    else:
        named = await find_unit_by_serial(tx, query.text) or await find_unit_by_serial(tx, query.text.upper())
        return [codec.passport_id_of(named.number)] if named else []
    borne_by = queries.list_passports_borne(
        tx.connection, brand_id=tx.brand_id, **bearers, lot_code=lot_code, product_ids=product_ids
    )
    borne = [row["passport_id"] async for row in borne_by]
    return [codec.passport_id_of(number) for number in numbers if number is not None] + borne


async def _hit(tx: Tx, carrier: PassportCarrier, query: SearchQuery, locale: str) -> SearchHit:
    named = queries.list_product_names(tx.connection, brand_id=tx.brand_id, product_ids=[carrier.product_id])
    name = name_of((await anext(named))["name"], locale)
    own = carrier.serial or carrier.lot_code or name
    bearer = _BEARERS[carrier.granularity]
    return SearchHit(
        type="passport",
        id=carrier.passport_id,
        title=f"Passport of {own}",
        subtitle=" · ".join(dict.fromkeys((bearer, name))) if own != name else bearer,
        matched=_matched(carrier, query, own),
        state=carrier.state,
        path=f"passports/{carrier.passport_id}",
    )


def _matched(carrier: PassportCarrier, query: SearchQuery, own: str) -> MatchedPart | None:
    if query.uuid is not None and query.uuid == carrier.passport_id:
        return whole("passport_id", str(carrier.passport_id))
    if carrier.serial:
        return whole("serial", own)
    return whole("lot", own) if carrier.lot_code else None
