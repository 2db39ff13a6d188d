"""Shows what a profile makes of the first units of a mint batch, before anything is made."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from msgspec import structs

from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.exports.cells import Cells
from countermark.features.exports.csv_file import CsvFile
from countermark.features.exports.definition import ProfileDefinition, checked_definition, file_name_of
from countermark.features.exports.facts import EPC_FACTS, FACT_HELP, Fact
from countermark.features.exports.file_names import name_parts
from countermark.features.exports.own_serials import own_serials
from countermark.features.exports.profile import read_profile
from countermark.features.exports.shipped_profiles import full_manifest_definition
from countermark.features.exports.table import epc_problem, rows_of
from countermark.features.exports.unit_columns import StretchColumns
from countermark.features.exports.unit_source import BatchFacts, UnitRange, read_facts, stretches
from countermark.gs1.epc import EpcError
from countermark.kit.cursors import checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.serials import KEY_BYTES, UnitCodec

MOST_ROWS: Final = 50
_NOBODY: Final = UUID(int=0)


class PreviewCarrierOutputProfile(BrandRequest, frozen=True, kw_only=True):
    """``_profile_id``, or a ``_definition`` not yet saved, or neither: the full manifest. Without a mint batch, an
    invented one is shown."""

    mint_batch_id: UUID | None = None
    profile_id: UUID | None = None
    definition: dict[str, Any] | None = None
    limit: int = 5


class ProfilePreview(Record, frozen=True, kw_only=True):
    """``rows`` are cells, ``text`` is the beginning of the file as it is; ``warnings`` say what will be empty."""

    is_example: bool
    file_name: str
    headers: list[str]
    rows: list[list[str]]
    text: str
    total_units: int
    warnings: list[str]


async def preview_carrier_output_profile(tx: Tx, request: PreviewCarrierOutputProfile) -> ProfilePreview:
    """The first rows. Writes nothing.

    Raises:
        InvalidInput: no such profile or mint batch, or a definition that cannot be.
    """
    limit = checked_limit(request.limit, most=MOST_ROWS)
    definition, name = await _definition(tx, request)
    if request.mint_batch_id is None:
        facts, codec = await _example(tx), UnitCodec(bytes(KEY_BYTES))
    else:
        facts, codec = await read_facts(tx, request.mint_batch_id), await unit_codec(tx)
    rows: list[list[str]] = []
    file = CsvFile(structs.replace(definition, encoding="utf-8"))
    content, warnings = b"", list(_empty_facts(facts, definition))
    for stretch in stretches(facts, 1, min(limit, facts.quantity)):
        made = StretchColumns(facts, stretch, codec, definition.epc, await own_serials(tx, facts, stretch))
        columns = [_column(made, column.fact, warnings) for column in definition.columns]
        rows += rows_of(columns, stretch.count)
        content += file.add(columns, stretch.count)
    return ProfilePreview(
        is_example=request.mint_batch_id is None,
        file_name=file_name_of(definition.file_name, name_parts(facts, name), "csv"),
        headers=[column.header for column in definition.columns],
        rows=rows,
        text=content.decode(),
        total_units=facts.quantity,
        warnings=list(dict.fromkeys(warnings)),
    )


async def _definition(tx: Tx, request: PreviewCarrierOutputProfile) -> tuple[ProfileDefinition, str]:
    if request.definition is not None:
        if request.profile_id is not None:
            raise InvalidInput("_definition", "give a definition, or _profile_id, and not both")
        return checked_definition(request.definition), ""
    if request.profile_id is not None:
        profile = await read_profile(tx, request.profile_id)
        return (profile.published or profile.shown).definition, profile.carrier
    return full_manifest_definition(), ""


def _column(made: StretchColumns, fact: Fact, warnings: list[str]) -> Cells:
    if fact in EPC_FACTS:
        problem = epc_problem(made.facts)
        if problem is not None:
            warnings.append(f"{FACT_HELP[fact].title}: {problem.problem}.")
            return ""
    try:
        return made.column(fact)
    except EpcError as error:
        warnings.append(f"{FACT_HELP[fact].title}: {error}.")
        return ""


def _empty_facts(facts: BatchFacts, definition: ProfileDefinition) -> Iterator[str]:
    """What is asked for and not there; a serial or a lot is one or the other, and needs no word."""
    empty = {
        Fact.GTIN: (facts.gtin, "the mint batch was made without one"),
        Fact.SKU: (facts.sku, "the product has none"),
        Fact.BATCH_NUMBER: (facts.batch_number, "the units belong to no production batch"),
        Fact.PRODUCTION_DATE: (facts.production_date, "the production batch has none"),
        Fact.MINTED_DATE: (facts.minted_date, "it is not minted yet"),
    }
    for fact in dict.fromkeys(column.fact for column in definition.columns):
        value, why = empty.get(fact, ("there", ""))
        if not value:
            yield f"{FACT_HELP[fact].title} is empty: {why}."


async def _example(tx: Tx) -> BatchFacts:
    """Ten invented units of GS1's example product."""
    return BatchFacts(
        mint_batch_id=_NOBODY,
        serial_style="alphanumeric",
        serial_list_id=None,
        first_unit_number=0,
        quantity=10,
        ranges=[UnitRange(first_unit_number=0, quantity=10)],
        origin=await brand_origin(tx),
        gtin="09506000134352",
        product_id=_NOBODY,
        product_name="Example product",
        sku="SKU-1",
        brand_name="Example brand",
        subdomain="example",
        batch_number="BATCH-1",
        production_date="2026-01-15",
        minted_date="2026-01-16",
    )
