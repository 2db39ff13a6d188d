"""``countermark serve``: migrates, then runs the server processes and a worker until told to stop."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from granian.constants import Interfaces, Loops
from granian.server import MPServer as Granian

from countermark.db.migrate import migrate
from countermark.entrypoints.asgi import ALL_PARTS, PARTS_VARIABLE
from countermark.entrypoints.database import database_of
from countermark.entrypoints.follow_parent import PARENT_VARIABLE
from countermark.kit.settings import Settings, variable_of

WORKER = "worker"


def serve(settings: Settings, only: frozenset[str] = frozenset()) -> None:
    """Serves until SIGTERM or SIGINT. ``only`` names parts: api, console, resolver, worker; none means all."""
    parts = only or ALL_PARTS | {WORKER}
    with database_of(settings) as database:
        migrate(database.owner_url)
        os.environ |= _environment(settings, database.application_url, parts)
        with _worker_process() if WORKER in parts else nullcontext():
            if parts & ALL_PARTS:
                _serve_http(settings)


def _environment(settings: Settings, database_url: str, parts: frozenset[str]) -> dict[str, str]:
    """What the child processes need to see the very same settings; the embedded server is already running."""
    own = {name: getattr(settings, name) for name in settings.__struct_fields__}
    given = {variable_of(name): str(value) for name, value in own.items() if value is not None}
    return given | {
        "DATABASE_URL": database_url,
        PARTS_VARIABLE: " ".join(sorted(parts & ALL_PARTS)),
        PARENT_VARIABLE: str(os.getpid()),
    }


def _serve_http(settings: Settings) -> None:
    Granian(
        "countermark.entrypoints.asgi:create_app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=settings.processes,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    ).serve()


@contextmanager
def _worker_process() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "countermark", WORKER])  # noqa: S603  # our own program
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
