"""Changes up to a hundred products at once, each on its own."""

from typing import Any, Literal
from uuid import UUID

import asyncpg
import msgspec
import structlog

from countermark.audit.actions import Action
from countermark.db.transaction import Tx, savepoint
from countermark.features.products.attributes import ValidationWarning
from countermark.features.products.change_products import change_products
from countermark.features.products.product_change import ChangeStatus, Outcome, Wish, read_patch, refusal
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

MOST_PATCHES = 100
NOT_STORED = "it could not be stored; the server's log says more"
log = structlog.get_logger(__name__)


class PatchRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of ``_patches``; what is wrong inside one is said of that one. ``expected`` has the form of a patch."""

    product_id: str
    patch: Any
    expected: Any = None


class BulkUpdateProducts(BrandRequest, frozen=True, kw_only=True):
    """1 to 100 changes, in the order in which they are made."""

    patches: list[PatchRow]


class PatchOutcome(Record, frozen=True, kw_only=True):
    """What came of one member of ``_patches``."""

    product_id: str
    status: ChangeStatus
    error_message: str | None
    validation_warnings: list[ValidationWarning]


class ProductsBulkUpdated(Record, frozen=True, kw_only=True):
    """The outcomes, in the order of ``_patches``."""

    ok: Literal[True] = True
    results: list[PatchOutcome]


async def bulk_update_products(tx: Tx, request: BulkUpdateProducts) -> ProductsBulkUpdated:
    """Lays each patch over its product, as ``update_product`` does; one that is refused does not stop the others.

    Raises:
        InvalidInput: none or more than a hundred patches.
    """
    if not 1 <= len(request.patches) <= MOST_PATCHES:
        raise InvalidInput("_patches", f"needs 1 to {MOST_PATCHES} members, not {len(request.patches)}")
    read = [_read(row) for row in request.patches]
    wishes = [wish for wish in read if isinstance(wish, Wish)]
    outcomes = iter(await _changed(tx, wishes))
    results = [
        _told(row.product_id, next(outcomes) if isinstance(wish, Wish) else wish)
        for row, wish in zip(request.patches, read, strict=True)
    ]
    return ProductsBulkUpdated(results=results)


def _read(row: PatchRow) -> Wish | Outcome:
    nobody = UUID(int=0)
    try:
        try:
            product_id = UUID(row.product_id)
        except ValueError:
            raise InvalidInput("product_id", "is not a UUID") from None
        expected = None if row.expected is None else read_patch("expected", row.expected)
        return Wish(product_id, read_patch("patch", row.patch), expected)
    except InvalidInput as error:
        return refusal(nobody, error)


async def _changed(tx: Tx, wishes: list[Wish]) -> list[Outcome]:
    """All at once, and one after the other when the database refuses to store something of it."""
    try:
        async with savepoint(tx):
            return await change_products(tx, wishes, Action.PRODUCTS_BULK_UPDATED)
    except asyncpg.IntegrityConstraintViolationError:
        in_order = sorted(enumerate(wishes), key=lambda placed: placed[1].product_id)
        alone = {place: await _changed_alone(tx, wish) for place, wish in in_order}
        return [alone[place] for place in range(len(wishes))]


async def _changed_alone(tx: Tx, wish: Wish) -> Outcome:
    try:
        async with savepoint(tx):
            return (await change_products(tx, [wish], Action.PRODUCTS_BULK_UPDATED))[0]
    except asyncpg.IntegrityConstraintViolationError:
        log.exception("a product could not be changed", product_id=str(wish.product_id))
        return Outcome(wish.product_id, ChangeStatus.ERROR, "NOT_STORED", NOT_STORED)


def _told(product_id: str, outcome: Outcome) -> PatchOutcome:
    return PatchOutcome(
        product_id=product_id,
        status=outcome.status,
        error_message=outcome.error_message,
        validation_warnings=outcome.warnings,
    )
