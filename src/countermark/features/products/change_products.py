"""Changes many products at once, each on its own: what is wrong with one is said of that one, and the others are done.

The number of statements does not depend on the number of products. Their rows are locked first, in the order of their
ids, as by everybody who changes several: two that change the same products wait for each other and never deadlock.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import Told, record_many
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.products.file_values import file_warnings
from countermark.features.products.index_products import index_products
from countermark.features.products.product import queries
from countermark.features.products.product_change import ChangeStatus, Outcome, Wish, outcome_of
from countermark.features.products.recompute_readiness import recompute_readiness


async def change_products(tx: Tx, wishes: Sequence[Wish], action: Action) -> list[Outcome]:
    """What came of each wish, in their order; of two for one product the second finds what the first one left.

    Everything is written when this returns, with one audit row for each change, called ``action``.
    """
    states = await _held(tx, {wish.product_id for wish in wishes})
    schema = await brand_schema(tx)
    brand_locale = await queries.get_brand_locale(tx.connection, brand_id=tx.brand_id)
    outcomes = []
    for wish in wishes:
        outcome = outcome_of(schema, states.get(wish.product_id), wish, brand_locale)
        if outcome.after is not None:
            states[wish.product_id] = {**states[wish.product_id], **outcome.after}
        outcomes.append(outcome)
    await _warn_of_files(tx, schema, outcomes)
    changed = {outcome.product_id: states[outcome.product_id] for outcome in outcomes if outcome.after is not None}
    if changed:
        await _store(tx, changed)
        await record_many(tx, action, "product", [_told(one) for one in outcomes if one.after is not None])
    return outcomes


async def look_at_products(tx: Tx, wishes: Sequence[Wish]) -> list[tuple[Outcome, Mapping[str, Any] | None]]:
    """What would come of each wish now, with the product's row; nothing is locked or written."""
    found = queries.read_products(tx.connection, brand_id=tx.brand_id, product_ids=[wish.product_id for wish in wishes])
    rows: dict[UUID, Mapping[str, Any]] = {row["product_id"]: row async for row in found}
    schema = await brand_schema(tx)
    brand_locale = await queries.get_brand_locale(tx.connection, brand_id=tx.brand_id)
    outcomes = [outcome_of(schema, rows.get(wish.product_id), wish, brand_locale) for wish in wishes]
    await _warn_of_files(tx, schema, outcomes)
    return [(outcome, rows.get(outcome.product_id)) for outcome in outcomes]


async def _warn_of_files(tx: Tx, schema: BrandSchema, outcomes: Sequence[Outcome]) -> None:
    """Of two changes of one product the later one is looked at: it is what stays."""
    given = {one.product_id: one.new.get("attributes", {}) for one in outcomes if one.after is not None}
    warnings = await file_warnings(tx, schema, given)
    for product_id, found in warnings.items():
        last = next(one for one in reversed(outcomes) if one.product_id == product_id and one.after is not None)
        last.warnings.extend(found)


async def _held(tx: Tx, product_ids: set[UUID]) -> dict[UUID, Mapping[str, Any]]:
    found = queries.lock_product_rows(tx.connection, brand_id=tx.brand_id, product_ids=list(product_ids))
    return {row["product_id"]: row async for row in found}


async def _store(tx: Tx, changed: Mapping[UUID, Mapping[str, Any]]) -> None:
    rows = [
        {"product_id": product_id, **{part: row[part] for part in ("name", "commercial_status", "attributes")}}
        for product_id, row in changed.items()
    ]
    await queries.update_products(tx.connection, brand_id=tx.brand_id, rows=rows)
    await recompute_readiness(tx, *changed)
    await index_products(tx, list(changed))


def _told(outcome: Outcome) -> Told:
    """``null`` in a patch means "nothing": the log says it by leaving the key out."""
    return Told(outcome.product_id, _without_nulls(outcome.old), _without_nulls(outcome.new))


def _without_nulls(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        part: {key: member for key, member in value.items() if member is not None} if isinstance(value, dict) else value
        for part, value in values.items()
    }


def count_of(outcomes: Sequence[Outcome], status: ChangeStatus) -> int:
    """How many of them came to this."""
    return sum(outcome.status is status for outcome in outcomes)
