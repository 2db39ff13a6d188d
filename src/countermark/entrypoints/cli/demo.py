"""``countermark demo``, and how the demo is told to people and programs."""

import asyncio
import io
import os
from pathlib import Path

import msgspec
import segno

from countermark.db.migrate import migrate
from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.cli.output import Json, show
from countermark.entrypoints.cli.worker_process import child_environment, worker_process
from countermark.entrypoints.database import database_of
from countermark.entrypoints.demo.demo import Demo, DemoAddresses, addresses_of, write_private
from countermark.entrypoints.demo.load_demo import load_demo
from countermark.entrypoints.services import open_services
from countermark.kit.settings import Settings, load_settings

NOT_EMPTY = "the database has brands already: the demo is only made in an empty one"


def demo_command(*, json: Json = False) -> None:
    """Make the demo brand in an empty database, or complete it, and print its addresses and login."""
    settings = load_settings()
    with database_of(settings) as database:
        migrate(database.owner_url)
        here = msgspec.structs.replace(settings, database_url=database.application_url)
        os.environ |= child_environment(here)
        with worker_process():
            demo = asyncio.run(prepare_demo(here))
    if demo is None:
        raise CommandFailed(NOT_EMPTY)
    addresses = addresses_of(demo, settings)
    tell_programs(addresses, settings)
    show(addresses, demo_lines(addresses), json=json)


async def prepare_demo(settings: Settings) -> Demo | None:
    """The demo, made if the deployment is empty; see :func:`load_demo`. A worker must be running."""
    async with open_services(settings) as services:
        return await load_demo(services)


def tell_programs(addresses: DemoAddresses, settings: Settings) -> None:
    """Writes the addresses to the file that ``DEMO_JSON`` names, if it names one."""
    if settings.demo_json:
        write_private(Path(settings.demo_json).absolute(), addresses)


def demo_lines(addresses: DemoAddresses) -> list[str]:
    """The addresses and the login for people, with the code to scan."""
    return [
        f"  console   {addresses.console_url}",
        f"  sign in   {addresses.email}, password {addresses.password}",
        f"  API       {addresses.api_url}/rest/v1/rpc/<operation>, described by {addresses.api_url}/openapi.json",
        f"  passport  {addresses.passport_url}",
        f"  scan      {addresses.scan_url}",
        "",
        _drawn(addresses.scan_url),
    ]


def _drawn(url: str) -> str:
    """The QR code of ``url`` in block characters: level M, four modules of quiet zone (ISO/IEC 18004)."""
    text = io.StringIO()
    segno.make_qr(url, error="m").terminal(text, border=4, compact=True)
    return text.getvalue().rstrip("\n")
