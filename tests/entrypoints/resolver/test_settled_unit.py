"""Most scans are answered from memory without waiting: as the general way would have answered them."""

import httpx
import pytest

from countermark.db.pool import Pool
from tests.support.client import Brand, new_brand
from tests.support.scanning import WHATSAPP, leads_to, minted, recorded_scans
from tests.support.server import LiveServer
from tests.support.waiting import until


def promises(answer: httpx.Response) -> dict[str, str]:
    """Everything an answer says but when, and what was asked for."""
    headers = {name: value for name, value in answer.headers.items() if name not in ("date", "location")}
    return headers | {"leads to": leads_to(answer).partition("?")[0], "status": str(answer.status_code)}


@pytest.mark.parametrize("state", ["unpublished", "published", "revoked"])
@pytest.mark.parametrize("activation", ["active_at_mint", "first_scan"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_with_and_without_a_query_a_scan_is_answered_alike(
    live_server: LiveServer, brand: Brand, state: str, activation: str, method: str
) -> None:
    batch = await minted(live_server, brand, activation_mode=activation)
    await batch.scan()  # the first may activate, and brings the product into memory
    for reached in ("published", "revoked")[: ["unpublished", "published", "revoked"].index(state)]:
        await batch.move(reached)
        await batch.scan()

    async def both() -> tuple[dict[str, str], dict[str, str]]:
        settled = await batch.scan(method=method)
        general = await batch.scan(f"{batch.unit['gs1_path']}?utm=1", method=method)
        return promises(settled), promises(general)

    # Word of the last move may come between the two.
    await until(both, lambda answers: answers[0] == answers[1], within_s=5)


async def test_who_draws_previews_or_wants_links_gets_them(live_server: LiveServer, brand: Brand) -> None:
    batch = await minted(live_server, brand, published=True)
    await batch.scan()
    assert (await batch.scan(user_agent=WHATSAPP)).status_code == 200
    assert (await batch.scan(accept="application/linkset+json")).status_code == 200


async def test_a_settled_scan_is_recorded_like_any(live_server: LiveServer, pool: Pool) -> None:
    brand = await new_brand(live_server)
    batch = await minted(live_server, brand, published=True, activation_mode="active_at_mint")
    for path in ("", "", "?utm=1"):
        await batch.scan(batch.unit["gs1_path"] + path, accept_language="sv")
    scans = await recorded_scans(pool, brand, 3)
    told = [{name: value for name, value in scan.items() if name not in ("scan_id", "scanned_at")} for scan in scans]
    assert told[0] == told[1] == told[2] | {"query": ""}
    assert scans[0]["scanned_at"] < scans[1]["scanned_at"] < scans[2]["scanned_at"]
