"""A load of scans from a process of its own: ``python -m bench.scan_load <port> <host> <paths> <connections> <s>``.

Keep-alive HTTP/1.1 on bare sockets, one request under way on each connection; prints its result as JSON. It must cost
a small part of what it measures.
"""

import asyncio
import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec
import uvloop

# What a telephone sends.
HEADERS = (
    "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1\r\n"
    "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n"
    "Accept-Language: de-DE,de;q=0.9\r\n"
)
REDIRECT = b"HTTP/1.1 307"


class ScanLoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a load. ``answered`` counts redirects; anything else is in ``failed``."""

    answered: int
    failed: int
    per_second: float
    p50_ms: float
    p99_ms: float


class _Phone(asyncio.Protocol):
    """One connection: sends the next scan when the last one is answered, until the end."""

    def __init__(self, paths: Iterator[bytes], rest: bytes, end: float, latencies: list[float]) -> None:
        self._paths, self._rest, self._end, self._latencies = paths, rest, end, latencies
        self.failed = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Sends the first scan."""
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        """A whole answer: without a body it fits one packet."""
        received = time.perf_counter()
        self._latencies.append(received - self._sent)
        if not (data.startswith(REDIRECT) and data.endswith(b"\r\n\r\n")):
            self.failed += 1
        if received < self._end:
            self._send()
        else:
            self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """The end, of the load or of the server."""
        if not self.done.done():
            self.done.set_result(None)

    def _send(self) -> None:
        self._sent = time.perf_counter()
        self._transport.write(b"GET " + next(self._paths) + self._rest)


async def run_scans(port: int, host: str, paths: list[bytes], connections: int, duration_s: float) -> ScanLoadResult:
    """Scans the paths over and over for so long."""
    loop, cycle = asyncio.get_running_loop(), itertools.cycle(paths)
    rest = f" HTTP/1.1\r\nHost: {host}\r\n{HEADERS}\r\n".encode()
    latencies: list[float] = []
    started = time.perf_counter()
    phones = [_Phone(cycle, rest, started + duration_s, latencies) for _ in range(connections)]
    for phone in phones:
        await loop.create_connection(lambda phone=phone: phone, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*(phone.done for phone in phones))
    took = time.perf_counter() - started
    failed = sum(phone.failed for phone in phones)
    latencies.sort()
    return ScanLoadResult(
        answered=len(latencies) - failed,
        failed=failed,
        per_second=len(latencies) / took,
        p50_ms=latencies[len(latencies) // 2] * 1000,
        p99_ms=latencies[len(latencies) * 99 // 100] * 1000,
    )


def main() -> None:
    """Runs a load and prints its result."""
    port, host, paths, connections, duration_s = sys.argv[1:]
    result = uvloop.run(
        run_scans(int(port), host, Path(paths).read_bytes().split(), int(connections), float(duration_s))
    )
    sys.stdout.buffer.write(msgspec.json.encode(result))


if __name__ == "__main__":
    main()
