"""``countermark export-products``: the products that match a filter, as CSV or XLSX that can be imported again."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Protocol
from uuid import UUID

from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.cli.operator import brand_named, operator_transaction, run_as_operator
from countermark.entrypoints.cli.output import Json, progress, show
from countermark.entrypoints.console.product_files import WorkbookFile, csv_text, product_rows
from countermark.entrypoints.services import Services, open_services
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.products.export_columns import Cell, ExportColumn, export_columns
from countermark.features.products.export_products import languages_of_names, next_portion
from countermark.features.products.product import CommercialStatus, Product
from countermark.features.products.product_filter import ProductFilter, count_matching
from countermark.features.products.product_order import Place, ProductOrder
from countermark.features.products.readiness import MintReadiness
from countermark.kit.settings import load_settings

FORMATS: Final = (".csv", ".xlsx")
MOST_COUNTED: Final = 10_000_000


class RowFile(Protocol):
    """Where rows go."""

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Appends rows."""

    def close(self) -> None:
        """Ends the file."""


class CsvFile:
    """CSV as RFC 4180 has it, in UTF-8."""

    def __init__(self, file: IO[bytes], headers: Sequence[str]) -> None:
        self._file = file
        self.write([headers])

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Appends rows."""
        self._file.write(csv_text(rows).encode())

    def close(self) -> None:
        """Hands over what is not written yet; standard output stays open."""
        self._file.flush()
        if self._file is not sys.stdout.buffer:
            self._file.close()


@dataclass(frozen=True)
class Wanted:
    """Which products, in which order, with which fields (``None``: all there are)."""

    filter: ProductFilter
    sort: ProductOrder
    columns: list[str] | None


def export_products_command(  # one for each option of the command line
    *,
    brand: str,
    output: Path | None = None,
    query: str | None = None,
    status: CommercialStatus | None = None,
    readiness: MintReadiness | None = None,
    missing_field: str | None = None,
    pack: str | None = None,
    has_gtin: bool | None = None,
    include_archived: bool = False,
    sort: ProductOrder = ProductOrder.NEWEST,
    columns: list[str] | None = None,
    json: Json = False,
) -> None:
    """Write the products that match into a CSV or XLSX file, or as CSV to standard output; an import can read it again.

    Parameters
    ----------
    brand
        The brand's id or subdomain.
    output
        The file to make; it must not exist. Its name ends in .csv or .xlsx. With --json it has to be named.
    query
        Found in names, identifiers and texts.
    status
        Only products with this commercial status.
    readiness
        Only those that can be minted, or only those that cannot.
    missing_field
        Only those without a value for the field with this key.
    pack
        Only those of this sector, such as battery.
    has_gtin
        Only those with a GTIN; --no-has-gtin: only those without.
    include_archived
        Archived products too.
    sort
        The order of the rows.
    columns
        The key of a field to write; may be given several times. Without: every field.
    """
    _check_output(output, json=json)
    chosen = ProductFilter(
        query=query,
        commercial_status=status,
        readiness=readiness,
        missing_field=missing_field,
        pack=pack,
        has_gtin=has_gtin,
        include_archived=include_archived,
    )
    written = asyncio.run(_export(brand, Wanted(chosen, sort, columns), output))
    if output is not None:
        size_bytes = output.stat().st_size
        facts = {"file": str(output), "products": written, "size_bytes": size_bytes}
        show(facts, [f"{written} products: {output} ({size_bytes / 1e6:.1f} MB)"], json=json)


def _check_output(output: Path | None, *, json: bool) -> None:
    if output is None:
        if json:
            raise CommandFailed("--json tells about the file that was written: name it with --output")
        return
    if output.suffix.lower() not in FORMATS:
        raise CommandFailed(f"{output.name} ends neither in .csv nor in .xlsx: give the file a name that does")
    if output.exists():
        raise CommandFailed(f"{output} exists already: name a new file, or remove it")


async def _export(brand: str, wanted: Wanted, output: Path | None) -> int:
    """How many products were written. The file appears under its name when it is whole."""
    async with open_services(load_settings()) as services:
        brand_id = await brand_named(services, brand)
        own = (await run_as_operator(services, "get_brand", brand_id=brand_id)).locale
        async with operator_transaction(services, brand_id) as tx:
            languages = await languages_of_names(tx, wanted.filter, own)
            columns = _columns(export_columns(await brand_schema(tx), languages, wanted.columns), wanted)
            total = await count_matching(tx, wanted.filter, MOST_COUNTED)
        partial = output and output.with_name(output.name + ".part")
        try:
            written = await _write(services, brand_id, wanted, columns, partial, output, total)
            if partial and output:
                partial.rename(output)
        finally:
            if partial:
                partial.unlink(missing_ok=True)
        return written


def _columns(columns: list[ExportColumn], wanted: Wanted) -> list[ExportColumn]:
    known = {column.header for column in columns}
    for key in wanted.columns or []:
        if not any(header == key or header.startswith(f"{key}.") for header in known):
            raise CommandFailed(f"there is no field {key!r} in this brand: list_fields lists them")
    return columns


async def _write(  # what is read, and where it goes
    services: Services,
    brand_id: UUID,
    wanted: Wanted,
    columns: list[ExportColumn],
    partial: Path | None,
    output: Path | None,
    total: int,
) -> int:
    headers = [column.header for column in columns]
    file: RowFile
    if partial is None or output is None:
        file = CsvFile(sys.stdout.buffer, headers)
    elif output.suffix.lower() == ".xlsx":
        file = WorkbookFile(partial, headers)
    else:
        file = CsvFile(partial.open("wb"), headers)
    written = 0
    with progress("exporting", total) as advance:
        async for products in _portions(services, brand_id, wanted):
            file.write(product_rows(columns, products))
            written += len(products)
            advance(written)
        file.close()
    return written


async def _portions(services: Services, brand_id: UUID, wanted: Wanted) -> AsyncIterator[list[Product]]:
    """A transaction for each portion, so that a long export holds none open."""
    filters = wanted.filter.parameters()
    after: Place | None = None
    while True:
        async with operator_transaction(services, brand_id) as tx:
            products, after = await next_portion(tx, wanted.sort, after, filters)
        yield products
        if after is None:
            return
