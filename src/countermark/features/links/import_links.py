"""Adds many links at once, each row judged on its own; or says what it would do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple
from uuid import UUID

import asyncpg
import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.links.anchor import Anchor, queries
from countermark.features.links.create_link import EMPTY, VALUES
from countermark.features.links.import_anchors import LinkAbout, anchors_of
from countermark.features.links.link import Moment
from countermark.features.links.link_values import checked_values, fingerprint
from countermark.kit.errors import Conflict, InvalidInput
from countermark.kit.ids import uuid7
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

MOST_ROWS: Final = 1_000


class LinkRow(LinkAbout, frozen=True, kw_only=True):
    """A row: what the link is about, and the link, with the rules of ``create_link``."""

    link_type: str
    target_url: str
    title: str
    languages: list[str] | None = None
    media_type: str | None = None
    contexts: list[str] | None = None
    forward_query: bool = True
    is_public: bool = True
    valid_from: Annotated[datetime, Moment] | None = None
    valid_until: Annotated[datetime, Moment] | None = None
    is_default: bool = False
    in_default_set: bool = False


class ImportLinks(BrandRequest, frozen=True, kw_only=True):
    """``_rows``: at most 1,000. ``_dry_run``: only say what would be done."""

    rows: Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1, max_length=MOST_ROWS)]
    dry_run: bool = False


class ImportedLink(Record, frozen=True, kw_only=True):
    """What became of a row, from 1 on: ``created``, ``exists`` (this very link is there), or ``error`` and why."""

    row: int
    status: str
    link_id: UUID | None
    problem: str | None


class ImportedLinks(Record, frozen=True, kw_only=True):
    """``ok`` is always true: a row that was refused is no failure of the others. A dry run names no ``link_id``."""

    ok: bool
    dry_run: bool
    created: int
    existing: int
    errors: int
    rows: list[ImportedLink]


class _Judged(NamedTuple):
    anchor: Anchor
    values: dict[str, Any]
    fingerprint: bytes


async def import_links(tx: Tx, request: ImportLinks) -> ImportedLinks:
    """The verdict of every row; the good ones are links when this returns, unless it was a dry run.

    Sent again it adds nothing. A row that is a default takes that over from the default there was.

    Raises:
        InvalidInput: no row, or more than 1,000.
        Conflict: links of the same things were changed at the same moment (``LINKS_CHANGED``); nothing was written.
    """
    judged = await _judged(tx, request.rows)
    there = await _there(tx, [row.fingerprint for row in judged.values() if isinstance(row, _Judged)])
    fresh = {place: row for place, row in judged.items() if isinstance(row, _Judged) and row.fingerprint not in there}
    made: dict[bytes, UUID] = {}
    if fresh and not request.dry_run:
        made = await _insert(tx, list(fresh.values()))
        told = {"created": len(made), "link_ids": list(made.values())}
        await record(tx, Action.LINKS_IMPORTED, ("link_import", uuid7()), new=told)
        await notify_resolvers(tx)
    elif not request.dry_run:
        await record(tx, Action.LINKS_IMPORTED, ("link_import", uuid7()), new={"created": 0})
    rows = [_told(place, row, there, made) for place, row in judged.items()]
    counts = {status: sum(row.status == status for row in rows) for status in ("created", "exists", "error")}
    return ImportedLinks(
        ok=True,
        dry_run=request.dry_run,
        created=counts["created"],
        existing=counts["exists"],
        errors=counts["error"],
        rows=rows,
    )


async def _judged(tx: Tx, given: Sequence[Mapping[str, Any]]) -> dict[int, _Judged | str]:
    """Each row by its number, checked, or why it is refused."""
    rows: dict[int, LinkRow | str] = {place: _parsed(row) for place, row in enumerate(given, start=1)}
    abouts = {place: row for place, row in rows.items() if isinstance(row, LinkRow)}
    anchors = await anchors_of(tx, abouts)
    judged: dict[int, _Judged | str] = {}
    seen: set[bytes] = set()
    defaults: set[Anchor] = set()
    for place, row in rows.items():
        found = row if isinstance(row, str) else _checked(anchors[place], row)
        judged[place] = found if isinstance(found, str) else _first_of_its_kind(found, seen, defaults)
    return judged


def _first_of_its_kind(row: _Judged, seen: set[bytes], defaults: set[Anchor]) -> _Judged | str:
    """The row, unless one before is the same link, or is the default already. Notes what it is."""
    if row.fingerprint in seen:
        return "repeats a row before"
    if row.values["is_default"] and row.anchor in defaults:
        return "is_default: a row before is the default already"
    seen.add(row.fingerprint)
    if row.values["is_default"]:
        defaults.add(row.anchor)
    return row


def _parsed(row: Mapping[str, Any]) -> LinkRow | str:
    try:
        return msgspec.convert(row, LinkRow)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$.")
        return f"{path.rstrip('`')}: {problem}" if path else problem


def _checked(anchor: Anchor | str, row: LinkRow) -> _Judged | str:
    if isinstance(anchor, str):
        return anchor
    try:
        values = checked_values("", {name: getattr(row, name) for name in VALUES})
    except InvalidInput as error:
        return error.details
    values |= {name: empty for name, empty in EMPTY.items() if values[name] is None}
    begins, ends = values["valid_from"], values["valid_until"]
    if values["is_default"] and (begins or ends):
        return "is_default: a default link is always valid; leave out valid_from and valid_until"
    if begins and ends and begins >= ends:
        return "valid_until: must be later than valid_from"
    return _Judged(anchor, values, fingerprint(anchor, values))


async def _there(tx: Tx, fingerprints: list[bytes]) -> dict[bytes, UUID]:
    found = queries.list_links_with_fingerprints(tx.connection, brand_id=tx.brand_id, fingerprints=fingerprints)
    return {row["fingerprint"]: row["link_id"] async for row in found}


async def _insert(tx: Tx, rows: Sequence[_Judged]) -> dict[bytes, UUID]:
    """All in one statement each: room for the new defaults, the links, a default for keys that have none."""
    written = [row.anchor._asdict() | row.values | {"fingerprint": row.fingerprint.hex()} for row in rows]
    anchors = [row.anchor._asdict() for row in rows if row.values["is_default"]]
    keys = [row.anchor.path for row in rows if row.anchor.product_id is None]
    try:
        await queries.unset_defaults(tx.connection, brand_id=tx.brand_id, anchors=anchors)
        found = queries.insert_links(tx.connection, brand_id=tx.brand_id, rows=written)
        made = {row["fingerprint"]: row["link_id"] async for row in found}
        await queries.give_defaults(tx.connection, brand_id=tx.brand_id, paths=keys)
    except asyncpg.UniqueViolationError:
        raise Conflict(
            "_rows",
            "links of the same things were changed at the same moment",
            code="LINKS_CHANGED",
            hint="send the rows again",
        ) from None
    return made


def _told(place: int, row: _Judged | str, there: Mapping[bytes, UUID], made: Mapping[bytes, UUID]) -> ImportedLink:
    if isinstance(row, str):
        return ImportedLink(row=place, status="error", link_id=None, problem=row)
    if row.fingerprint in there:
        return ImportedLink(row=place, status="exists", link_id=there[row.fingerprint], problem=None)
    return ImportedLink(row=place, status="created", link_id=made.get(row.fingerprint), problem=None)
