"""The list of products as a file: the same filter and order, the columns chosen or every field."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.response import Stream

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.console.pages.product_list import query_of_request
from countermark.entrypoints.console.product_files import BOM, WorkbookFile, csv_text, product_rows
from countermark.entrypoints.console.product_query import ProductQuery
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.accounts.access import access_brand
from countermark.features.accounts.permissions import Permission
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.products.export_columns import ExportColumn, export_columns
from countermark.features.products.export_products import languages_of_names, next_portion
from countermark.features.products.product import Product
from countermark.features.products.product_order import Place

AnyRequest = Request[Any, Any, Any]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ_BYTES = 256 * 1024


@dataclass(frozen=True)
class ProductExport:
    """What goes into the file, and who reads it: a portion is read in a transaction of its own."""

    visit: Visit
    query: ProductQuery
    columns: list[ExportColumn]

    async def portions(self) -> AsyncIterator[list[Product]]:
        """The products, as they stand when their portion is read."""
        filters, after = self.query.filter.parameters(), None
        while True:
            portion, after = await self._portion(after, filters)
            yield portion
            if after is None:
                return

    async def _portion(self, after: Place | None, filters: dict[str, Any]) -> tuple[list[Product], Place | None]:
        async with _reading(self.visit) as tx:
            await access_brand(tx, self.visit.person.caller, Permission.PRODUCTS_READ)
            return await next_portion(tx, self.query.sort, after, filters)


def _reading(visit: Visit) -> AbstractAsyncContextManager[Tx]:
    actor = Actor(ActorKind.USER, visit.person.caller.user_id)
    return brand_transaction(visit.person.services.pool, visit.brand.brand_id, actor, b"")


async def _export(request: AnyRequest, visit: Visit) -> ProductExport:
    query = query_of_request(request)
    brand = await visit.call("get_brand")
    async with _reading(visit) as tx:
        await access_brand(tx, visit.person.caller, Permission.PRODUCTS_READ)
        languages = await languages_of_names(tx, query.filter, brand.locale)
        columns = export_columns(await brand_schema(tx), languages, query.columns or None)
    return ProductExport(visit, query, columns)


def _named(visit: Visit, suffix: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{visit.brand.subdomain}-products.{suffix}"'}


@get("/products/export.csv")
async def export_csv(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """CSV, as it is read; ``?bom=1`` begins with the mark by which Excel knows UTF-8."""
    export = await _export(request, visit)
    mark = BOM if request.query_params.get("bom") == "1" else ""
    return Stream(_csv(export, mark), media_type="text/csv", headers=_named(visit, "csv"))


async def _csv(export: ProductExport, mark: str) -> AsyncIterator[bytes]:
    yield (mark + csv_text([[column.header for column in export.columns]])).encode()
    async for products in export.portions():
        yield csv_text(product_rows(export.columns, products)).encode()


@get("/products/export.xlsx")
async def export_xlsx(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """A workbook; it is written to the end before its first byte leaves, because that is how such files are made."""
    export = await _export(request, visit)
    return Stream(_xlsx(export), media_type=XLSX, headers=_named(visit, "xlsx"))


async def _xlsx(export: ProductExport) -> AsyncIterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="countermark-export-") as folder:
        path = Path(folder) / "products.xlsx"
        book = WorkbookFile(path, [column.header for column in export.columns])
        async for products in export.portions():
            await asyncio.to_thread(book.write, product_rows(export.columns, products))
        await asyncio.to_thread(book.close)
        with path.open("rb") as file:
            while chunk := await asyncio.to_thread(file.read, READ_BYTES):
                yield chunk


PRODUCT_EXPORT_PAGES = (export_csv, export_xlsx)
