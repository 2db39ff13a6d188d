"""An empty file with every column a brand's products can have, for people to fill in; its columns map themselves."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

import xlsxwriter

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field
from countermark.features.imports.mapping import OWN_TARGETS
from countermark.kit.spreadsheet_cells import safe_cell

OWN_HELP = {
    "sku": "Your own article number. A row needs this or a barcode.",
    "gtin": "The digits under the barcode: 8, 12, 13 or 14 of them.",
    "ean": "8 or 13 digits.",
    "upc": "12 digits.",
    "name": "What customers call the product. More languages: columns such as Name.de.",
    "commercial_status": "active or inactive; active when left empty.",
}
EXPLAINED = ("Column", "What it is", "Kind", "Unit", "Allowed values", "Asked for by")


class TemplateColumn(NamedTuple):
    """A column and what the second sheet says of it."""

    header: str
    explained: tuple[str, ...]


def template_columns(schema: BrandSchema) -> list[TemplateColumn]:
    """The products' own columns, then the fields in the order of a page, by label where that is clear."""
    own = [
        TemplateColumn(label, (label, OWN_HELP[target], "text", "", "", "")) for target, label in OWN_TARGETS.items()
    ]
    labels = [*OWN_TARGETS.values(), *(field.label for field in schema.fields.values())]
    folded = [label.casefold() for label in labels]
    return own + [_column(field, clear=folded.count(field.label.casefold()) == 1) for field in schema.fields.values()]


def _column(field: Field, *, clear: bool) -> TemplateColumn:
    header = field.label if clear else field.key
    if field.unit and clear:
        header = f"{field.label} [{field.unit}]"
    law = field.legal_reference
    choices = "; ".join(list(field.choices.values())[:30])
    asked = f"{law.instrument}, {law.provision}" if law else ""
    kind = str(field.type).replace("_", " ")
    return TemplateColumn(header, (header, field.help or field.label, kind, field.unit or "", choices, asked))


def template_csv(columns: Sequence[TemplateColumn]) -> bytes:
    """The header alone, UTF-8 with a mark that spreadsheets look for."""
    file = io.StringIO()
    csv.writer(file).writerow([safe_cell(column.header) for column in columns])
    return file.getvalue().encode("utf-8-sig")


def template_xlsx(columns: Sequence[TemplateColumn]) -> bytes:
    """A sheet to fill in, and one that explains its columns. Barcodes are text, so that no zero is lost."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    products, explained = book.add_worksheet("Products"), book.add_worksheet("Columns")
    for place, column in enumerate(columns):
        products.set_column(
            place, place, max(12, min(40, len(column.header) + 2)), text if place < len(OWN_TARGETS) else None
        )
        products.write_string(0, place, column.header, head)
        for cell, words in enumerate(column.explained):
            explained.write_string(place + 1, cell, words, wrapped)
    explained.write_row(0, 0, EXPLAINED, head)
    for place, width in enumerate((34, 60, 14, 10, 40, 40)):
        explained.set_column(place, place, width)
    for sheet in (products, explained):
        sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
