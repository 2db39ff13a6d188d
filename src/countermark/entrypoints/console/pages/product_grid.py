"""Up to a hundred products as a grid, edited like a spreadsheet and saved row by row; the last save can be taken back.

Everything about the grid stands in its address: the products (``ids``) or a filter, the columns, the languages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.enums import MediaType

from countermark.entrypoints.console.brand_fields import fields_of
from countermark.entrypoints.console.bulk_changes import told_message
from countermark.entrypoints.console.grid_columns import NAME, STATUS, Column, columns_of, list_labels
from countermark.entrypoints.console.grid_form import Cells, GridRow, decoded, grid_rows, values_of
from countermark.entrypoints.console.product_choices import FILTERS, chosen_filter, chosen_ids
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.brands.brand import Brand
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Requirement
from countermark.features.products.bulk_update_products import MOST_PATCHES, PatchOutcome
from countermark.features.products.product import Product

AnyRequest = Request[Any, Any, Any]
MOST_COLUMNS = 20
LANGUAGES = "en de fr it es nl pl pt sv da fi cs el hu ro tr uk ar zh ja".split()


@dataclass
class RowResult:
    """What came of a row: in words, for its cells, and what its cells hold now."""

    status: str
    message: str | None = None
    warnings: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class Grid:
    """The grid as a page draws it. ``typed`` are texts that were sent and not saved, by product and column."""

    brand: Brand
    schema: BrandSchema
    products: list[Product]
    columns: list[Column]
    languages: list[str]
    hidden: list[tuple[str, str]]
    results: dict[str, RowResult] = field(default_factory=dict)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    undo: list[dict[str, Any]] = field(default_factory=list)
    said: str | None = None

    @property
    def before(self) -> str:
        """What the cells hold, for the form to bring back."""
        values: Cells = values_of(self.products, self.columns, self.brand.locale)
        return msgspec.json.encode(values).decode()

    @property
    def way_back(self) -> str:
        """What takes the last save back, for the form to bring back."""
        return msgspec.json.encode(self.undo).decode()

    @property
    def chosen(self) -> set[str]:
        """The parts that are shown as columns."""
        return {column.key.partition(":")[0] for column in self.columns}

    @property
    def known_languages(self) -> list[str]:
        """Languages that texts can be shown in: those of the names first."""
        used = [tag for product in self.products for tag in product.name]
        return list(dict.fromkeys([self.brand.locale, *used, *LANGUAGES]))

    def shown(self, product: Product, column: Column) -> str:
        """What a cell held when it was saved last."""
        return column.shown(column.value_in(product, self.brand.locale))


async def _grid(request: AnyRequest, visit: Visit, pairs: Sequence[tuple[str, str]]) -> Grid:
    brand, schema = await fields_of(visit)
    ids = chosen_ids(pairs)[:MOST_PATCHES]
    if ids:
        products = await visit.call("get_products", product_ids=ids)
    else:
        products = (await visit.call("list_products", limit=MOST_PATCHES, **chosen_filter(pairs))).items
    languages = [tag for name, tag in pairs if name == "language"] or [brand.locale]
    keys = [key for name, key in pairs if name == "columns"] or _usual_columns(schema)
    columns = columns_of(schema, keys, languages)[:MOST_COLUMNS] or columns_of(schema, [NAME, STATUS], languages)
    live = [product for product in products if product.archived_at is None]
    hidden = [(name, text) for name, text in pairs if name in (*FILTERS, "ids")]
    return Grid(brand, schema, live, columns, languages, hidden)


def _usual_columns(schema: BrandSchema) -> list[str]:
    """Name, status, and what nothing can be minted without."""
    needed = [key for key, each in schema.fields.items() if each.requirement is Requirement.MINT]
    return [NAME, STATUS, *needed][:8]


@get("/products/grid")
async def show_grid(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The grid of the products that the address names, or the first hundred that its filter finds."""
    grid = await _grid(request, visit, list(request.query_params.multi_items()))
    return _grid_page(request, visit, grid)


