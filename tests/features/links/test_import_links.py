"""import_links: a verdict for every row, again without effect, dry runs, defaults."""

from typing import Any

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_link, new_product, new_sku
from tests.support.server import LiveServer


def row_of(**values: Any) -> dict[str, Any]:
    return {"link_type": "gs1:faqs", "target_url": "https://example.com/faqs", "title": "Questions", **values}


async def test_every_row_has_its_verdict_and_the_good_ones_are_links(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    sku = new_sku()
    product = await new_product(brand, identifiers=[{"identifier_type": "sku", "raw_value": sku}])
    with_gtin = await new_product(brand)
    rows = [
        row_of(gs1_path="/414/9506000134352"),
        row_of(product_id=product["product_id"], lot="L1"),
        row_of(sku=sku.lower(), serial="S1"),
        row_of(gtin=with_gtin["identifiers"]["gtin"]),
        row_of(gs1_path=f"/01/{with_gtin['identifiers']['gtin'].zfill(14)}/10/L2"),
        row_of(gs1_path="/414/9506000134352", title="The same"),
        row_of(gs1_path="/414/9506000134353"),
        row_of(product_id=NOBODYS_ID),
        row_of(gtin="123"),
        row_of(sku="nobody's"),
        row_of(),
        row_of(sku=sku, gtin="123"),
        row_of(sku=sku, lot="L", serial="S"),
        row_of(sku=sku, target_url="nonsense"),
        row_of(sku=sku, link_type="gs1:nonsense"),
        row_of(sku=sku, title=None),
        row_of(sku=sku, nonsense=1),
        row_of(sku=sku, is_default=True, valid_from="2026-01-01T00:00:00Z"),
        row_of(sku=sku, valid_from="2026-01-02T00:00:00Z", valid_until="2026-01-01T00:00:00Z"),
    ]
    answer = await brand.call("import_links", rows=rows)
    assert (answer["ok"], answer["created"], answer["existing"], answer["errors"]) == (True, 5, 0, 14)
    assert [row["status"] for row in answer["rows"]] == ["created"] * 5 + ["error"] * 14
    problems = [row["problem"] for row in answer["rows"][5:]]
    starts = ["repeats", "gs1_path: ", "product_id: ", "gtin: ", "sku: ", "name one of", "name one of", "serial: "]
    starts += ["target_url: ", "link_type: ", "title: ", "Object contains unknown", "is_default: ", "valid_until: "]
    assert [problem.startswith(start) for problem, start in zip(problems, starts, strict=True)] == [True] * 14
    links = (await brand.call("list_links"))["items"]
    assert {link["link_id"] for link in links} == {row["link_id"] for row in answer["rows"][:5]}
    assert {link["path"] for link in links} == {"/414/9506000134352", "/10/L1", "/21/S1", "", "/10/L2"}


async def test_sent_again_it_adds_nothing(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    rows = [row_of(gs1_path="/417/9506000134352", languages=[tag]) for tag in ("de", "en")]
    first = await brand.call("import_links", rows=rows)
    again = await brand.call("import_links", rows=rows)
    assert (again["created"], again["existing"]) == (0, 2)
    assert [row["link_id"] for row in again["rows"]] == [row["link_id"] for row in first["rows"]]


async def test_a_dry_run_writes_nothing(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    rows = [row_of(gs1_path="/417/9506000134352"), row_of(gs1_path="/417/1")]
    answer = await brand.call("import_links", rows=rows, dry_run=True)
    assert (answer["dry_run"], answer["created"], answer["errors"]) == (True, 1, 1)
    assert (await brand.call("list_links"))["items"] == []


async def test_defaults_take_over_and_a_key_without_one_gets_one(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    old = await new_link(brand, product_id=product_id, is_default=True)
    rows = [
        row_of(product_id=product_id, is_default=True),
        row_of(product_id=product_id, is_default=True, title="Second", target_url="https://example.com/second"),
        row_of(gs1_path="/8010/9506000PART"),
        row_of(gs1_path="/8010/9506000PART", target_url="https://example.com/second"),
    ]
    answer = await brand.call("import_links", rows=rows)
    assert [row["status"] for row in answer["rows"]] == ["created", "error", "created", "created"]
    links = {link["link_id"]: link for link in (await brand.call("list_links"))["items"]}
    assert not links[old["link_id"]]["is_default"]
    assert [links[answer["rows"][place]["link_id"]]["is_default"] for place in (0, 2, 3)] == [True, True, False]


@pytest.mark.parametrize("rows", [[], [row_of(gs1_path="/417/9506000134352")] * 1_001, ["x"], None])
async def test_the_number_of_rows_is_bounded(shared_brand: Brand, rows: Any) -> None:
    error = await shared_brand.refused(400, "import_links", rows=rows)
    assert error["details"].startswith("_rows")


async def test_another_brand_s_products_are_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    sku = new_sku()
    theirs = await new_product(shared_brand, identifiers=[{"identifier_type": "sku", "raw_value": sku}])
    rows = [row_of(product_id=theirs["product_id"]), row_of(sku=sku)]
    answer = await mine.call("import_links", rows=rows)
    assert (answer["created"], answer["errors"]) == (0, 2)
    assert (await shared_brand.call("list_links", product_id=theirs["product_id"]))["items"] == []
