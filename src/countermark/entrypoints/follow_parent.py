"""Ends a child process whose ``serve`` was killed: an orphan would keep the port, or work unseen."""

import asyncio
import os
from collections.abc import Mapping

PARENT_VARIABLE = "COUNTERMARK_PARENT_PID"
LOOK_EVERY_S = 0.5


def parent_to_follow(environment: Mapping[str, str]) -> int | None:
    """The process id of the ``serve`` that started this one, ``None`` when it was started by itself."""
    given = environment.get(PARENT_VARIABLE)
    return int(given) if given else None


async def parent_ended(parent_pid: int) -> None:
    """Returns when that process is no longer this one's parent. The only portable sign of it is to look."""
    while os.getppid() == parent_pid:  # noqa: ASYNC110  # no event tells of it
        await asyncio.sleep(LOOK_EVERY_S)
