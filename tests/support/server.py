"""Starts the program as a user does, and ends it."""

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

START_WITHIN_S = 60
# Nothing here speaks TLS, and reading the system's certificates takes longer than most requests.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# Accounts made by the thousand: the least memory for a password's hash that the program takes.
QUICK = {"COUNTERMARK_PASSWORD_MEMORY_MIB": "12"}


@dataclass(frozen=True)
class LiveServer:
    """A running server. ``url`` has no trailing slash; brands answer under ``<subdomain>.localhost`` as Host."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """Where API and console are."""
        return f"http://127.0.0.1:{self.port}"

    def client(self, **options: Any) -> httpx.AsyncClient:
        """A client of it, without cookies; ``options`` are those of httpx."""
        return httpx.AsyncClient(base_url=self.url, timeout=30, verify=NO_TLS, **options)


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(database_url: str, home: Path, **extra: str) -> dict[str, str]:
    """What the program needs to run against a test database."""
    own = {"DATABASE_URL": database_url, "COUNTERMARK_HOME": str(home), "COUNTERMARK_CHECK_LINKS": "false"}
    # Processes are started by the hundred, so they keep what they compiled of the program.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | QUICK | own | extra


def command(*arguments: str) -> list[str]:
    """The command line of the program."""
    return [sys.executable, "-m", "countermark", *arguments]


@contextmanager
def start_server(database_url: str, home: Path, *arguments: str, **extra: str) -> Iterator[LiveServer]:
    """A `countermark serve` that answers /healthz; ended with the block."""
    port = free_port()
    log = home / f"serve-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command("serve", *arguments),
            env=environment(database_url, home, PORT=str(port), **extra),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = LiveServer(port, process, log)
    try:
        wait_until_healthy(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_healthy(server: LiveServer) -> None:
    """Returns when /healthz answers; fails with the server's log when the process ends first or takes too long."""
    deadline = time.monotonic() + START_WITHIN_S
    with httpx.Client(base_url=server.url, timeout=2, verify=NO_TLS) as http:
        while time.monotonic() < deadline and server.process.poll() is None:
            try:
                if http.get("/healthz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
    raise AssertionError(f"the server did not start:\n{server.log.read_text()}")
