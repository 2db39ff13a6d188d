"""Hits among exports: by id, by that of their mint batch, or by batch number, product's name or file name."""

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.exports.export import ExportKind
from countermark.features.resolution.scan_target import InternalId, InternalKind
from countermark.features.search.search_hit import MatchedPart, SearchHit, matched_part, name_of, queries, whole
from countermark.features.search.search_query import SearchQuery

WALKED: Final = 500
"""Exports, from the newest on, whose texts are looked at; an id is found among all."""
_PACK: Final = re.compile(r"[0-9]+(?=-of-[0-9]+\.csv$)")
"""The number in the name of a pack: packs of an export are found by the name of the first."""
_TITLES: Final = {
    ExportKind.FULL_MANIFEST: "Full manifest",
    ExportKind.QR_PRINT: "QR print",
    ExportKind.NFC_ENCODING: "NFC encoding",
    ExportKind.RFID_ENCODING: "RFID encoding",
}


async def search_exports(tx: Tx, query: SearchQuery, locale: str, most: int) -> list[SearchHit]:
    """An export by its id, those of a mint batch by its id or ``/mb/`` code, else by text, the best first."""
    key: dict[str, Any] = {"brand_id": tx.brand_id, "most": most}
    named = query.uuid
    if isinstance(query.target, InternalId) and query.target.kind is InternalKind.MINT_BATCH:
        named = query.target.id
    if named is not None:
        found = queries.list_exports_by_id(tx.connection, **key, id=named)
        return [_hit(row, _matched_id(row, named), locale) async for row in found]
    if query.target is not None or not query.needle:
        return []
    needle = _PACK.sub(lambda number: "1".zfill(len(number[0])), query.needle)
    found = queries.list_exports_by_text(tx.connection, **key, needle=needle, walked=WALKED)
    return [_hit(row, _matched_text(row, needle), locale) async for row in found]


def _matched_id(row: Mapping[str, Any], named: UUID) -> MatchedPart:
    return whole("export_id" if row["export_id"] == named else "mint_batch_id", str(named))


def _matched_text(row: Mapping[str, Any], needle: str) -> MatchedPart | None:
    """The first text of an export that has the needle; what the row shows anyway comes first."""
    texts = [("batch_number", row["batch_number"] or "")]
    texts += [(f"name.{language}", text) for language, text in row["product_name"].items()]
    texts.append(("file_name", row["file_name"]))
    return next((part for field, text in texts if (part := matched_part(field, text, needle))), None)


def _hit(row: Mapping[str, Any], matched: MatchedPart | None, locale: str) -> SearchHit:
    units = "1 unit" if row["total_units"] == 1 else f"{row['total_units']:,} units"
    called = filter(None, (name_of(row["product_name"], locale), row["batch_number"]))
    return SearchHit(
        type="export",
        id=row["export_id"],
        title=f"{_TITLES[ExportKind(row['kind'])]} of {units}",
        subtitle=" · ".join(called),
        matched=matched,
        state=row["status"],
        path=f"exports/{row['export_id']}",
    )
