"""The explanation of a scan says what a scan does, and does none of it."""

from pathlib import Path

import pytest

from countermark.db.pool import Pool
from countermark.entrypoints.services import read_master_key
from countermark.features.resolution.explain_scan import Step, explain_scan
from countermark.kit.settings import Settings
from tests.support.client import Brand, new_brand
from tests.support.scanning import Minted, minted
from tests.support.server import LiveServer


@pytest.fixture
async def batch(live_server: LiveServer, shared_brand: Brand) -> Minted:
    """A published batch that activates on scan."""
    return await minted(live_server, shared_brand, published=True)


async def explained(pool: Pool, home: Path, brand: Brand, path: str) -> list[Step]:
    key = read_master_key(Settings(home=home))
    assert key
    return await explain_scan(pool, key, Settings(home=home), f"http://{brand.host}:8000{path}")


async def test_each_step_to_the_answer_is_told(batch: Minted, pool: Pool, home: Path) -> None:
    steps = await explained(pool, home, batch.brand, batch.unit["gs1_path"])
    names = ["host", "syntax", "unit", "mint batch", "activation", "level", "rule", "answer"]
    assert [step.step for step in steps] == names
    assert all(step.went_well for step in steps)
    assert f"(21) {batch.unit['serial']}" in steps[1].finding
    page = f"http://{batch.brand.host}:8000/passport/{batch.unit['serial']}"
    assert steps[-1].finding.startswith(f"307 to {page}, 'Product information', must not be cached")


async def test_a_look_activates_nothing(batch: Minted, pool: Pool, home: Path) -> None:
    await explained(pool, home, batch.brand, batch.unit["gs1_path"])
    assert (await batch.unit_now())["status"] == "minted"


async def test_what_is_missing_is_named(batch: Minted, pool: Pool, home: Path) -> None:
    steps = await explained(pool, home, batch.brand, f"/01/{batch.batch['gtin']}/10/NO/21/0000000000000000")
    assert [step.finding.split(":")[0] for step in steps if step.step == "lookup"] == [
        "serial 0000000000000000",
        "lot NO",
    ]
    assert steps[-1].finding.startswith("404")


async def test_bad_syntax_and_unknown_hosts_end_the_explanation(
    batch: Minted, pool: Pool, home: Path, live_server: LiveServer
) -> None:
    bad = await explained(pool, home, batch.brand, "/01/123")
    assert (bad[-1].step, bad[-1].went_well) == ("syntax", False)
    nobody = Brand(id="", subdomain="nobody", owner=batch.brand.owner)
    assert [step.step for step in await explained(pool, home, nobody, "/")] == ["host"]


async def test_another_brand_is_told_nothing_of_a_unit(
    batch: Minted, pool: Pool, home: Path, live_server: LiveServer
) -> None:
    stranger = await new_brand(live_server)
    steps = await explained(pool, home, stranger, f"/mu/{batch.unit['unit_id']}")
    assert steps[-1].finding == "404: nothing is known that could be shown"
