"""A brand's own serials: judged one by one, minted once, found wherever units are."""

import asyncio
from typing import Any
from uuid import uuid4

from tests.support.client import Brand, new_brand
from tests.support.factories import checked_serial_list, finished_job, new_mint_batch, new_product, new_product_batch
from tests.support.factories import submit_mint as submit
from tests.support.scanning import minted, published_product, scanner_at
from tests.support.server import LiveServer


def unique(count: int) -> list[str]:
    return [f"{uuid4().hex[:10].upper()}-{n}" for n in range(count)]


def codes(told: dict[str, Any]) -> list[str]:
    return [row["code"] for row in told["serials"]["rejected"]]


async def test_each_serial_is_judged_and_the_accepted_ones_become_the_units(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    generated = await new_mint_batch(shared_brand, product_id)
    numeric = await new_mint_batch(shared_brand, product_id, serial_style="numeric")
    taken = (await new_mint_batch(shared_brand, product_id, serials=unique(1), requested_quantity=1))["mint_batch_id"]
    samples = [
        (await shared_brand.call("list_mint_units", mint_batch_id=batch_id))["items"][0]["serial"]
        for batch_id in (generated["mint_batch_id"], numeric["mint_batch_id"], taken)
    ]
    good = unique(2)
    serials = [good[0], "", "ä", "x" * 21, good[0], *samples, good[1]]
    told = await shared_brand.call(
        "preflight_mint_batch", product_id=product_id, serials=serials, requested_quantity=9, **MODE
    )
    expected = [
        *("SERIAL_EMPTY", "SERIAL_INVALID", "SERIAL_INVALID", "SERIAL_REPEATED"),
        *("SERIAL_LOOKS_GENERATED", "SERIAL_LOOKS_GENERATED", "SERIAL_TAKEN"),
    ]
    assert (told["ok"], codes(told)) == (True, expected)
    submitted = await submit(shared_brand, product_id, serials=serials, requested_quantity=9)
    assert codes(submitted) == expected
    await finished_job(shared_brand, submitted["mint_job_id"])
    batch = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=submitted["mint_batch_id"])
    assert (batch["quantity"], batch["serial_style"]) == (2, "own")
    units = await shared_brand.call("list_mint_units", mint_batch_id=submitted["mint_batch_id"])
    assert [unit["serial"] for unit in units["items"]] == good


MODE = {"identity_mode": "serial", "activation_mode": "first_scan"}


async def test_what_blocks_a_mint_of_own_serials_is_said(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = (await new_product_batch(shared_brand, product_id, quantity=1))["id"]

    async def reasons(**arguments: Any) -> list[str]:
        told = await submit(shared_brand, product_id, **arguments)
        return [reason["code"] for reason in told["blocking_reasons"]]

    assert await reasons(serials=unique(2), requested_quantity=3) == ["SERIALS_COUNT_MISMATCH"]
    assert await reasons(serials=["ä"], requested_quantity=1) == ["NO_SERIAL_ACCEPTED"]
    by_lot = {"identity_mode": "batch", "requested_quantity": 1}
    assert await reasons(serials=unique(1), **by_lot) == ["SERIALS_NOT_ALLOWED_IN_BATCH_MODE"]
    over = await submit(shared_brand, product_id, serials=unique(2), requested_quantity=2, product_batch_id=run)
    assert (over["ok"], codes(over)) == (True, ["CAPACITY_EXCEEDED"])


async def test_of_two_who_bring_the_same_serial_at_once_one_gets_it(shared_brand: Brand) -> None:
    product_ids = [(await new_product(shared_brand))["product_id"] for _ in range(6)]
    serial = unique(1)
    answers = await asyncio.gather(
        *[
            shared_brand.owner.post(
                "submit_mint_request",
                brand_id=shared_brand.id,
                product_id=product_id,
                serials=serial,
                requested_quantity=1,
                **MODE,
            )
            for product_id in product_ids
        ]
    )
    told = [answer.json() for answer in answers]
    assert sum(bool(one.get("ok")) for one in told) == 1
    assert {one["code"] for one in told if "code" in one} <= {"SERIALS_TAKEN_MEANWHILE"}


async def test_a_request_sent_again_mints_once_and_tells_the_same(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    arguments = {"serials": unique(2), "requested_quantity": 2, "idempotency_key": uuid4().hex}
    first, second = [await submit(shared_brand, product_id, **arguments) for _ in range(2)]
    assert second == first | {"is_duplicate": True}
    assert first["serials"] == {"accepted_count": 2, "rejected_count": 0, "rejected": []}


async def test_own_serials_are_found_by_scan_search_and_filter(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    serials = ["SER/01", "SER/02", "0123456789ABCDEF"]
    found = await minted(live_server, brand, published=True, serials=serials, requested_quantity=3)
    for unit in found.units:
        assert (await found.scan(unit["gs1_path"])).headers["location"].endswith(f"/passport/{unit['passport_id']}")
    gtin = found.batch["gtin"]
    assert (await found.scan(f"/01/{gtin}/21/SER%2F03")).status_code == 404
    passport = await brand.call("get_passport", passport_id=found.unit["passport_id"])
    assert passport["page"]["serial"] == "SER/01"
    hits = await brand.call("search_brand_objects_v2", query="SER/")
    titles = [hit["title"] for group in hits["groups"] for hit in group["hits"] if hit["type"] == "token"]
    assert titles == ["SER/01", "SER/02"]
    by_prefix = await brand.call("list_mint_units", serial_prefix="SER/02")
    assert [unit["serial"] for unit in by_prefix["items"]] == ["SER/02"]


async def test_numeric_serials_are_read_in_their_own_mints_only(live_server: LiveServer, shared_brand: Brand) -> None:
    product = await published_product(shared_brand)
    numeric = await new_mint_batch(shared_brand, product["product_id"], serial_style="numeric")
    units = (await shared_brand.call("list_mint_units", mint_batch_id=numeric["mint_batch_id"]))["items"]
    assert all(len(unit["serial"]) == 12 and int(unit["serial"]) < 2**38 for unit in units)
    prefix = {"mint_batch_id": numeric["mint_batch_id"], "serial_prefix": units[3]["serial"][:8]}
    assert units[3] in (await shared_brand.call("list_mint_units", **prefix))["items"]
    scanner = scanner_at(live_server, shared_brand.host)
    answer = await scanner.scan(units[0]["gs1_path"])
    assert answer.headers["location"].endswith(f"/passport/{units[0]['passport_id']}")


async def test_a_list_is_minted_once(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    checked = await checked_serial_list(shared_brand, unique(3))
    mint = {"serial_list_id": checked["serial_list_id"], "requested_quantity": 3}
    first, second = await asyncio.gather(*[submit(shared_brand, product_id, **mint) for _ in range(2)])
    blocked = first if second["ok"] else second
    assert [reason["code"] for reason in blocked["blocking_reasons"]] == ["SERIAL_LIST_USED"]
