"""Starts the program as a user does, and ends it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

START_WITHIN_S = 60


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


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(database_url: str, home: Path, **extra: str) -> dict[str, str]:
    """What the program needs to run against a test database."""
    return os.environ | {"DATABASE_URL": database_url, "COUNTERMARK_HOME": str(home)} | extra


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
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            if httpx.get(f"{server.url}/healthz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"the server did not start:\n{server.log.read_text()}")
