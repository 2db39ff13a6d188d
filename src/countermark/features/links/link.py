"""The link: from something a brand identifies to an address that tells of it. Its record and the door to one."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from countermark.db.transaction import Tx
from countermark.features.links.anchor import gs1_path_of, queries
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.records import Record, record_from

Moment = msgspec.Meta(tz=True)


class TargetState(StrEnum):
    """What the last check of a link's target found."""

    UNCHECKED = "unchecked"
    OK = "ok"
    BROKEN = "broken"


class Link(Record, frozen=True, kw_only=True):
    """A link. ``gs1_path`` is ``null`` while its product has no GTIN.

    ``languages`` are tags such as ``de`` or ``de-AT``, ``contexts`` markets such as ``DE``; an empty list means any.
    ``is_default``: where a scan of this very thing leads. ``in_default_set``: one of those a scan may lead to instead,
    by the reader's language, media type or market (``gs1:defaultLinkMulti``).
    """

    link_id: UUID
    product_id: UUID | None
    product_name: dict[str, str] | None
    path: str
    gs1_path: str | None
    link_type: str
    target_url: str
    title: str
    languages: list[str]
    media_type: str | None
    contexts: list[str]
    forward_query: bool
    is_public: bool
    valid_from: datetime | None
    valid_until: datetime | None
    is_default: bool
    in_default_set: bool
    target_state: TargetState
    target_problem: str | None
    checked_at: datetime | None
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None


def link_from(row: Mapping[str, Any]) -> Link:
    """The record of a row of the ``link_columns``."""
    return record_from(Link, {**row, "gs1_path": gs1_path_of(row)})


async def read_link(tx: Tx, link_id: UUID) -> Link:
    """The link as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row = await queries.get_link(tx.connection, brand_id=tx.brand_id, link_id=link_id)
    if row is None:
        raise unknown("_link_id", "link")
    return link_from(row)


async def lock_link(tx: Tx, link_id: UUID) -> Mapping[str, Any]:
    """The link's row, held until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.lock_link(tx.connection, brand_id=tx.brand_id, link_id=link_id)
    if row is None:
        raise unknown("_link_id", "link")
    return row


def refused_by_database(error: asyncpg.PostgresError, prefix: str) -> InvalidInput:
    """The refusal for a broken constraint; ``prefix`` is ``_`` or ``_patch.``. Raises what it does not know."""
    match error.constraint_name if hasattr(error, "constraint_name") else None:
        case "links_not_twice":
            return Conflict(
                f"{prefix}target_url",
                "this very link is there already",
                code="LINK_EXISTS",
                hint="change the link that is there, or another target, type, language, media type or market",
            )
        case "links_one_default":
            return Conflict(
                f"{prefix}is_default",
                "another link became the default at the same moment",
                code="DEFAULT_LINK_TAKEN",
                hint="look at the links again",
            )
        case "links_default_is_always_valid":
            return InvalidInput(
                f"{prefix}is_default",
                "a default link is always valid; leave out valid_from and valid_until",
                code="DEFAULT_LINK_ALWAYS_VALID",
            )
        case "links_valid_in_order":
            return InvalidInput(f"{prefix}valid_until", "must be later than valid_from")
        case "links_brand_id_product_id_fkey":
            return unknown("_product_id", "product")
    raise error
