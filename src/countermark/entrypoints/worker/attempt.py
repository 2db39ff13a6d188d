"""What every job does with a failed attempt: tell the log and the job's row, and ask the queue for another one."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import structlog
from pgqueuer.errors import RetryRequested

RETRY_AFTER: Final = timedelta(seconds=1)
log = structlog.get_logger(__name__)


def ended_with(error: Exception) -> str:
    """A failure in words for the owner of a job, where nothing better can be said."""
    return f"the attempt ended with {type(error).__name__}; the worker's log says more"


async def retry_if_due(error: Exception, told: str, note: Callable[[], Awaitable[bool]], **job: object) -> None:
    """Records a failed attempt by ``note``, which says whether another one is due; ``job`` names it in the log.

    Called where the error was caught.

    Raises:
        RetryRequested: another attempt is due, or the failure could not even be recorded.
    """
    named = {key: str(value) for key, value in job.items()}
    log.exception("an attempt failed", **named)
    try:
        is_another_due = await note()
    except Exception:
        log.exception("a failed attempt could not be recorded", **named)
        is_another_due = True
    if is_another_due:
        raise RetryRequested(RETRY_AFTER, told) from error
