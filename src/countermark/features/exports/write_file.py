"""Writes one file of an export: reads what must be read, computes in a thread, and gives bytes as they come."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from countermark.features.exports.definition import ProfileDefinition
from countermark.features.exports.file_writer import ExportFormat, FileWriter, writer_of
from countermark.features.exports.table import columns_of
from countermark.features.exports.unit_source import BatchFacts, Stretch, stretches
from countermark.serials import UnitCodec

OwnSerials = Callable[[Stretch], Awaitable[list[str] | None]]
Progress = Callable[[int], Awaitable[None]]


async def file_content(
    export_format: ExportFormat,
    facts: BatchFacts,
    definition: ProfileDefinition,
    codec: UnitCodec,
    units: tuple[int, int],
    own_serials: OwnSerials,
    progress: Progress,
) -> AsyncIterator[bytes]:
    """The bytes of a file with ``units``: the first (from 1) and how many. ``progress`` is told how many are done.

    Raises:
        EpcError: an EPC is asked for that cannot be.
        Exception: whatever ``progress`` raises, to stop.
    """
    writer = writer_of(export_format, definition)
    try:
        done = 0
        for stretch in stretches(facts, *units):
            serials = await own_serials(stretch)
            content = await asyncio.to_thread(_portion, writer, facts, definition, codec, stretch, serials)
            if content:
                yield content
            done += stretch.count
            await progress(done)
        rest = writer.end()
        while (last := await asyncio.to_thread(next, rest, None)) is not None:
            yield last
    finally:
        await asyncio.to_thread(writer.discard)


def _portion(
    writer: FileWriter,
    facts: BatchFacts,
    definition: ProfileDefinition,
    codec: UnitCodec,
    stretch: Stretch,
    serials: list[str] | None,
) -> bytes:
    return writer.add(columns_of(facts, definition, codec, stretch, serials), stretch.count)
