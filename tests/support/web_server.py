"""A web server of the test's own, whose every page misbehaves in its own way."""

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class WebServer:
    """Answers at 127.0.0.1. ``asked`` counts requests by path; ``answers`` may be changed while it runs."""

    port: int = 0
    scheme: str = "http"
    asked: Counter[str] = field(default_factory=Counter)
    heads: list[bytes] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    going_on: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one answer. ``/slow`` waits until the test lets it go on."""
        with suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            self.asked[path] += 1
            self.heads.append(head)
            if path.startswith("/slow"):
                await self.going_on.wait()
            writer.write(self.answers.get(path, answer(404)))
            await writer.drain()
        writer.close()


def answer(status: int, location: str | None = None, body: bytes = b"") -> bytes:
    """A whole answer."""
    where = f"Location: {location}\r\n" if location is not None else ""
    return f"HTTP/1.1 {status} Whatever\r\n{where}Content-Length: {len(body)}\r\n\r\n".encode() + body


@asynccontextmanager
async def web_server(context: ssl.SSLContext | None = None) -> AsyncIterator[WebServer]:
    """The server, as long as the block; with ``context`` it speaks TLS."""
    server = WebServer(scheme="https" if context else "http")
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=context)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        server.going_on.set()
        listening.close()
