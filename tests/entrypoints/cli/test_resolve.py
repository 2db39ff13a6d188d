"""countermark resolve."""

from tests.support.client import Brand
from tests.support.command_line import Deployment
from tests.support.factories import new_link, new_mint_batch, new_product


async def test_a_scan_is_explained_step_by_step(live: Deployment, brand: Brand) -> None:
    minted = await new_mint_batch(brand)
    unit = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    url = f"http://{brand.host}:8000{unit['gs1_path']}"
    steps = live.succeed("resolve", url, "--json").json
    assert [step["step"] for step in steps] == [
        "host",
        "syntax",
        "unit",
        "mint batch",
        "activation",
        "level",
        "rule",
        "answer",
    ]
    assert f"/passport/{unit['serial']}" in live.succeed("resolve", url).output
    again = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    assert again["activated_at"] is None


async def test_a_scan_that_leads_nowhere_ends_with_1(live: Deployment, brand: Brand) -> None:
    ran = live.run("resolve", f"http://{brand.host}/01/123")
    assert ran.code == 1
    assert "STOP syntax" in ran.output


async def test_the_rules_that_chose_a_link_are_told(live: Deployment, brand: Brand) -> None:
    product = await new_product(brand)
    for language in ("en", "de"):
        await new_link(brand, product_id=product["product_id"], languages=[language])
    url = f"http://{brand.host}/01/{product['identifiers']['gtin'].zfill(14)}?linkType=gs1:instructions"
    steps = live.succeed("resolve", url, "--language", "de-AT", "--json").json
    rules = [step["finding"] for step in steps if step["step"] == "rule"]
    assert rules[1:] == ["language: 1 of 2 left"]
    assert "300 with a choice of 2 links" in live.succeed("resolve", url, "--language", "fr").output
    assert (
        "200 with the linkset"
        in live.succeed("resolve", url.split("?")[0], "--accept", "application/linkset+json").output
    )
