"""set_product_operators: who stands behind a product; frozen when its passport is published."""

import re

import psycopg

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import finished_job, new_product, new_product_batch, submit_mint
from tests.support.operators import new_facility, new_operator
from tests.support.server import LiveServer


async def test_all_of_them_are_set_at_once(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    ids = [(await new_operator(shared_brand))["operator_id"] for _ in range(2)]
    operators = [{"role": "recycler", "operator_id": ids[0]}, {"role": "manufacturer", "operator_id": ids[1]}]
    named = await shared_brand.call("set_product_operators", product_id=product_id, operators=operators + operators)
    assert [(one["role"], one["operator_id"]) for one in named] == [("manufacturer", ids[1]), ("recycler", ids[0])]
    assert await shared_brand.call("set_product_operators", product_id=product_id, operators=[]) == []


async def test_what_cannot_be_is_refused_and_changes_nothing(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    ids = [(await new_operator(shared_brand))["operator_id"] for _ in range(2)]
    one = [{"role": "importer", "operator_id": ids[0]}]
    await shared_brand.call("set_product_operators", product_id=product_id, operators=one)
    two = [{"role": "manufacturer", "operator_id": each} for each in ids]
    key = {"product_id": product_id}
    assert (await shared_brand.refused(400, "set_product_operators", **key, operators=two))[
        "code"
    ] == "ONE_MANUFACTURER"
    for wrong in ({"role": "baker", "operator_id": ids[0]}, {"role": "dealer", "operator_id": NOBODYS_ID}):
        error = await shared_brand.refused(400, "set_product_operators", **key, operators=[wrong])
        assert error["details"].startswith("_operators")
    await shared_brand.call("archive_economic_operator", operator_id=ids[1])
    archived = [{"role": "dealer", "operator_id": ids[1]}]
    assert (await shared_brand.refused(400, "set_product_operators", **key, operators=archived))[
        "code"
    ] == "OPERATOR_ARCHIVED"
    await shared_brand.refused(400, "set_product_operators", product_id=NOBODYS_ID, operators=[])
    assert len(await shared_brand.call("list_product_operators", **key)) == 1


async def test_a_published_passport_keeps_and_shows_what_it_said(
    live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    maker = await new_operator(
        brand, name="Werk Linz AG", email="info@example.com", phone="+43 1 23456", is_default_manufacturer=True
    )
    importer = await new_operator(brand, name="Porto Imports", eori="PT123456789")
    await new_facility(brand, facility_ref="FAC-7", name="Halle 7", city="Linz", operator_id=maker["operator_id"])
    product_id = (await new_product(brand))["product_id"]
    operators = [{"role": "importer", "operator_id": importer["operator_id"]}]
    await brand.call("set_product_operators", product_id=product_id, operators=operators)
    batch = await new_product_batch(brand, product_id, facility_ref="FAC-7")
    minted = await submit_mint(brand, product_id, product_batch_id=batch["id"], requested_quantity=1)
    await finished_job(brand, minted["mint_job_id"])
    target = {"kind": "mint_batch", "id": minted["mint_batch_id"]}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    await brand.call("update_economic_operator", operator_id=maker["operator_id"], patch={"name": "Werk Wien AG"})
    unit = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    path = f"/passport/{unit['passport_id']}"
    async with live_server.client() as http:
        html = (await http.get(path, headers={"Host": brand.host})).text
        facts = (await http.get(f"{path}.json", headers={"Host": brand.host})).json()
    assert "Economic operators" in html
    for shown in ("Werk Linz AG", "Porto Imports", "PT123456789", "Halle 7", "mailto:info@example.com"):
        assert shown in html
    assert re.search("Werk Wien|23456 ", html) is None
    assert [one["role"] for one in facts["operators"]] == ["manufacturer", "importer", "facility"]
    row = owner.execute(
        "SELECT content::jsonb FROM passport_snapshots WHERE brand_id = %s ORDER BY created_at DESC LIMIT 1",
        (brand.id,),
    ).fetchone()
    assert row is not None
    assert (row[0]["schema_version"], row[0]["batch"]["facility"]["facility_ref"]) == ("2", "FAC-7")
    assert "phone" not in row[0]["operators"][0]


async def test_another_brand_s_product_and_operator_are_as_good_as_none(
    live_server: LiveServer, shared_brand: Brand
) -> None:
    mine = await new_brand(live_server)
    theirs = (await new_product(shared_brand))["product_id"]
    refusals = [
        await mine.refused(400, "set_product_operators", product_id=one, operators=[]) for one in (theirs, NOBODYS_ID)
    ]
    assert refusals[0] == refusals[1]
    product_id = (await new_product(mine))["product_id"]
    operators = [{"role": "dealer", "operator_id": (await new_operator(shared_brand))["operator_id"]}]
    await mine.refused(400, "set_product_operators", product_id=product_id, operators=operators)
