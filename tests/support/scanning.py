"""A stranger with a phone: scans codes at a brand's host, without an account."""

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import httpx

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from tests.support.client import Brand
from tests.support.factories import new_mint_batch, new_product
from tests.support.server import LiveServer
from tests.support.waiting import until

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1"
)
WHATSAPP = "WhatsApp/2.23.20.0"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@dataclass(frozen=True)
class Scanner:
    """Sends requests to a server under the host name of a brand."""

    http: httpx.AsyncClient
    host: str

    async def scan(self, path: str, *, method: str = "GET", **headers: str) -> httpx.Response:
        """The answer to a path as scanned, redirects not followed. ``user_agent="..."`` is ``User-Agent: ...``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"host": self.host, "user-agent": PHONE, "accept": "text/html,*/*;q=0.8", **named}
        return await self.http.request(method, _on_host(path, self.host), headers=sent)


def leads_to(answer: httpx.Response) -> str:
    """Where a redirect leads: the path when it stays on the host that was asked, else the whole address."""
    assert answer.is_redirect, f"{answer.request.url} was answered {answer.status_code}: {answer.text}"
    return _on_host(answer.headers["location"], answer.request.headers["host"])


def _on_host(address: str, host: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(("", "", *parts[2:])) if parts.hostname == host else address


def scanner_at(server: LiveServer, host: str) -> Scanner:
    """A scanner for a host name."""
    limits = httpx.Limits(max_connections=50)
    return Scanner(server.client(limits=limits), host)


@dataclass(frozen=True)
class Minted:
    """A mint batch, its units as the API lists them, and a scanner for their brand."""

    brand: Brand
    scanner: Scanner
    batch: dict[str, Any]
    units: list[dict[str, Any]]

    @property
    def unit(self) -> dict[str, Any]:
        """The first unit."""
        return self.units[0]

    async def scan(self, path: str | None = None, **options: Any) -> httpx.Response:
        """Scans a path, that of the first unit by default."""
        return await self.scanner.scan(path or self.unit["gs1_path"], **options)

    async def move(self, state: str, kind: str = "mint_batch", target_id: str | None = None) -> None:
        """Publishes or revokes the mint batch or another target."""
        target = {"kind": kind, "id": target_id or self.batch["mint_batch_id"]}
        await self.brand.call("transition_passport_lifecycle", target=target, to_state=state, reason="a test")

    async def unit_now(self, place: int = 0) -> dict[str, Any]:
        """A unit as it is listed now."""
        page = await self.brand.call("list_mint_units", mint_batch_id=self.batch["mint_batch_id"])
        unit: dict[str, Any] = page["items"][place]
        return unit


async def minted(server: LiveServer, brand: Brand, *, published: bool = False, **arguments: Any) -> Minted:
    """A fresh mint batch of a fresh product; ``arguments`` go to the mint request."""
    batch = await new_mint_batch(brand, **arguments)
    page = await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"])
    found = Minted(brand, scanner_at(server, brand.host), batch, page["items"])
    if published:
        await found.move("published")
    return found


async def published_product(brand: Brand, **arguments: Any) -> dict[str, Any]:
    """A product whose model passport is published."""
    product = await new_product(brand, **arguments)
    target = {"kind": "product", "id": product["product_id"]}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    return product


async def recorded_scans(pool: Pool, brand: Brand, at_least: int) -> list[asyncpg.Record]:
    """The brand's rows of ``scan_events``, oldest first, once there are ``at_least`` so many."""

    async def look() -> list[asyncpg.Record]:
        async with brand_transaction(pool, uuid.UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
            return await tx.connection.fetch("SELECT * FROM scan_events ORDER BY scanned_at, scan_id")

    return await until(look, lambda rows: len(rows) >= at_least)
