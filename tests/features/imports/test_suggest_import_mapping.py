"""suggest_import_mapping."""

from uuid import uuid4

import pytest

from tests.support.client import Brand, new_brand
from tests.support.importing import uploaded
from tests.support.server import LiveServer


@pytest.mark.parametrize(
    ("column", "target", "locale", "unit"),
    [
        ("SKU", "sku", None, None),
        ("Artikel-Nr.", "sku", None, None),
        ("article_number", "sku", None, None),
        ("EAN-Code", "ean", None, None),
        ("GTIN/EAN", "gtin", None, None),
        ("upc", "upc", None, None),
        ("Produktname", "name", None, None),
        ("Name.de", "name", "de", None),
        ("Name (fr)", "name", "fr", None),
        ("name_pt-BR", "name", "pt-BR", None),
        ("Désignation", "name", None, None),
        ("core.identity.weight", "core.identity.weight", None, None),
        ("Gewicht [g]", "core.identity.weight", None, "g"),
        ("Weight (kg)", "core.identity.weight", None, None),
        ("Pays d'origine", "core.origin.country_of_origin", None, None),
        ("Hersteller", "core.operator.manufacturer_name", None, None),
        ("Description.de", "core.identity.description", "de", None),
    ],
)
async def test_columns_are_known_by_what_catalogues_call_them(
    shared_brand: Brand, column: str, target: str, locale: str | None, unit: str | None
) -> None:
    suggested = await shared_brand.call("suggest_import_mapping", columns=[column])
    assert suggested["mapping"] == [{"column": column, "target": target, "locale": locale, "unit": unit}]


async def test_no_meaning_is_given_twice_and_the_rest_is_told(shared_brand: Brand) -> None:
    columns = ["SKU", "Artikelnummer", "Name", "Name.de", "Lieferzeit"]
    suggested = await shared_brand.call("suggest_import_mapping", columns=columns)
    assert [line["column"] for line in suggested["mapping"]] == ["SKU", "Name", "Name.de"]
    assert suggested["unmapped"] == ["Artikelnummer", "Lieferzeit"]


async def test_either_an_import_or_columns_are_given(shared_brand: Brand) -> None:
    job = await uploaded(shared_brand, "SKU,Name\nA,B\n")
    of_job = await shared_brand.call("suggest_import_mapping", import_job_id=job["import_job_id"])
    assert [line["target"] for line in of_job["mapping"]] == ["sku", "name"]
    await shared_brand.refused(400, "suggest_import_mapping")
    await shared_brand.refused(400, "suggest_import_mapping", import_job_id=job["import_job_id"], columns=["SKU"])


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await uploaded(await new_brand(live_server), "SKU,Name\nA,B\n")
    seen = await shared_brand.refused(400, "suggest_import_mapping", import_job_id=theirs["import_job_id"])
    assert seen == await shared_brand.refused(400, "suggest_import_mapping", import_job_id=str(uuid4()))
