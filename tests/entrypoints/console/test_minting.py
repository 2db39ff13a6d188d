"""Minting from the console: the wizard's steps, one mint however often it is sent, codes that read back."""

import re

import pytest

from tests.entrypoints.console.visitor import Visitor, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer

CHOICES = {"identity_mode": "serial", "activation_mode": "first_scan", "requested_quantity": "1,000"}


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member."""
    return await new_brand(live_server)


@pytest.fixture
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner at the console."""
    return await signed_in(live_server, brand.owner.email)


async def test_the_review_says_the_consequences_in_the_readers_numbers(brand: Brand, visitor: Visitor) -> None:
    product = await new_product(brand)
    batch = await new_product_batch(brand, product["product_id"], quantity=12_000)
    query = f"product_id={product['product_id']}&product_batch_id={batch['id']}&requested_quantity=1000&step=review"
    path = f"/console/{brand.subdomain}/minting/new?{query}"
    assert "11,000 remain to be minted" in text_of(await visitor.get(path))
    assert "11.000 remain to be minted" in text_of(await visitor.get(path, **{"accept-language": "de-DE,de;q=0.9"}))


async def test_what_blocks_a_mint_is_said_before_it_is_submitted(brand: Brand, visitor: Visitor) -> None:
    product = await new_product(brand, attributes={})
    query = f"product_id={product['product_id']}&requested_quantity=10&step=review"
    text = text_of(await visitor.get(f"/console/{brand.subdomain}/minting/new?{query}"))
    assert "This cannot be minted yet" in text
    assert "Mint 10 units" not in text


async def test_a_mint_sent_twice_is_done_once(brand: Brand, visitor: Visitor) -> None:
    product = await new_product(brand)
    path = f"/console/{brand.subdomain}/minting/new"
    review = f"{path}?product_id={product['product_id']}&requested_quantity=10&step=review"
    form = CHOICES | {"product_id": product["product_id"], "idempotency_key": "k" * 32}
    first, second = [location(await visitor.send(path, review, **form)) for _ in range(2)]
    assert first == second
    assert len((await brand.call("list_mint_batches"))["items"]) == 1


async def test_lots_are_read_line_by_line(brand: Brand, visitor: Visitor) -> None:
    product = await new_product(brand)
    path = f"/console/{brand.subdomain}/minting/new"
    review = f"{path}?product_id={product['product_id']}&requested_quantity=10&step=review"
    lots = {"lots": "LOT-A 600\r\nLOT-B: 400\r\n", "identity_mode": "batch", "product_id": product["product_id"]}
    minted = location(await visitor.send(path, review, **(CHOICES | lots))).rsplit("/", 1)[1]
    batch = await brand.call("get_mint_batch_by_id", mint_batch_id=minted)
    assert [(lot["lot_code"], lot["quantity"]) for lot in batch["lots"]] == [("LOT-A", 600), ("LOT-B", 400)]


@pytest.mark.parametrize("wrong", ["", "some", "1.5", "-3", "0", "1000001"])
async def test_a_quantity_that_cannot_be_minted_is_said_at_its_field(
    brand: Brand, visitor: Visitor, wrong: str
) -> None:
    product = await new_product(brand)
    query = f"product_id={product['product_id']}&requested_quantity={wrong}&step=review"
    answer = await visitor.get(f"/console/{brand.subdomain}/minting/new?{query}")
    assert answer.status_code == 422
    assert 'id="requested_quantity-error"' in answer.text


async def test_progress_redraws_the_page_when_the_job_is_done(brand: Brand, visitor: Visitor) -> None:
    batch = await new_mint_batch(brand)
    answer = await visitor.get(f"/console/{brand.subdomain}/minting/{batch['mint_batch_id']}/progress")
    assert answer.headers["hx-refresh"] == "true"


async def test_a_code_is_a_black_and_white_drawing_with_a_quiet_zone_of_four_modules(
    brand: Brand, visitor: Visitor
) -> None:
    answer = await visitor.get(f"/console/{brand.subdomain}/code.svg?path=/01/09521234543213/21/ABC&download=1")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"] == 'attachment; filename="01-09521234543213-21-ABC.svg"'
    assert set(re.findall(r"#[0-9a-f]{3,6}", answer.text)) == {"#000000", "#ffffff"}
    # The first finder pattern stands 4 modules from the corner.
    assert "translate(1.98 1.98) scale(0.495)" in answer.text
    assert "M0 0h7v1h-7z" in answer.text


async def test_a_code_is_only_of_the_brands_own_host(brand: Brand, visitor: Visitor) -> None:
    for path in ("https://evil.example/", "evil", "", "/" + "x" * 400):
        answer = await visitor.get(f"/console/{brand.subdomain}/code.svg?path={path}")
        assert answer.status_code == 404


async def test_another_brands_mint_batch_cannot_be_seen(
    live_server: LiveServer, visitor: Visitor, brand: Brand
) -> None:
    foreign = await new_mint_batch(await new_brand(live_server))
    for page in ("", "/progress"):
        answer = await visitor.get(f"/console/{brand.subdomain}/minting/{foreign['mint_batch_id']}{page}")
        assert answer.status_code == 404
