"""The baseline of ``resolve``: a bare ASGI handler that looks a serial up by its unique index and redirects.

No host names, no GS1 syntax, no activation, no record of the scan.
"""

import os
from typing import Any

import asyncpg

DATABASE_URL = os.environ["DATABASE_URL"]
LOOKUP = "SELECT passport_id FROM bench_scanned_units WHERE serial = $1"


class BareLookup:
    """An ASGI application of one handler over a pool as large as ours."""

    pool: "asyncpg.Pool[asyncpg.Record]"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """A request, or the lifespan of the process."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        passport_id = await self.pool.fetchval(LOOKUP, scope["path"].rpartition("/")[2])
        headers = [(b"location", b"/passport/" + str(passport_id).encode())]
        await send({"type": "http.response.start", "status": 307, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _lifespan(self, receive: Any, send: Any) -> None:
        await receive()
        self.pool = await asyncpg.create_pool(DATABASE_URL, min_size=10, max_size=10)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.pool.close()
        await send({"type": "lifespan.shutdown.complete"})


app = BareLookup()