def _grid_page(request: AnyRequest, visit: Visit, grid: Grid) -> Response[Any]:
    return page(request, "products/grid.html", visit=visit, grid=grid, most=MOST_PATCHES, list_labels=list_labels)


@post("/products/grid")
async def save_grid(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Saves the rows that changed, each on its own; a row with a cell that cannot be read is not saved."""
    form = await request.form()
    _, schema = await fields_of(visit)
    rows = grid_rows(form, schema)
    wishes = [row for row in rows if row.values and not row.errors]
    outcomes = await _made(visit, [row.wish for row in wishes])
    results = {row.product_id: RowResult("error", "one cell cannot be read", errors=row.errors) for row in rows}
    for row, outcome in zip(wishes, outcomes, strict=True):
        results[row.product_id] = _result(outcome, schema)
    saved = [row for row in wishes if results[row.product_id].status == "updated"]
    grid = await _grid(request, visit, _texts(form.multi_items()))
    grid.results, grid.undo = results, [row.way_back for row in saved]
    grid.typed = {row.product_id: row.texts for row in rows if results[row.product_id].status in ("error", "conflict")}
    grid.said = _said(results, "saved")
    return _answer(request, visit, grid, rows)


@post("/products/grid/undo")
async def undo_grid(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Takes the last save back, except where somebody changed a value since."""
    form = await request.form()
    _, schema = await fields_of(visit)
    undo: list[dict[str, Any]] = decoded(str(form.get("undo", "[]")), list[dict[str, Any]])
    outcomes = await _made(visit, undo)
    grid = await _grid(request, visit, _texts(form.multi_items()))
    grid.results = {outcome.product_id: _result(outcome, schema) for outcome in outcomes}
    grid.said = _said(grid.results, "put back")
    return _answer(request, visit, grid, [])


def _texts(pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(name, text) for name, text in pairs if isinstance(text, str)]


async def _made(visit: Visit, patches: list[dict[str, Any]]) -> list[PatchOutcome]:
    if not patches:
        return []
    outcomes: list[PatchOutcome] = (await visit.call("bulk_update_products", patches=patches)).results
    return outcomes


def _result(outcome: PatchOutcome, schema: BrandSchema) -> RowResult:
    labels = {key: each.label for key, each in schema.fields.items()}
    warnings = [f"{labels.get(each.field, each.field)} {each.message}" for each in outcome.validation_warnings]
    message = told_message(schema, outcome.error_message) if outcome.error_message else None
    return RowResult(str(outcome.status), message, warnings)


def _said(results: dict[str, RowResult], done: str) -> str:
    made = sum(result.status == "updated" for result in results.values())
    left = sum(result.status in ("error", "conflict") for result in results.values())
    rows = "1 product" if made == 1 else f"{made} products"
    return f"{rows} {done}." + (f" {left} could not be: look at their rows." if left else "")


def _answer(request: AnyRequest, visit: Visit, grid: Grid, rows: list[GridRow]) -> Response[Any]:
    """The page again, or for script what came of each row and what its cells hold now."""
    if request.headers.get("accept") != MediaType.JSON:
        return _grid_page(request, visit, grid)
    products = {str(product.product_id): product for product in grid.products}
    told = [
        {
            "product_id": product_id,
            "status": result.status,
            "message": result.message,
            "warnings": result.warnings,
            "errors": result.errors,
            "cells": _cells(grid, products.get(product_id)),
        }
        for product_id, result in grid.results.items()
    ]
    body = msgspec.json.encode({"rows": told, "undo": grid.undo or None, "said": grid.said})
    return Response(body, media_type=MediaType.JSON)


def _cells(grid: Grid, product: Product | None) -> dict[str, Any]:
    if product is None:
        return {}
    own = grid.brand.locale
    values = {column.key: (column, column.value_in(product, own)) for column in grid.columns}
    return {key: {"value": value, "text": column.shown(value)} for key, (column, value) in values.items()}


PRODUCT_GRID_PAGES = (show_grid, save_grid, undo_grid)
