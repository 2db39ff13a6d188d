"""countermark resolve."""

from tests.support.client import Brand
from tests.support.command_line import Deployment
from tests.support.factories import new_mint_batch


async def test_a_scan_is_explained_step_by_step(live: Deployment, brand: Brand) -> None:
    minted = await new_mint_batch(brand)
    unit = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    url = f"http://{brand.host}:8000{unit['gs1_path']}"
    steps = live.succeed("resolve", url, "--json").json
    assert [step["step"] for step in steps] == ["host", "syntax", "unit", "mint batch", "activation", "answer"]
    assert unit["passport_id"] in live.succeed("resolve", url).output
    again = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    assert again["activated_at"] is None


async def test_a_scan_that_leads_nowhere_ends_with_1(live: Deployment, brand: Brand) -> None:
    ran = live.run("resolve", f"http://{brand.host}/01/123")
    assert ran.code == 1
    assert "STOP syntax" in ran.output
