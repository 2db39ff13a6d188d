"""A load over keep-alive HTTP/1.1 connections, as thin as can be: it shares the machine with the server."""

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Request(NamedTuple):
    """One request to send."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""

    def encoded(self, host: str) -> bytes:
        """The bytes on the wire."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"host: {self.headers.get('host', host)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items() if name != "host"]
        return ("\r\n".join([*lines, f"content-length: {len(self.body)}"]) + "\r\n\r\n").encode() + self.body


class LoadResult(NamedTuple):
    """What came of a load."""

    per_second: float
    p50_ms: float
    p99_ms: float


async def run_load(port: int, requests: Sequence[Request], connections: int, expected: int = 200) -> LoadResult:
    """Sends all requests over so many connections and waits for all answers.

    Raises:
        RuntimeError: an answer had another status than ``expected``.
    """
    encoded = [request.encoded(f"127.0.0.1:{port}") for request in requests]
    pending = iter(encoded)
    latencies: list[float] = []
    started = time.perf_counter()
    await asyncio.gather(*(_connection(port, pending, expected, latencies) for _ in range(connections)))
    took = time.perf_counter() - started
    percentiles = statistics.quantiles(latencies, n=100)
    return LoadResult(len(encoded) / took, percentiles[49] * 1000, percentiles[98] * 1000)


async def _connection(port: int, pending: Iterator[bytes], expected: int, latencies: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in pending:
        sent = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        body = await _body(reader, head)
        latencies.append(time.perf_counter() - sent)
        if int(head[9:12]) != expected:
            raise RuntimeError(f"expected {expected}, got {head.splitlines()[0].decode()}: {body[:300].decode()}")
    writer.close()
    await writer.wait_closed()


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return await reader.readexactly(int(line[15:]))
        if line.startswith(b"transfer-encoding: chunked"):
            return await _chunks(reader)
    return b""


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return body
