"""What the worker does again and again beside its jobs."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)


async def repeat(work: Callable[[], Awaitable[object]], every_s: float, stopping: asyncio.Event, *, what: str) -> None:
    """Does ``work`` now and every ``every_s`` seconds until ``stopping`` is set.

    A pass that fails is logged, with ``what`` it was at, and made up for by the next.
    """
    while not stopping.is_set():
        try:
            await work()
        except Exception:
            log.exception(f"{what} failed; trying again with the next pass")
        try:
            await asyncio.wait_for(stopping.wait(), every_s)
        except TimeoutError:
            continue
