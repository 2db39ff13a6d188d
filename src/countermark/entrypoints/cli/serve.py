"""``countermark serve``: migrates, then runs the server processes and a worker until told to stop."""

import asyncio
import errno
import multiprocessing
import os
import socket
from collections.abc import Callable
from contextlib import nullcontext
from typing import Annotated, Literal

import msgspec
from cyclopts import Parameter
from granian.constants import Interfaces, Loops, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer as Granian

from countermark.db.migrate import migrate
from countermark.entrypoints.cli.announce import RUNNING, announce_when_healthy, server_lines
from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.cli.output import Json, show
from countermark.entrypoints.cli.worker_process import child_environment, worker_process
from countermark.entrypoints.client_address import trusted_networks
from countermark.entrypoints.database import database_of
from countermark.entrypoints.parts import ALL_PARTS, PARTS_VARIABLE
from countermark.entrypoints.services import open_services
from countermark.features.scans.countries import Countries
from countermark.kit.settings import Settings, load_settings

WORKER = "worker"
Part = Literal["api", "console", "resolver", "worker"]


def serve_command(
    *,
    only: Annotated[list[Part] | None, Parameter(consume_multiple=True, negative="")] = None,
    host: str | None = None,
    port: int | None = None,
    demo: Annotated[bool | None, Parameter(negative="")] = None,
    json: Json = False,
) -> None:
    """Migrate, then serve until SIGTERM or Ctrl-C. Prints the addresses when the server answers.

    Parameters
    ----------
    only
        The parts to run: api, console, resolver, worker. None named: all.
    host
        Address to listen on, instead of the setting.
    port
        Port to listen on, instead of the setting.
    demo
        On an empty database, make the demo brand first.
    """
    serve(load_settings(host=host, port=port, demo=demo), frozenset(only or ()), json=json)


def serve(settings: Settings, only: frozenset[str] = frozenset(), *, json: bool = False) -> None:
    """Serves until SIGTERM or SIGINT. ``only`` names parts: api, console, resolver, worker; none means all."""
    parts = only or ALL_PARTS | {WORKER}
    http = bool(parts & ALL_PARTS)
    if http:
        _require_free_port(settings)
    with database_of(settings) as database:
        migrate(database.owner_url)
        here = msgspec.structs.replace(settings, database_url=database.application_url)
        asyncio.run(_require_fit(here))
        if not http:
            _work(here)
            return
        os.environ |= child_environment(here) | {PARTS_VARIABLE: " ".join(sorted(parts & ALL_PARTS))}
        with worker_process() if WORKER in parts else nullcontext():
            announce_when_healthy(settings, _announcement(here, json) if settings.demo else _plain(settings, json))
            _serve_http(settings)


# What only some servers need is loaded by those alone: the worker's jobs and the demo take a second of a start.
def _work(settings: Settings) -> None:
    import uvloop

    from countermark.entrypoints.worker.run import run_worker

    uvloop.run(run_worker(settings))


def _plain(settings: Settings, json: bool, *notes: str) -> Callable[[], None]:
    return lambda: show({"api_url": settings.api_url}, [*server_lines(settings), *notes], json=json)


def _announcement(settings: Settings, json: bool) -> Callable[[], None]:
    """Makes the demo where there is room for it, and tells its addresses."""
    from countermark.entrypoints.cli.demo import NOT_EMPTY, demo_lines, prepare_demo, tell_programs
    from countermark.entrypoints.demo.demo import Demo, addresses_of, read_demo
    from countermark.entrypoints.demo.scan_demo import scan_demo

    is_first = not isinstance(read_demo(settings), Demo)
    demo = asyncio.run(prepare_demo(settings))
    if demo is None:
        return _plain(settings, json, NOT_EMPTY)
    addresses = addresses_of(demo, settings)

    def announce() -> None:
        if is_first:
            scan_demo(demo, settings)
        tell_programs(addresses, settings)
        show(addresses, [RUNNING, *demo_lines(addresses)], json=json)

    return announce


async def _require_fit(settings: Settings) -> None:
    """Raises here, once and in words, what would otherwise end every process that is about to be started."""
    trusted_networks(settings)
    if settings.countries_file is not None:
        Countries(settings.countries_file)
    async with open_services(settings):
        return


def _require_free_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
            raise CommandFailed(
                f"port {settings.port} of {settings.host} {why}; choose another with PORT=<number>"
            ) from None


def _serve_http(settings: Settings) -> None:
    # A forked process would miss the threads of this one that the object store's library counts on, and wait for ever.
    multiprocessing.set_start_method("spawn")
    Granian(
        "countermark.entrypoints.asgi:create_app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        runtime_mode=RuntimeModes.st,  # one thread less that wants the interpreter's lock: half as many scans again
        workers=settings.processes,
        log_access=False,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        backlog=settings.connections,
        backpressure=settings.connections,
        http1_settings=HTTP1Settings(header_read_timeout=settings.header_timeout_s * 1000),
        workers_kill_timeout=15,
    ).serve()
