"""``countermark export``: the full manifest of a mint batch as CSV."""

import asyncio
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple
from uuid import UUID

from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.cli.operator import brand_named, operator_transaction, run_as_operator
from countermark.entrypoints.cli.output import Advance, Json, progress, show
from countermark.entrypoints.services import open_services
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.mint_batch import EXISTING, read_lots, read_mint_batch
from countermark.features.minting.serial_style import SerialStyle
from countermark.features.minting.unit_manifest import HEADER, manifest_rows
from countermark.features.minting.unit_serials import Serials, serials_of_stretch
from countermark.kit.settings import Settings, load_settings
from countermark.serials import UnitCodec


class Source(NamedTuple):
    """Everything the rows are computed from."""

    batch: Mapping[str, Any]
    lots: Sequence[Mapping[str, Any]]
    codec: UnitCodec
    origin: str
    own_serials: Serials | None


def export_command(mint_batch: UUID, /, *, brand: str, output: Path | None = None, json: Json = False) -> None:
    """Write a row for each unit: unit_id, serial, lot, gs1_path, url. To standard output, or into a new file.

    Parameters
    ----------
    mint_batch
        The mint batch's id.
    brand
        The brand's id or subdomain.
    output
        The file to make; it must not exist. With --json it has to be named.
    """
    if json and output is None:
        raise CommandFailed("--json tells about the file that was written: name it with --output")
    source = asyncio.run(_source(load_settings(), brand, mint_batch))
    quantity = source.batch["quantity"]
    with _target(output) as file, progress("exporting", quantity) as advance:
        size_bytes = _write(file, manifest_rows(*source), advance)
    if output is not None:
        facts = {"file": str(output), "mint_batch_id": mint_batch, "units": quantity, "size_bytes": size_bytes}
        show(facts, [f"{quantity} units: {output} ({size_bytes / 1e6:.1f} MB)"], json=json)


async def _source(settings: Settings, brand: str, mint_batch_id: UUID) -> Source:
    async with open_services(settings) as services:
        brand_id = await brand_named(services, brand)
        subdomain = (await run_as_operator(services, "get_brand", brand_id=brand_id)).subdomain
        async with operator_transaction(services, brand_id) as tx:
            batch = await read_mint_batch(tx, mint_batch_id)
            lots = await read_lots(tx, mint_batch_id)
            codec = await unit_codec(tx)
            own = None
            if batch["serial_style"] == SerialStyle.OWN:
                own = await serials_of_stretch(tx, codec, batch, batch["first_unit_number"], batch["quantity"])
    if batch["status"] not in EXISTING:
        raise CommandFailed(f"mint batch {mint_batch_id} is {batch['status']}: it has no units to export")
    return Source(batch, lots, codec, settings.origin(settings.brand_host(subdomain)), own)


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


def _write(file: IO[bytes], stretches: Iterable[tuple[int, bytes]], advance: Advance) -> int:
    size_bytes = file.write(HEADER)
    done = 0
    for count, rows in stretches:
        size_bytes += file.write(rows)
        done += count
        advance(done)
    file.flush()
    return size_bytes
