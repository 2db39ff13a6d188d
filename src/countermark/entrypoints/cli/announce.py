"""Tells where everything is, once the server answers."""

import http.client
import threading
from collections.abc import Callable

from countermark.kit.settings import Settings

RUNNING = "Countermark is running. Ctrl-C ends it."
POLL_EVERY_S = 0.05
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104  # compared with, not bound to


def announce_when_healthy(settings: Settings, announce: Callable[[], None]) -> None:
    """Calls ``announce`` from a thread when ``/healthz`` answers; returns at once."""
    threading.Thread(target=_wait, args=(settings, announce), daemon=True).start()


def _wait(settings: Settings, announce: Callable[[], None]) -> None:
    while not _is_healthy(settings):
        threading.Event().wait(POLL_EVERY_S)
    announce()


def _is_healthy(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    connection = http.client.HTTPConnection(host, settings.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"host": "127.0.0.1"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def server_lines(settings: Settings) -> list[str]:
    """Where the console and the API are, and how a brand is reached."""
    return [
        RUNNING,
        f"  console   {settings.api_url}/",
        f"  API       {settings.api_url}/rest/v1/rpc/<operation>, described by {settings.api_url}/openapi.json",
        f"  scans     {settings.origin(settings.brand_host('<brand>'))}",
    ]
