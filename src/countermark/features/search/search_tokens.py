"""Hits among minted units: by serial, whole or from its first four characters on, by id, by a scanned code.

No unit has a row, so nothing is searched: a serial's first four characters give the block of numbers it is in, and the
serials of a block are computed and compared.
"""

import asyncio
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.mint_batch import EXISTING
from countermark.features.minting.passport_state import effective_state, unit_status
from countermark.features.resolution.scan_target import InternalId, InternalKind
from countermark.features.search.search_hit import MatchedPart, SearchHit, name_of, queries, whole
from countermark.features.search.search_query import SearchQuery
from countermark.gs1 import DigitalLink
from countermark.serials import UnitCodec

SHORTEST_PREFIX: Final = 4
SERIAL_LENGTH: Final = 16
REMEMBERED_BLOCKS: Final = 8  # a megabyte each: whoever types on asks for the same block again


async def search_tokens(tx: Tx, query: SearchQuery, locale: str, most: int) -> list[SearchHit]:
    """Up to ``most`` units, the one minted last first. Units of a mint that is queued or failed are none."""
    codec = await unit_codec(tx)
    if query.uuid is not None or query.target is not None:
        number = _number_named(codec, query)
        return [] if number is None else await _hits(tx, codec, [number], "", locale)
    prefix = query.text.replace(" ", "").replace("-", "").upper()
    block = codec.block_of_prefix(prefix) if SHORTEST_PREFIX <= len(prefix) <= SERIAL_LENGTH else None
    if block is None:
        return []
    numbers = await _minted_numbers(tx, codec.numbers_in_block(block))
    if len(prefix) > SHORTEST_PREFIX and len(numbers):
        serials = await asyncio.to_thread(_serials_of_block, codec, block)
        starts = np.strings.startswith(serials[numbers - codec.numbers_in_block(block).start], prefix.encode())
        numbers = numbers[starts]
    return await _hits(tx, codec, numbers[::-1][:most].tolist(), prefix, locale)


def _number_named(codec: UnitCodec, query: SearchQuery) -> int | None:
    if query.uuid is not None:
        return codec.number_of_unit_id(query.uuid)
    if isinstance(query.target, InternalId):
        return codec.number_of_unit_id(query.target.id) if query.target.kind is InternalKind.UNIT else None
    serial = query.target.serial if isinstance(query.target, DigitalLink) else None
    return codec.number_of(serial) if serial else None


@lru_cache(REMEMBERED_BLOCKS)
def _serials_of_block(codec: UnitCodec, block: int) -> NDArray[np.bytes_]:
    numbers = codec.numbers_in_block(block)
    return codec.serials_of(numbers.start, len(numbers))


async def _minted_numbers(tx: Tx, block: range) -> NDArray[np.int64]:
    """The numbers of the block that belong to serialised units that exist, ascending."""
    found = queries.list_ranges_within(
        tx.connection, brand_id=tx.brand_id, first=block.start, behind=block.stop, statuses=list(EXISTING)
    )
    parts = [
        np.arange(max(row["first"], block.start), min(row["behind"], block.stop), dtype=np.int64) async for row in found
    ]
    return np.concatenate([np.empty(0, np.int64), *parts])


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
        serial = codec.serial_of(number)
        state = effective_state(row["passport_state"], row["own_state"])
        is_active = row["activated_at"] is not None or row["activation_mode"] == "active_at_mint"
        hits.append(
            SearchHit(
                type="token",
                id=codec.unit_id_of(number),
                title=serial,
                subtitle=f"Unit · {name_of(names[row['product_id']], locale)}",
                matched=MatchedPart(field="serial", text=serial, start=0, length=len(prefix))
                if prefix
                else whole("serial", serial),
                state=unit_status(state, is_active=is_active),
                path=f"passports/{codec.passport_id_of(number)}",
            )
        )
    return hits
