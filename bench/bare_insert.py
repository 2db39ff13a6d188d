"""The baseline of ``create_product_batch``: a bare ASGI handler that decodes, inserts, commits, encodes.

No authentication, no permissions, no row-level security, no audit row, no validation beyond the types.
"""

import os
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

DATABASE_URL = os.environ["DATABASE_URL"]
INSERT = """
    INSERT INTO product_batches
        (brand_id, product_id, batch_number, production_date, quantity, facility_ref, attributes)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    RETURNING product_batch_id AS id, product_id, batch_number, status, production_date, quantity, facility_ref,
              created_at
"""


class NewBatch(msgspec.Struct, rename=lambda name: f"_{name}"):
    """The arguments, as ``create_product_batch`` takes them."""

    brand_id: UUID
    product_id: UUID
    batch_number: str
    production_date: date | None = None
    quantity: int | None = None
    facility_ref: str | None = None
    attributes: dict[str, Any] = {}


class Batch(msgspec.Struct):
    """The answer, as ``create_product_batch`` gives it."""

    id: UUID
    product_id: UUID
    batch_number: str
    status: str
    production_date: date | None
    quantity: int | None
    facility_ref: str | None
    created_at: datetime


class BareInsert:
    """An ASGI application of one handler over a pool as large as ours."""

    pool: "asyncpg.Pool[asyncpg.Record]"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """A request, or the lifespan of the process."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        body = (await receive())["body"]
        new = msgspec.json.decode(body, type=NewBatch)
        values = [getattr(new, name) for name in NewBatch.__struct_fields__]
        async with self.pool.acquire() as connection, connection.transaction():
            row = await connection.fetchrow(INSERT, *values[:-1], msgspec.json.encode(new.attributes).decode())
        answer = msgspec.json.encode(Batch(**dict(row or {})))
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _lifespan(self, receive: Any, send: Any) -> None:
        await receive()
        self.pool = await asyncpg.create_pool(DATABASE_URL, min_size=10, max_size=10)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.pool.close()
        await send({"type": "lifespan.shutdown.complete"})


app = BareInsert()
