"""commit_import_job: what rows make of the catalogue."""

from typing import Any
from uuid import uuid4

import psycopg

from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_sku
from tests.support.importing import (
    checked,
    checked_file,
    committed,
    imported,
    job_of,
    problems_of,
    product_by,
    rows_of,
    uploaded,
)
from tests.support.server import LiveServer


async def _product(brand: Brand, sku: str, **arguments: Any) -> dict[str, Any]:
    identifiers = [{"identifier_type": "sku", "raw_value": sku}]
    product: dict[str, Any] = await brand.call(
        "create_product", **({"name": {"en": "Bicycle"}, "identifiers": identifiers} | arguments)
    )
    return product


async def _with_options(brand: Brand, content: str, **options: Any) -> dict[str, Any]:
    job = await uploaded(brand, content)
    await brand.call("set_import_mapping", import_job_id=job["import_job_id"], options=options)
    return await committed(brand, await checked(brand, job))


async def test_a_row_becomes_a_product_with_all_that_belongs_to_it(shared_brand: Brand) -> None:
    sku, gtin = new_sku(), new_gtin()
    content = (
        "SKU;GTIN;Name;Name.de;Marke;Modell;Hersteller;Herkunftsland;Gewicht [g];Status;Materials\n"
        f"{sku};{gtin};Bicycle;Fahrrad;Alpenrad;City;Alpenrad GmbH;Austria;1.500,5;active;Steel: 60%; Rubber: 40\n"
    ).replace("Steel: 60%; Rubber: 40", '"Steel: 60%; Rubber: 40"')
    job = await imported(shared_brand, content)
    assert job["counts"]["inserted"] == 1, await rows_of(shared_brand, job)
    product = await product_by(shared_brand, sku)
    assert product["name"] == {"en": "Bicycle", "de": "Fahrrad"}
    assert (product["identifiers"]["sku"], product["identifiers"]["gtin"]) == (sku, gtin)
    assert product["attributes"]["core.identity.weight"] == 1.5005
    assert product["attributes"]["core.composition.materials"][0] == {"name": "Steel", "share": 60}
    passports = await shared_brand.call("list_passports", product_id=product["product_id"])
    assert len(passports["items"]) == 1
    history = await shared_brand.call("list_product_history", product_id=product["product_id"])
    assert [entry["action"] for entry in history["items"]] == ["imports:insert_product"]
    [row] = await rows_of(shared_brand, job)
    assert (row["outcome"], row["product_id"]) == ("inserted", product["product_id"])


async def test_readiness_is_that_of_a_product_made_by_hand(shared_brand: Brand) -> None:
    sku = new_sku()
    content = f"SKU,Name,Brand,Weight\n{sku},Bicycle,Alpenrad,12\n"
    await imported(shared_brand, content)
    attributes = {"core.identity.product_brand_name": "Alpenrad", "core.identity.weight": 12}
    by_hand = await _product(shared_brand, new_sku(), attributes=attributes)
    product = await product_by(shared_brand, sku)
    for name in ("mint_readiness_status", "readiness_problems", "attributes", "commercial_status"):
        assert product[name] == by_hand[name]


async def test_an_existing_product_is_updated_where_it_differs(shared_brand: Brand) -> None:
    sku = new_sku()
    attributes = {"core.identity.model": "Old", "core.identity.weight": 12}
    product = await _product(shared_brand, sku, attributes=attributes)
    content = f"SKU,Name.de,Model,Weight\n{sku},Fahrrad,New,\n"
    job = await imported(shared_brand, content)
    assert job["counts"]["updated"] == 1
    now = await shared_brand.call("get_product", product_id=product["product_id"])
    assert now["name"] == {"en": "Bicycle", "de": "Fahrrad"}
    assert now["attributes"]["core.identity.weight"] == 12


async def test_a_product_that_says_the_same_already_is_skipped(shared_brand: Brand) -> None:
    sku = new_sku()
    await _product(shared_brand, sku, attributes={"core.identity.weight": 12})
    job = await imported(shared_brand, f"SKU,Name,Weight\n{sku},Bicycle,12 kg\n")
    assert (job["counts"]["skipped"], job["counts"]["updated"]) == (1, 0)


async def test_products_that_exist_can_be_left_alone(shared_brand: Brand) -> None:
    sku = new_sku()
    product = await _product(shared_brand, sku)
    job = await _with_options(shared_brand, f"SKU,Name\n{sku},Tandem\n{new_sku()},New\n", existing="skip")
    assert (job["counts"]["skipped"], job["counts"]["inserted"]) == (1, 1)
    assert (await shared_brand.call("get_product", product_id=product["product_id"]))["name"] == {"en": "Bicycle"}


async def test_empty_cells_can_clear_and_locked_fields_are_filled_but_never_overwritten(shared_brand: Brand) -> None:
    sku = new_sku()
    attributes = {"core.identity.model": "Old", "core.identity.weight": 12, "core.identity.category": "Bikes"}
    product = await _product(shared_brand, sku, attributes=attributes)
    content = f"SKU,Name,Model,Weight,Category,Manufacturer\n{sku},Tandem,New,,,Alpenrad\n"
    locked = ["name", "core.identity.model", "core.identity.category", "core.operator.manufacturer_name"]
    await _with_options(shared_brand, content, empty_cells="clear", locked_fields=locked)
    now = await shared_brand.call("get_product", product_id=product["product_id"])
    assert now["name"] == {"en": "Bicycle"}
    assert now["attributes"]["core.identity.model"] == "Old"
    assert now["attributes"]["core.identity.category"] == "Bikes"
    assert now["attributes"]["core.operator.manufacturer_name"] == "Alpenrad"
    assert "core.identity.weight" not in now["attributes"]


