"""The rows of an export, whatever file they go into: columns of a definition, stretch by stretch."""

from collections.abc import Sequence

from countermark.features.exports.cells import Cells, texts_of
from countermark.features.exports.definition import ProfileDefinition
from countermark.features.exports.facts import EPC_FACTS
from countermark.features.exports.unit_columns import StretchColumns
from countermark.features.exports.unit_source import BatchFacts, Stretch
from countermark.gs1.epc import EpcError
from countermark.kit.errors import InvalidInput
from countermark.serials import UnitCodec


def columns_of(
    facts: BatchFacts,
    definition: ProfileDefinition,
    codec: UnitCodec,
    stretch: Stretch,
    own_serials: Sequence[str] | None = None,
) -> list[Cells]:
    """The columns of a stretch, in the order of the definition.

    Raises:
        EpcError: an EPC is asked for that cannot be.
    """
    made = StretchColumns(facts, stretch, codec, definition.epc, own_serials)
    return [made.column(column.fact) for column in definition.columns]


def check_epcs(facts: BatchFacts, definition: ProfileDefinition, codec: UnitCodec, first: Sequence[str] | None) -> None:
    """Refuses a definition whose EPCs cannot be written for a mint batch; ``first`` is its first own serial.

    Raises:
        InvalidInput: no GTIN or no serials (``EPC_NEEDS_GTIN``, ``EPC_NEEDS_SERIALS``); the scheme cannot hold them
            (``EPC_IMPOSSIBLE``).
    """
    wanted = [column.fact for column in definition.columns if column.fact in EPC_FACTS]
    if not wanted:
        return
    problem = epc_problem(facts)
    if problem is not None:
        raise problem
    stretch = Stretch(first_unit_number=facts.first_unit_number, count=1, range=facts.ranges[0])
    try:
        columns = StretchColumns(facts, stretch, codec, definition.epc, first)
        for fact in wanted:
            columns.column(fact)
    except EpcError as error:
        raise InvalidInput("_profile_id", f"no EPC can be made: {error}", code="EPC_IMPOSSIBLE") from None


def epc_problem(facts: BatchFacts) -> InvalidInput | None:
    """Why the units of a mint batch have no EPCs at all; ``None`` when they can have."""
    if facts.serial_style == "none":
        told = "an EPC needs serials, and the units of this mint batch share lots"
        return InvalidInput("_mint_batch_id", told, code="EPC_NEEDS_SERIALS")
    if not facts.gtin:
        told = "an EPC needs a GTIN, and this mint batch was made without"
        return InvalidInput("_mint_batch_id", told, code="EPC_NEEDS_GTIN", hint="give the product a GTIN, then mint")
    return None


def rows_of(columns: Sequence[Cells], count: int) -> list[list[str]]:
    """The same as rows of texts, for few of them."""
    return [list(row) for row in zip(*(texts_of(column, count) for column in columns), strict=True)]
