"""Waits for what another process does, as long as it is not done and no longer than a bound."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
POLL_EVERY_S = 0.02


async def until(look: Callable[[], Awaitable[T]], done: Callable[[T], bool], *, within_s: float = 60) -> T:
    """What ``look`` sees once ``done`` is true of it; fails with the last thing seen when that takes too long."""
    deadline = time.monotonic() + within_s
    seen = await look()
    while not done(seen):
        assert time.monotonic() < deadline, f"not within {within_s} s; last seen: {seen}"
        await asyncio.sleep(POLL_EVERY_S)
        seen = await look()
    return seen
