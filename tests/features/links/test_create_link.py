"""create_link: what a link is about, the rules of its values, its default, two brands."""

import asyncio
from typing import Any

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer

GLN = "/414/9506000134352"


async def test_the_answer_is_the_link_with_what_goes_without_saying(shared_brand: Brand) -> None:
    product = await new_product(shared_brand)
    link = await new_link(shared_brand, product_id=product["product_id"], link_type="https://gs1.org/voc/instructions")
    gtin = product["identifiers"]["gtin"].zfill(14)
    assert (link["link_type"], link["path"], link["gs1_path"]) == ("gs1:instructions", "", f"/01/{gtin}")
    assert (link["languages"], link["contexts"], link["media_type"]) == ([], [], None)
    assert (link["forward_query"], link["is_public"], link["is_default"]) == (True, True, False)
    assert (link["target_state"], link["archived_at"]) == ("unchecked", None)


@pytest.mark.parametrize(
    ("named", "path"),
    [
        ({"lot": "L/1"}, "/10/L%2F1"),
        ({"serial": "S+1"}, "/21/S%2B1"),
        ({"cpv": "RED"}, "/22/RED"),
        ({"cpv": "RED", "lot": "L1"}, "/22/RED/10/L1"),
    ],
)
async def test_a_link_is_about_a_lot_a_unit_or_a_variant(shared_brand: Brand, named: dict[str, str], path: str) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    assert (await new_link(shared_brand, product_id=product_id, **named))["path"] == path


async def test_a_gs1_path_or_a_scanned_address_names_the_same(shared_brand: Brand) -> None:
    product = await new_product(shared_brand)
    gtin = product["identifiers"]["gtin"].zfill(14)
    for number, gs1_path in enumerate((f"/01/{gtin}/10/L1", f"https://id.gs1.org/01/{gtin}/10/L1/?17=271231")):
        link = await new_link(shared_brand, gs1_path=gs1_path, title=f"T{number}")
        assert (link["product_id"], link["path"]) == (product["product_id"], "/10/L1")
    assert (await new_link(shared_brand, gs1_path=f"{GLN}/254/A"))["product_id"] is None


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("link_type", "gs1:nosuchtype"),
        ("link_type", "gs1:productSustainabilityInfo"),
        ("link_type", "gs1:defaultLink"),
        ("link_type", "https://ref.gs1.org/voc/defaultLinkMulti"),
        ("link_type", "https://my-brand.example/voc/x"),
        ("link_type", "ftp://example.com/x"),
        ("link_type", ""),
        ("target_url", "https://example.com/a b"),
        ("target_url", "https://example.com/\r\nSet-Cookie: a=b"),
        ("target_url", "https://example.com/\u00fc"),
        ("target_url", "https://user:secret@example.com/"),
        ("target_url", "https://example.com:99999/"),
        ("target_url", "javascript:alert(1)"),
        ("target_url", "//example.com/"),
        ("target_url", "https://"),
        ("target_url", "https://example.com/" + "x" * 2000),
        ("title", ""),
        ("title", "x" * 201),
        ("title", "a\nb"),
        ("languages", ["german"]),
        ("languages", ["zh-Hans"]),
        ("languages", "de"),
        ("media_type", "text/html; charset=utf-8"),
        ("media_type", "html"),
        ("contexts", ["D E"]),
        ("contexts", ["x" * 41]),
        ("valid_from", "2026-01-01T00:00:00"),
        ("valid_from", "yesterday"),
        ("product_id", NOBODYS_ID),
        ("product_id", None),
        ("lot", "x" * 21),
        ("serial", "a b"),
        ("gs1_path", "/414/9506000134352"),
        ("nonsense", 1),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    plain = {"link_type": "gs1:pip", "target_url": "https://example.com/", "title": "T", "product_id": product_id}
    error = await shared_brand.refused(400, "create_link", **(plain | {argument: value}))
    assert error["details"].startswith(f"_{argument}")
    assert (await shared_brand.call("list_links", product_id=product_id))["items"] == []


