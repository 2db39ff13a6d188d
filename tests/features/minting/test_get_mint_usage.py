"""get_mint_usage: exact months, whatever becomes of the units."""

import psycopg

from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_months_are_exact_and_sandbox_stands_apart(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    old = await new_mint_batch(brand)
    owner.execute(
        "UPDATE mint_usage SET minted_at = '2026-01-31 23:59:59.9Z' WHERE mint_batch_id = %s", (old["mint_batch_id"],)
    )
    await new_mint_batch(brand, requested_quantity=7)
    sandbox = await new_mint_batch(brand, requested_quantity=3, sandbox=True)
    await brand.call("remove_sandbox_mint", mint_batch_id=sandbox["mint_batch_id"])
    told = await brand.call("get_mint_usage", from_date="2025-12-31")
    months = {month["month"]: month for month in told["months"]}
    assert (months["2025-12"]["live_units"], months["2026-01"]["live_units"]) == (0, 10)
    last = told["months"][-1]
    assert (last["live_units"], last["live_mints"], last["sandbox_units"], last["sandbox_mints"]) == (7, 1, 3, 1)
    assert (told["live_units"], told["sandbox_units"]) == (17, 3)


async def test_a_period_the_wrong_way_round_is_refused(shared_brand: Brand) -> None:
    error = await shared_brand.refused(400, "get_mint_usage", from_date="2026-03-01", to_date="2026-02-01")
    assert error["details"].startswith("_from_date:")
    for operation in ("get_mint_usage", "get_mint_kpis"):
        for day in ("0001-01-01", "9999-12-31"):
            assert "_to_date" in (await shared_brand.refused(400, operation, to_date=day))["details"]
    assert len((await shared_brand.call("get_mint_usage", to_date="2028-02-29"))["months"]) == 12


async def test_another_brand_s_units_do_not_count(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await new_mint_batch(theirs)
    assert (await mine.call("get_mint_usage"))["live_units"] == 0
