"""What runs in the background is seen from every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.entrypoints.console.visitor import signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.databases import new_database
from tests.support.factories import new_product, submit_mint
from tests.support.server import LiveServer, start_server


@pytest.fixture(scope="module")
def without_worker(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A console whose jobs nobody takes, so that they are seen running for as long as a test looks."""
    home: Path = tmp_path_factory.mktemp("no-worker")
    with start_server(new_database(server_url), home, "--only", "api", "console") as server:
        yield server


async def _mint(brand: Brand, quantity: int) -> str:
    product = await new_product(brand)
    submitted = await submit_mint(brand, product["product_id"], requested_quantity=quantity)
    return str(submitted["mint_batch_id"])


async def test_one_job_leads_to_its_page_and_several_to_a_list(without_worker: LiveServer) -> None:
    brand = await new_brand(without_worker)
    visitor = await signed_in(without_worker, brand.owner.email)
    home = f"/console/{brand.subdomain}/"
    assert f'hx-get="{home}running/chip"' in (await visitor.get(home)).text
    assert text_of(await visitor.get(f"{home}running/chip")) == ""
    mint_batch_id = await _mint(brand, 1200)
    chip = await visitor.get(f"{home}running/chip")
    assert text_of(chip) == "Minting 1,200"
    assert f'href="{home}minting/{mint_batch_id}"' in chip.text
    await _mint(brand, 30)
    chip = await visitor.get(f"{home}running/chip")
    assert text_of(chip) == "2 jobs running"
    assert f'href="{home}running"' in chip.text
    assert text_of(await visitor.get(f"{home}running")).count("Minting") >= 2


async def test_another_brands_jobs_are_not_seen(without_worker: LiveServer) -> None:
    await _mint(await new_brand(without_worker), 10)
    brand = await new_brand(without_worker)
    visitor = await signed_in(without_worker, brand.owner.email)
    assert "Nothing is running" in text_of(await visitor.get(f"/console/{brand.subdomain}/running"))
