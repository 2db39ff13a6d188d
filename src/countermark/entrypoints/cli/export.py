"""``countermark export``: a file of a mint batch's units, written at once, without a job.

The same forms, facts and writers as the export job has, so the bytes are those of an export by API or console.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, NamedTuple
from uuid import UUID

from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.cli.operator import brand_named, operator_transaction
from countermark.entrypoints.cli.output import Json, progress, show
from countermark.entrypoints.services import Services, open_services
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.exports.definition import ProfileDefinition
from countermark.features.exports.export import ExportKind
from countermark.features.exports.export_form import check_has_units, check_units, export_form
from countermark.features.exports.own_serials import own_serials
from countermark.features.exports.unit_source import BatchFacts, Stretch, read_facts
from countermark.features.exports.write_file import file_content
from countermark.gs1.epc import EpcError
from countermark.kit.settings import Settings, load_settings
from countermark.serials import UnitCodec

Kind = Literal["full_manifest", "qr_print", "nfc_encoding", "rfid_encoding"]
Format = Literal["csv", "csv.gz", "xlsx", "parquet"]


class _Wanted(NamedTuple):
    """What the command line asks for."""

    brand: str
    mint_batch_id: UUID
    kind: Kind
    profile_id: UUID | None
    format: Format
    output: Path | None


class _Source(NamedTuple):
    """Everything the rows are computed from."""

    brand_id: UUID
    facts: BatchFacts
    definition: ProfileDefinition
    codec: UnitCodec


def export_command(  # one for each option of the command line
    mint_batch: UUID,
    /,
    *,
    brand: str,
    output: Path | None = None,
    kind: Kind = "full_manifest",
    profile: UUID | None = None,
    format: Format = "csv",
    json: Json = False,
) -> None:
    """Write a row for each unit of a mint batch, by default all about it, to standard output or into a new file.

    Parameters
    ----------
    mint_batch
        The mint batch's id.
    brand
        The brand's id or subdomain.
    output
        The file to make; it must not exist. With --json it has to be named.
    kind
        full_manifest: everything about the units; the others are what a printer or an encoder reads.
    profile
        The id of a carrier output profile, for kinds other than full_manifest; the brand's default unless named.
    format
        The kind of file.
    """
    if json and output is None:
        raise CommandFailed("--json tells about the file that was written: name it with --output")
    wanted = _Wanted(brand, mint_batch, kind, profile, format, output)
    quantity, size_bytes = asyncio.run(_export(load_settings(), wanted))
    if output is not None:
        facts = {"file": str(output), "mint_batch_id": mint_batch, "units": quantity, "size_bytes": size_bytes}
        show(facts, [f"{quantity} units: {output} ({size_bytes / 1e6:.1f} MB)"], json=json)


async def _export(settings: Settings, wanted: _Wanted) -> tuple[int, int]:
    """How many units and bytes were written."""
    async with open_services(settings) as services:
        source = await _source(services, wanted)
        with _target(wanted.output) as file:
            try:
                return source.facts.quantity, await _write(services, source, wanted.format, file)
            except EpcError as error:
                raise CommandFailed(f"a unit cannot have an EPC: {error}") from None


async def _source(services: Services, wanted: _Wanted) -> _Source:
    brand_id = await brand_named(services, wanted.brand)
    kind = ExportKind(wanted.kind)
    async with operator_transaction(services, brand_id) as tx:
        await check_has_units(tx, wanted.mint_batch_id, kind)
        facts = await read_facts(tx, wanted.mint_batch_id)
        form = await export_form(tx, kind, wanted.profile_id)
        await check_units(tx, facts, form)
        return _Source(brand_id, facts, form.definition, await unit_codec(tx))


async def _write(services: Services, source: _Source, form: Format, file: IO[bytes]) -> int:
    async def serials(stretch: Stretch) -> list[str] | None:
        if source.facts.serial_style != "own":
            return None
        async with operator_transaction(services, source.brand_id) as tx:
            return await own_serials(tx, source.facts, stretch)

    size_bytes = 0
    with progress("exporting", source.facts.quantity) as advance:

        async def tell(done_units: int) -> None:
            advance(done_units)

        units = (1, source.facts.quantity)
        content = file_content(form, source.facts, source.definition, source.codec, units, serials, tell)
        async for some in content:
            size_bytes += file.write(some)
    file.flush()
    return size_bytes


@contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears under its name when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    if output.exists():
        raise CommandFailed(f"{output} exists already: name a new file, or remove it")
    partial = output.with_name(output.name + ".part")
    try:
        with partial.open("wb") as file:
            yield file
        partial.rename(output)
    finally:
        partial.unlink(missing_ok=True)
