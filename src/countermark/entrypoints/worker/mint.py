"""The mint job."""

from countermark.entrypoints.services import Services
from countermark.jobs.queue import JobPayload


async def mint(services: Services, payload: JobPayload) -> None:
    """Finishes a mint batch."""
    raise NotImplementedError
