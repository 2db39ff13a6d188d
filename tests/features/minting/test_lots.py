"""Lots of a mint in batch mode."""

import asyncio
from typing import Any

import pytest

from tests.support.client import Brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch, submit_mint

BATCH_MODE = {"identity_mode": "batch"}


def lots(**quantities: int) -> list[dict[str, Any]]:
    """``_lots`` of these codes and quantities."""
    return [{"lot_code": code, "qty": quantity} for code, quantity in quantities.items()]


async def test_given_lots_are_sub_ranges_in_their_order(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, lots=lots(B=3, A=6, C=1), **BATCH_MODE)
    assert [(lot["lot_code"], lot["quantity"]) for lot in batch["lots"]] == [("B", 3), ("A", 6), ("C", 1)]
    assert batch["lots"][0]["gs1_path"] == f"/01/{batch['gtin']}/10/B"
    assert len({lot["passport_id"] for lot in batch["lots"]}) == 3


async def test_without_lots_the_number_of_the_batch_is_the_lot(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = await new_product_batch(shared_brand, product_id)
    batch = await new_mint_batch(shared_brand, product_id, product_batch_id=run["id"], **BATCH_MODE)
    assert [lot["lot_code"] for lot in batch["lots"]] == [run["batch_number"]]


@pytest.mark.parametrize("number", ["has a space", "longer-than-twenty-characters"])
async def test_a_batch_number_that_gs1_does_not_allow_gives_a_generated_lot(shared_brand: Brand, number: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = await new_product_batch(shared_brand, product_id, batch_number=number)
    batch = await new_mint_batch(shared_brand, product_id, product_batch_id=run["id"], **BATCH_MODE)
    assert len(batch["lots"][0]["lot_code"]) == 13


async def test_minting_a_batch_twice_gives_the_second_a_generated_lot(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    run = {"product_batch_id": (await new_product_batch(shared_brand, product_id))["id"]}
    made = [await new_mint_batch(shared_brand, product_id, **run, **BATCH_MODE) for _ in range(2)]
    assert made[0]["lots"][0]["lot_code"] != made[1]["lots"][0]["lot_code"]


async def test_without_a_gtin_a_lot_has_a_path_of_its_own(shared_brand: Brand) -> None:
    product = await new_product(shared_brand, identifiers=[])
    batch = await new_mint_batch(shared_brand, product["product_id"], **BATCH_MODE)
    assert batch["lots"][0]["gs1_path"] == f"/ml/{batch['lots'][0]['lot_id']}"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"lots": lots(A=4, B=5)}, "LOTS_SUM_MISMATCH"),
        ({"lots": [*lots(A=5), *lots(A=5)]}, "LOT_CODE_TAKEN"),
        ({"lots": [{"lot_code": "has a space", "qty": 10}]}, "LOT_CODE_INVALID"),
        ({"lots": [{"lot_code": "", "qty": 10}]}, "LOT_CODE_INVALID"),
        ({"lots": [{"lot_code": "X" * 21, "qty": 10}]}, "LOT_CODE_INVALID"),
        ({"lots": lots(A=10), "identity_mode": "serial"}, "LOTS_NOT_ALLOWED_IN_SERIAL_MODE"),
    ],
)
async def test_lots_that_cannot_be_are_blocked(shared_brand: Brand, arguments: dict[str, Any], code: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    result = await submit_mint(shared_brand, product_id, **(BATCH_MODE | arguments))
    assert [reason["code"] for reason in result["blocking_reasons"]] == [code]


async def test_a_lot_code_is_given_once_for_each_product(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, lots=lots(A=10), **BATCH_MODE)
    blocked = await submit_mint(shared_brand, batch["product_id"], lots=lots(A=10), **BATCH_MODE)
    assert [reason["code"] for reason in blocked["blocking_reasons"]] == ["LOT_CODE_TAKEN"]
    assert (await new_mint_batch(shared_brand, lots=lots(A=10), **BATCH_MODE))["status"] == "minted"


async def test_of_many_who_want_a_lot_code_at_once_one_gets_it(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    wanting = [submit_mint(shared_brand, product_id, lots=lots(A=10), **BATCH_MODE) for _ in range(6)]
    assert sum(result["ok"] for result in await asyncio.gather(*wanting)) == 1
