"""Hits among minted units: by serial, whole or from its first four characters on, by id, by a scanned code.

No unit has a row, so nothing is searched: a serial's first four characters give the block of numbers it is in, and the
serials of a block are computed and compared.
"""

import asyncio

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.find_unit_by_serial import find_unit_by_serial
from countermark.features.minting.mint_batch import EXISTING
from countermark.features.minting.passport_state import effective_state, unit_status
from countermark.features.minting.serial_prefix import SHORTEST_PREFIX, numbers_by_prefix
from countermark.features.minting.unit_serials import serial_of_unit
from countermark.features.resolution.scan_target import InternalId, InternalKind
from countermark.features.search.search_hit import MatchedPart, SearchHit, name_of, queries, whole
from countermark.features.search.search_query import SearchQuery
from countermark.gs1 import DigitalLink
from countermark.serials import UnitCodec


async def search_tokens(tx: Tx, query: SearchQuery, locale: str, most: int) -> list[SearchHit]:
    """Up to ``most`` units, the one minted last first. Units of a mint that is queued or failed are none."""
    codec = await unit_codec(tx)
    if query.uuid is not None or query.target is not None:
        number = await _number_named(tx, codec, query)
        return [] if number is None else await _hits(tx, codec, [number], "", locale)
    if (found := await find_unit_by_serial(tx, query.text)) is not None:
        return await _hits(tx, codec, [found.number], query.text, locale)
    prefix = query.text.replace(" ", "").replace("-", "").upper()
    numbers = await _generated(tx, codec, prefix) if len(prefix) >= SHORTEST_PREFIX else []
    own = await _own(tx, query.text, most) if len(query.text) >= SHORTEST_PREFIX else []
    hits = await _hits(tx, codec, numbers[::-1][:most], prefix, locale)
    return (hits + await _hits(tx, codec, own, query.text, locale))[:most]


async def _generated(tx: Tx, codec: UnitCodec, prefix: str) -> list[int]:
    """Numbers of units whose generated serials begin so, ascending."""
    block = codec.block_of_prefix(prefix)
    if block is None:
        return []
    parts = []
    for within in await _minted_ranges(tx, codec.numbers_in_block(block)):
        parts += (await asyncio.to_thread(numbers_by_prefix, codec, prefix, within)).tolist()
    return parts


async def _own(tx: Tx, prefix: str, most: int) -> list[int]:
    """Numbers of units whose own serials begin so."""
    if not (prefix.isascii() and prefix.isprintable()):
        return []
    rows = queries.list_own_serials_beginning(
        tx.connection, brand_id=tx.brand_id, prefix=prefix, behind=prefix + "\x7f", most=most
    )
    return [row["number"] async for row in rows]


async def _number_named(tx: Tx, codec: UnitCodec, query: SearchQuery) -> int | None:
    if query.uuid is not None:
        return codec.number_of_unit_id(query.uuid)
    if isinstance(query.target, InternalId):
        return codec.number_of_unit_id(query.target.id) if query.target.kind is InternalKind.UNIT else None
    serial = query.target.serial if isinstance(query.target, DigitalLink) else None
    found = await find_unit_by_serial(tx, serial) if serial else None
    return found.number if found else None


async def _minted_ranges(tx: Tx, block: range) -> list[range]:
    """The numbers of the block that belong to units that exist and have generated serials, ascending."""
    found = queries.list_ranges_within(
        tx.connection, brand_id=tx.brand_id, first=block.start, behind=block.stop, statuses=list(EXISTING)
    )
    return [range(max(row["first"], block.start), min(row["behind"], block.stop)) async for row in found]


async def _hits(tx: Tx, codec: UnitCodec, numbers: list[int], prefix: str, locale: str) -> list[SearchHit]:
    rows = {number: await find_unit(tx, number) for number in numbers}
    named = queries.list_product_names(
        tx.connection, brand_id=tx.brand_id, product_ids=[row["product_id"] for row in rows.values() if row]
    )
    names = {row["product_id"]: row["name"] async for row in named}
    hits = []
    for number, row in rows.items():
        if row is None or row["status"] not in EXISTING or row["identity_mode"] != "serial":
            continue
        kind = "Sandbox unit" if row["is_sandbox"] else "Unit"
        serial = await serial_of_unit(tx, codec, row, number)
        state = effective_state(row["passport_state"], row["own_state"])
        is_active = row["activated_at"] is not None or row["activation_mode"] == "active_at_mint"
        hits.append(
            SearchHit(
                type="token",
                id=codec.unit_id_of(number),
                title=serial,
                subtitle=f"{kind} · {name_of(names[row['product_id']], locale)}",
                matched=MatchedPart(field="serial", text=serial, start=0, length=len(prefix))
                if prefix
                else whole("serial", serial),
                state=unit_status(state, is_active=is_active),
                path=f"passports/{codec.passport_id_of(number)}",
            )
        )
    return hits