async def test_identifiers_are_added_and_never_replaced(shared_brand: Brand) -> None:
    sku, gtin, other = new_sku(), new_gtin(), new_gtin()
    product = await _product(shared_brand, sku)
    await imported(shared_brand, f"SKU,GTIN\n{sku},{gtin}\n")
    job = await imported(shared_brand, f"SKU,GTIN\n{sku},{other}\n")
    [row] = await rows_of(shared_brand, job)
    assert problems_of(row) == [(None, "IDENTIFIER_KEPT")]
    now = await shared_brand.call("get_product", product_id=product["product_id"])
    assert (now["identifiers"]["sku"], now["identifiers"]["gtin"]) == (sku, gtin)


async def test_rows_with_errors_stay_out_and_the_others_do_not(shared_brand: Brand) -> None:
    good = new_sku()
    job = await imported(shared_brand, f"SKU,Name,Weight\n{good},A,1\n{new_sku()},B,heavy\n")
    assert (job["status"], job["counts"]["inserted"], job["counts"]["failed"]) == ("completed", 1, 1)
    assert [row["cells"]["Name"] for row in await rows_of(shared_brand, job, "failed")] == ["B"]


async def test_rows_that_failed_are_taken_up_again_and_no_others(shared_brand: Brand) -> None:
    sku = new_sku()
    product = await _product(shared_brand, sku)
    job = await checked_file(shared_brand, f"SKU,Name\n{sku},Tandem\n{new_sku()},B\n")
    await shared_brand.call("archive_product", product_id=product["product_id"])
    done = await committed(shared_brand, job)
    assert (done["counts"]["inserted"], done["counts"]["failed"]) == (1, 1)
    await shared_brand.call("unarchive_product", product_id=product["product_id"])
    again = await committed(shared_brand, done)
    assert (again["counts"]["inserted"], again["counts"]["updated"], again["counts"]["failed"]) == (1, 1, 0)
    error = await shared_brand.refused(400, "commit_import_job", import_job_id=job["import_job_id"])
    assert error["code"] == "NOTHING_TO_IMPORT"


async def test_what_was_made_in_between_is_seen(shared_brand: Brand) -> None:
    sku = new_sku()
    job = await checked_file(shared_brand, f"SKU,Name\n{sku},Tandem\n")
    await _product(shared_brand, sku)
    done = await committed(shared_brand, job)
    assert (done["counts"]["will_insert"], done["counts"]["updated"]) == (0, 1)


async def test_the_same_file_is_asked_about_before_it_is_committed(shared_brand: Brand) -> None:
    content = f"SKU,Name\n{new_sku()},A\n"
    earlier = await imported(shared_brand, content)
    job = await checked_file(shared_brand, content)
    asked = await shared_brand.call("commit_import_job", import_job_id=job["import_job_id"])
    assert (asked["ok"], asked["code"], asked["import_job_id"]) == (False, "SAME_FILE", earlier["import_job_id"])
    assert (await job_of(shared_brand, job))["status"] == "validated"
    assert (await committed(shared_brand, job, allow_same_file=True))["status"] == "completed"


async def test_many_chunks_leave_one_row_of_audit_for_each_product(
    live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    content = "SKU,Name\n" + "".join(f"S-{number},Bicycle {number}\n" for number in range(3500))
    job = await imported(brand, content)
    assert job["counts"]["inserted"] == 3500
    query = "SELECT action, count(*), count(DISTINCT object_id) FROM audit_log WHERE brand_id = %s GROUP BY 1"
    told = {action: (rows, objects) for action, rows, objects in owner.execute(query, (brand.id,)).fetchall()}
    assert told["imports:insert_product"] == (3500, 3500)
    assert told["imports:complete_import_job"] == (1, 1)
    products = "SELECT count(*) FROM products WHERE brand_id = %s"
    assert owner.execute(products, (brand.id,)).fetchone() == (3500,)


async def test_unchecked_rows_are_not_committed(shared_brand: Brand) -> None:
    job = await uploaded(shared_brand, "SKU,Name\nA,B\n")
    error = await shared_brand.refused(409, "commit_import_job", import_job_id=job["import_job_id"])
    assert error["code"] == "IMPORT_STATUS"
    broken = await checked_file(shared_brand, "SKU,Name,Weight\nA,B,heavy\n")
    error = await shared_brand.refused(400, "commit_import_job", import_job_id=broken["import_job_id"])
    assert error["code"] == "NOTHING_TO_IMPORT"


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await checked_file(await new_brand(live_server), "SKU,Name\nA,B\n")
    seen = await shared_brand.refused(400, "commit_import_job", import_job_id=theirs["import_job_id"])
    assert seen == await shared_brand.refused(400, "commit_import_job", import_job_id=str(uuid4()))