@pytest.mark.parametrize(
    "gs1_path", ["/414/9506000134353", "/gtin/09506000134352", "nonsense", "/414/", "/01/09529999999993"]
)
async def test_a_path_that_names_nothing_is_refused(shared_brand: Brand, gs1_path: str) -> None:
    error = await shared_brand.refused(
        400, "create_link", link_type="gs1:pip", target_url="https://example.com/", title="T", gs1_path=gs1_path
    )
    assert error["details"].startswith("_gs1_path")


async def test_a_serial_stands_alone(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    arguments = {"link_type": "gs1:pip", "target_url": "https://example.com/", "title": "T", "product_id": product_id}
    error = await shared_brand.refused(400, "create_link", **arguments, serial="S1", lot="L1")
    assert error["details"].startswith("_serial")


async def test_values_are_kept_in_one_form(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    link = await new_link(
        shared_brand,
        product_id=product_id,
        languages=["DE-at", "en", "de-AT"],
        contexts=["de", "Hospital"],
        media_type="Text/HTML",
        valid_from="2026-01-01T01:00:00+01:00",
    )
    assert (link["languages"], link["contexts"]) == (["de-AT", "en"], ["DE", "Hospital"])
    assert (link["media_type"], link["valid_from"]) == ("text/html", "2026-01-01T00:00:00Z")


async def test_dates_must_be_in_order_and_not_those_of_a_default(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    plain = {"link_type": "gs1:pip", "target_url": "https://example.com/", "title": "T", "product_id": product_id}
    dates = {"valid_from": "2026-02-01T00:00:00Z", "valid_until": "2026-01-01T00:00:00Z"}
    error = await shared_brand.refused(400, "create_link", **plain, **dates)
    assert error["details"].startswith("_valid_until")
    error = await shared_brand.refused(400, "create_link", **plain, is_default=True, valid_from="2026-02-01T00:00:00Z")
    assert error["code"] == "DEFAULT_LINK_ALWAYS_VALID"


async def test_the_same_link_is_refused_and_a_new_default_takes_over(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    first = await new_link(shared_brand, product_id=product_id, is_default=True)
    same = {name: first[name] for name in ("link_type", "target_url", "title")}
    error = await shared_brand.refused(409, "create_link", product_id=product_id, **same)
    assert error["code"] == "LINK_EXISTS"
    second = await new_link(shared_brand, product_id=product_id, is_default=True)
    assert second["is_default"]
    assert not (await shared_brand.call("get_link", link_id=first["link_id"]))["is_default"]


async def test_of_many_defaults_at_once_one_is_left(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    arguments = {"brand_id": shared_brand.id, "product_id": product_id, "link_type": "gs1:pip", "title": "T"}
    answers = await asyncio.gather(
        *(
            shared_brand.owner.post(
                "create_link", **arguments, target_url=f"https://example.com/{number}", is_default=True
            )
            for number in range(8)
        )
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    links = (await shared_brand.call("list_links", product_id=product_id))["items"]
    assert sum(link["is_default"] for link in links) == 1


async def test_the_first_link_of_another_key_is_its_default(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first = await new_link(brand, gs1_path=GLN)
    second = await new_link(brand, gs1_path=GLN)
    assert (first["is_default"], second["is_default"]) == (True, False)


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    theirs = await new_product(shared_brand)
    plain = {"link_type": "gs1:pip", "target_url": "https://example.com/", "title": "T"}
    refusals = [
        await mine.refused(400, "create_link", **plain, product_id=product_id)
        for product_id in (theirs["product_id"], NOBODYS_ID)
    ]
    assert refusals[0] == refusals[1]
    gtin = theirs["identifiers"]["gtin"].zfill(14)
    await mine.refused(400, "create_link", **plain, gs1_path=f"/01/{gtin}")
    assert (await shared_brand.call("list_links", product_id=theirs["product_id"]))["items"] == []
