"""Draws a design that need not be saved yet, and says what is to be said against it."""

from uuid import UUID

from countermark.carriers import CannotCarry, MalformedPath
from countermark.carriers.labels import LabelDesign, LabelFacts, draw_label, label_svg, label_warnings
from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.features.brands.get_brand import GetBrand, get_brand
from countermark.features.labels.label_facts import batch_texts, sample_facts, unit_facts
from countermark.features.labels.label_template import checked_design
from countermark.features.minting.list_mint_units import ListMintUnits, list_mint_units
from countermark.features.minting.mint_batch import read_mint_batch
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class PreviewLabelTemplate(BrandRequest, frozen=True, kw_only=True):
    """``_mint_batch_id`` takes the facts of its first unit; without one, made-up facts are drawn."""

    design: LabelDesign
    mint_batch_id: UUID | None = None


class DesignWarning(Record, frozen=True, kw_only=True):
    """``element`` is the number of the element, from 0; ``is_grave``: the code will probably not scan."""

    element: int
    code: str
    message: str
    is_grave: bool


class LabelPreview(Record, frozen=True, kw_only=True):
    """``svg`` is the label; ``module_mm`` the side of a module of its code, ``text`` what is in it."""

    svg: str
    width_mm: float
    height_mm: float
    symbol: str
    module_mm: float
    text: str
    warnings: list[DesignWarning]


async def preview_label_template(tx: Tx, request: PreviewLabelTemplate) -> LabelPreview:
    """The label as it would be printed.

    Raises:
        InvalidInput: names the part of the design that does not do (``UNUSABLE_DESIGN``); no such mint batch; the code
            cannot hold its text (``CANNOT_CARRY``).
    """
    design = checked_design(request.design)
    facts = await _facts(tx, request.mint_batch_id)
    try:
        label = draw_label(design, facts)
    except (MalformedPath, CannotCarry) as error:
        raise InvalidInput("_design", f"the code: {error}", code="CANNOT_CARRY") from None
    width, height = design.size
    return LabelPreview(
        svg=label_svg(design, label).decode(),
        width_mm=width,
        height_mm=height,
        symbol=label.code.symbol.name,
        module_mm=round(label.code.module, 4),
        text=label.code.symbol.content,
        warnings=[DesignWarning(**warning._asdict()) for warning in label_warnings(design, label)],
    )


async def _facts(tx: Tx, mint_batch_id: UUID | None) -> LabelFacts:
    origin = await brand_origin(tx)
    if mint_batch_id is not None:
        batch = await read_mint_batch(tx, mint_batch_id)
        wanted = ListMintUnits(brand_id=tx.brand_id, mint_batch_id=mint_batch_id, limit=1)
        units = (await list_mint_units(tx, wanted)).items
        if units:
            return unit_facts(await batch_texts(tx, batch), units[0], origin)
    return sample_facts((await get_brand(tx, GetBrand(brand_id=tx.brand_id))).name, origin)
