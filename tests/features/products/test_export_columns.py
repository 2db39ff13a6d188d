"""What an export calls its columns, and that an import knows what they are."""

from countermark.features.fields.brand_schema import schema_of
from countermark.features.imports.column_names import suggested_mapping
from countermark.features.products.export_columns import export_columns


def test_an_import_recognises_every_column_of_an_export() -> None:
    schema = schema_of(["battery", "textile"])
    headers = [column.header for column in export_columns(schema, ["en", "de"])]
    known = {line.column: line for line in suggested_mapping(headers, schema, "en")}
    assert [header for header in headers if header not in known] == []
    for header, line in known.items():
        assert header in (line.target, f"{line.target}.{line.locale or 'en'}")


def test_chosen_fields_stand_in_the_order_chosen() -> None:
    schema = schema_of([])
    chosen = ["core.identity.weight", "no.such", "readiness", "core.identity.model"]
    headers = [column.header for column in export_columns(schema, ["en"], chosen)]
    own = ["sku", "gtin", "ean", "upc", "name.en", "commercial_status", "readiness"]
    assert headers == [*own, "core.identity.weight", "core.identity.model"]
