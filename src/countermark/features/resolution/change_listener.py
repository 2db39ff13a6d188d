"""Hears of changed brands: LISTEN on a connection of its own.

While the connection is down nothing that is remembered can be trusted, so the loss is told as well; the first thing
after the connection is back is to forget everything.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import asyncpg
import structlog

from countermark.db.pool import Connection, Pool

CHANNEL: Final = "countermark_brand"
PING_EVERY_S: Final = 5.0
RECONNECT_AFTER_S: Final = 1.0
log = structlog.get_logger(__name__)


class ChangeListener:
    """Calls ``changed(payload)`` for every notification and ``all_changed()`` when any may have been missed.

    ``is_listening`` is false from the loss of the connection until it is back.
    """

    def __init__(self, pool: Pool, changed: Callable[[str], None], all_changed: Callable[[], None]) -> None:
        self._pool = pool
        self._changed = changed
        self._all_changed = all_changed
        self._first_attempt = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.is_listening = False

    async def start(self) -> None:
        """Returns when listening, or when the first attempt failed and others follow."""
        self._task = asyncio.create_task(self._listen_forever())
        await self._first_attempt.wait()

    async def stop(self) -> None:
        """Gives the connection back."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _listen_forever(self) -> None:
        while True:
            try:
                async with self._pool.acquire() as connection:
                    await self._listen(connection)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("lost the connection that tells of changed brands; connecting again", error=str(error))
            finally:
                self.is_listening = False
                self._all_changed()
                self._first_attempt.set()
            await asyncio.sleep(RECONNECT_AFTER_S)

    async def _listen(self, connection: Connection) -> None:
        """Returns or raises when the connection is lost."""
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(CHANNEL, self._notified)
        try:
            self._all_changed()
            self.is_listening = True
            self._first_attempt.set()
            while not lost.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), PING_EVERY_S)
                await connection.execute("SELECT 1", timeout=PING_EVERY_S)
        finally:
            with suppress(asyncpg.InterfaceError, asyncpg.PostgresError, OSError):
                await connection.remove_listener(CHANNEL, self._notified)

    def _notified(self, connection: object, process_id: int, channel: str, payload: object) -> None:
        self._changed(str(payload))
