"""create_economic_operator: numbers are checked and kept in one form; one default manufacturer; two brands."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.operators import new_gln, new_operator
from tests.support.server import LiveServer


async def test_numbers_are_kept_as_their_registers_write_them(shared_brand: Brand) -> None:
    operator = await new_operator(
        shared_brand, gln=" 952-0000 000004 ", vat_number="atu 1358.5627", eori="at-eos1000000001"
    )
    assert (operator["gln"], operator["vat_number"]) == ("9520000000004", "ATU13585627")
    assert operator["eori"] == "ATEOS1000000001"
    assert (operator["product_count"], operator["archived_at"]) == (0, None)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("name", ""),
        ("name", "a\nb"),
        ("gln", "9520000000005"),
        ("gln", "952000000000"),
        ("gln", "٩٥٢٠٠٠٠٠٠٠٠٠٤"),
        ("eori", "ZZ123"),
        ("eori", "DE1234567890123456"),
        ("vat_number", "ATU13585626"),
        ("vat_number", "DE136695977"),
        ("vat_number", "12345"),
        ("country", "XX"),
        ("country", "Austria"),
        ("email", "nobody"),
        ("phone", "call me"),
        ("website_url", "javascript:alert(1)"),
        ("national_id", "FN 1"),
        ("nonsense", 1),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    error = await shared_brand.refused(400, "create_economic_operator", **({"name": "A"} | {argument: value}))
    assert error["details"].startswith(f"_{argument}")


async def test_a_gln_and_an_eori_are_one_operator_s(shared_brand: Brand) -> None:
    gln = new_gln()
    await new_operator(shared_brand, gln=gln, eori="FR12345678901234")
    error = await shared_brand.refused(409, "create_economic_operator", name="B", gln=gln)
    assert (error["code"], error["details"][:4]) == ("GLN_TAKEN", "_gln")
    error = await shared_brand.refused(409, "create_economic_operator", name="B", eori="FR12345678901234")
    assert error["code"] == "EORI_TAKEN"


async def test_the_default_manufacturer_is_one(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first = await new_operator(brand, is_default_manufacturer=True)
    await new_operator(brand, is_default_manufacturer=True)
    assert not (await brand.call("get_economic_operator", operator_id=first["operator_id"]))["is_default_manufacturer"]


async def test_another_brand_may_have_the_same_operator(live_server: LiveServer, shared_brand: Brand) -> None:
    gln = new_gln()
    await new_operator(shared_brand, gln=gln)
    brand = await new_brand(live_server)
    await new_operator(brand, gln=gln)
    await brand.owner.refused(403, "create_economic_operator", brand_id=shared_brand.id, name="A")
