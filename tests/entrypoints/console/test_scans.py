"""Scans in the console: what the overview shows, and how recording is set."""

from datetime import timedelta
from uuid import UUID

from countermark.db.pool import Pool
from countermark.kit.clock import now
from tests.entrypoints.console.visitor import signed_in, text_of
from tests.support.client import new_brand
from tests.support.scans import event, lost, scanned
from tests.support.server import LiveServer


async def test_the_overview_shows_scans_and_can_be_narrowed(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    visitor, home = await signed_in(live_server, brand.owner.email), f"/console/{brand.subdomain}"
    assert "Germany" not in text_of(await visitor.get(f"{home}/scans"))
    yesterday, brand_id = now() - timedelta(days=1), UUID(brand.id)
    await scanned(pool, event(brand_id, yesterday), event(brand_id, yesterday, country="AT", unit_number=8))
    shown = text_of(await visitor.get(f"{home}/scans"))
    assert "Germany" in shown
    assert "Austria" in shown
    narrowed = await visitor.get(f"{home}/scans?country=AT&period=7d")
    assert narrowed.status_code == 200
    assert "1" in text_of(await visitor.get(f"{home}/scans/events?country=AT"))


async def test_a_brand_chooses_how_scans_are_recorded(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    visitor, form_at = await signed_in(live_server, brand.owner.email), f"/console/{brand.subdomain}/settings/scans"
    assert (await visitor.get(form_at)).status_code == 200
    refused = await visitor.send(form_at, scan_recording="counters", scan_retention_days="0")
    assert refused.status_code == 422
    saved = await visitor.send(form_at, scan_recording="counters", scan_retention_days="30")
    assert saved.status_code == 303, saved.text
    found = await brand.call("get_brand")
    assert (found["scan_recording"], found["scan_retention_days"]) == ("counters", 30)


async def test_a_number_that_is_withheld_is_not_shown_as_none(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    await brand.call("update_brand", patch={"scan_recording": "counters"})
    await scanned(pool, *(event(UUID(brand.id), now() - timedelta(days=1)) for _ in range(12)))
    visitor = await signed_in(live_server, brand.owner.email)
    shown = text_of(await visitor.get(f"/console/{brand.subdomain}/scans"))
    assert "Scans 12" in shown
    assert "First scans < 10" in shown
    assert "Unknown codes few or none" in shown


async def test_the_overview_says_how_many_scans_could_not_be_recorded(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    visitor, page = await signed_in(live_server, brand.owner.email), f"/console/{brand.subdomain}/scans"
    assert "could not be recorded" not in text_of(await visitor.get(page))
    await lost(pool, UUID(brand.id), 1, now())
    assert "1 scan could not be recorded" in text_of(await visitor.get(page))
    await lost(pool, UUID(brand.id), 2_344, now())
    assert "2,345 scans could not be recorded" in text_of(await visitor.get(page))


async def test_another_brands_scans_are_not_shown(live_server: LiveServer, pool: Pool) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await scanned(pool, event(UUID(other.id), now() - timedelta(days=1)))
    visitor = await signed_in(live_server, brand.owner.email)
    assert "Germany" not in text_of(await visitor.get(f"/console/{brand.subdomain}/scans"))
    assert (await visitor.get(f"/console/{other.subdomain}/scans")).status_code == 404
