"""EPCIS events of a mint batch as one document."""

from collections.abc import AsyncIterator, Awaitable, Callable

from countermark.features.exports.unit_source import BatchFacts, Stretch
from countermark.serials import UnitCodec


async def epcis_content(
    facts: BatchFacts,
    codec: UnitCodec,
    own_serials: Callable[[Stretch], Awaitable[list[str] | None]],
    progress: Callable[[int], Awaitable[None]],
) -> AsyncIterator[bytes]:
    """The document's bytes."""
    raise NotImplementedError
    yield b""
