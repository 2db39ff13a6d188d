"""Managing mints from the console: key figures, steps, voiding, units and revocation, lists of serials, sandbox."""

import pytest

from tests.entrypoints.console.visitor import Visitor, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.epcis import schema_errors
from tests.support.factories import checked_serial_list, new_mint_batch, new_product
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member."""
    return await new_brand(live_server)


@pytest.fixture
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner at the console."""
    return await signed_in(live_server, brand.owner.email)


async def test_a_mint_batch_is_marked_and_voided(brand: Brand, visitor: Visitor) -> None:
    batch = await new_mint_batch(brand)
    here = f"/console/{brand.subdomain}/minting/{batch['mint_batch_id']}"
    await visitor.send(f"{here}/steps", here, to_status="printed")
    assert "Mark as applied" in text_of(await visitor.get(here))
    refused = await visitor.send(f"{here}/void", f"{here}/void", reason="misprint", word="YES")
    assert "Type VOID to confirm" in text_of(refused)
    await visitor.send(f"{here}/void", f"{here}/void", reason="misprint", word="void")
    text = text_of(await visitor.get(here))
    assert "“misprint”" in text
    assert "Every unit is revoked" in text


async def test_units_are_found_shown_and_revoked(brand: Brand, visitor: Visitor) -> None:
    batch = await new_mint_batch(brand)
    unit = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"]))["items"][3]
    minting = f"/console/{brand.subdomain}/minting"
    assert unit["serial"] in text_of(await visitor.get(f"{minting}/units?query={unit['serial'][:7]}"))
    assert "Needs 4 characters" in text_of(await visitor.get(f"{minting}/units?query=AB"))
    here = f"{minting}/units/{unit['unit_id']}"
    assert f"(01){batch['gtin']}(21){unit['serial']}" in text_of(await visitor.get(here))
    await visitor.send(f"{here}/revoke", f"{here}/revoke", reason="damaged", word="REVOKE")
    assert "damaged" in text_of(await visitor.get(here))
    assert "Units revoked" in text_of(await visitor.get(f"{minting}/activity"))
    assert "in twelve weeks" in text_of(await visitor.get(minting))


async def test_the_preflight_is_shown_while_the_mint_is_filled_in(brand: Brand, visitor: Visitor) -> None:
    ready, unready = await new_product(brand), await new_product(brand, attributes={})
    path = f"/console/{brand.subdomain}/minting/preflight?requested_quantity=2&product_id="
    assert "2 units can be minted" in text_of(await visitor.get(path + ready["product_id"]))
    assert "Fill in what is missing" in text_of(await visitor.get(path + unready["product_id"]))
    own = f"{path}{ready['product_id']}&serial_style=own&serials=A-1%0AA-1"
    assert "1 serials cannot be used" in text_of(await visitor.get(own))


async def test_own_serials_and_a_sandbox_are_minted_by_the_wizard(brand: Brand, visitor: Visitor) -> None:
    product_id = (await new_product(brand))["product_id"]
    lists = f"/console/{brand.subdomain}/minting/serials"
    assert "Cannot be understood" in text_of(await visitor.send(f"{lists}/pattern", f"{lists}/new", pattern="(a)"))
    await visitor.send(f"{lists}/pattern", f"{lists}/new", pattern="[A-Z]{3,4}-[0-9]")
    assert await brand.call("get_serial_pattern") == {"pattern": "[A-Z]{3,4}-[0-9]"}
    checked = await checked_serial_list(brand, ["FILE-1", "FILE-2", "FILE-2"])
    minting = f"/console/{brand.subdomain}/minting"
    shown = text_of(await visitor.get(f"{minting}/serials/{checked['serial_list_id']}"))
    assert "Stands further up already" in shown
    choices = {"product_id": product_id, "requested_quantity": "2", "identity_mode": "serial"}
    by_file = choices | {"serial_list_id": checked["serial_list_id"], "activation_mode": "first_scan"}
    query = f"product_id={product_id}&serial_list_id={checked['serial_list_id']}&requested_quantity=2&step=review"
    assert "Your own, from a file" in text_of(await visitor.get(f"{minting}/new?{query}"))
    first = location(await visitor.send(f"{minting}/new", f"{minting}/new?product_id={product_id}", **by_file))
    assert "/minting/" in first
    sandbox = choices | {
        "serial_style": "own",
        "serials": "TRY-1\r\nTRY-2",
        "sandbox": "1",
        "activation_mode": "first_scan",
    }
    second = location(await visitor.send(f"{minting}/new", f"{minting}/new?product_id={product_id}", **sandbox))
    assert "Sandbox" in text_of(await visitor.get(second))
    assert location(await visitor.send(f"{second}/remove", f"{second}/remove")) == minting


async def test_the_events_of_a_mint_batch_are_a_document_to_download(brand: Brand, visitor: Visitor) -> None:
    batch = await new_mint_batch(brand)
    page = f"/console/{brand.subdomain}/minting/{batch['mint_batch_id']}"
    assert f'href="{page}/epcis"' in (await visitor.get(page)).text
    answer = await visitor.get(f"{page}/epcis")
    assert schema_errors(answer.json()) == []
    sandbox = await new_mint_batch(brand, batch["product_id"], sandbox=True)
    text = (await visitor.get(f"/console/{brand.subdomain}/minting/{sandbox['mint_batch_id']}")).text
    assert "/epcis" not in text
    assert "/remove" in text
