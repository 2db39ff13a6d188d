"""Sends the mails that wait, about once a second."""

import asyncio
from typing import Final

from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.mails.send_mails import MOST_AT_ONCE, send_due_mails

LOOK_EVERY_S: Final = 1.0


async def send_mails_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""

    async def send() -> None:
        while await send_due_mails(services.pool, services.settings, services.master_key) == MOST_AT_ONCE:
            if stopping.is_set():
                return

    await repeat(send, LOOK_EVERY_S, stopping, what="sending mails")
