"""What the demo is called and where it is: kept in the home folder, told to people and to programs."""

import os
from pathlib import Path
from uuid import UUID

import msgspec

from countermark.kit.settings import Settings


class DemoLogin(msgspec.Struct, frozen=True, kw_only=True):
    """Who owns the demo brand."""

    email: str
    password: str


class Demo(DemoLogin, frozen=True, kw_only=True):
    """The demo once it is complete. Paths and ids only: addresses depend on the port it is served on.

    ``shop_paths`` are units that the first start scans; never the one people are pointed at.
    """

    brand_id: UUID
    subdomain: str
    product_id: UUID
    product_batch_id: UUID
    mint_batch_id: UUID
    scan_path: str
    passport_id: UUID
    shop_paths: list[str] = []


class DemoAddresses(msgspec.Struct, frozen=True, kw_only=True):
    """What ``DEMO_JSON`` receives."""

    api_url: str
    console_url: str
    email: str
    password: str
    brand_id: UUID
    brand_host: str
    product_id: UUID
    product_batch_id: UUID
    mint_batch_id: UUID
    scan_url: str
    passport_url: str


def addresses_of(demo: Demo, settings: Settings) -> DemoAddresses:
    """Where everything of the demo is, on the host and port of these settings."""
    host = settings.brand_host(demo.subdomain)
    return DemoAddresses(
        api_url=settings.api_url,
        console_url=f"{settings.api_url}/console",
        email=demo.email,
        password=demo.password,
        brand_id=demo.brand_id,
        brand_host=host,
        product_id=demo.product_id,
        product_batch_id=demo.product_batch_id,
        mint_batch_id=demo.mint_batch_id,
        scan_url=settings.origin(host) + demo.scan_path,
        # Where the scan leads: a unit's passport goes by its serial, the end of its path.
        passport_url=f"{settings.origin(host)}/passport/{demo.scan_path.rpartition('/')[2]}",
    )


def demo_file(settings: Settings) -> Path:
    """Where the demo's login and ids are kept, for later starts."""
    return settings.home / "demo.json"


def read_demo(settings: Settings) -> Demo | DemoLogin | None:
    """The demo; only its login while it is not complete; ``None`` when none was ever begun here."""
    path = demo_file(settings)
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Demo)
    except msgspec.ValidationError:
        return msgspec.json.decode(path.read_bytes(), type=DemoLogin)


def write_private(path: Path, value: msgspec.Struct) -> None:
    """Writes ``value`` as JSON for the owner of the file only, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(value)) + b"\n")
    partial.replace(path)
