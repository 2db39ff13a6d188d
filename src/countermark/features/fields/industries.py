"""Which packs a brand's industry asks for, by its NACE code (Revision 2 and 2.1)."""

from typing import Final

PACKS_BY_NACE: Final[dict[str, tuple[str, ...]]] = {
    "13": ("textile",),  # textiles
    "14": ("textile",),  # wearing apparel
    "15": ("textile",),  # leather and footwear
    "16.23": ("construction",),  # builders' carpentry and joinery
    "20.4": ("detergents",),  # soap and detergents, cleaning and polishing preparations
    "22.11": ("tyres",),  # rubber tyres
    "22.23": ("construction",),  # builders' ware of plastic
    "23": ("construction",),  # glass, ceramics, cement, stone
    "24": ("steel",),  # basic metals
    "25.1": ("construction", "steel"),  # structural metal products
    "26": ("electronics",),  # computers, electronic and optical products
    "27": ("electronics",),  # electrical equipment
    "27.2": ("battery",),  # batteries and accumulators
    "31": ("furniture",),  # furniture
    "32.4": ("toys",),  # games and toys
}
"""Packs by the beginning of a code; the longest that fits holds."""


def packs_of_industry(nace: str | None) -> tuple[str, ...]:
    """The sector packs for a NACE code such as ``27.20``; none for an industry that no pack is for."""
    for length in range(len(nace or ""), 1, -1):
        if packs := PACKS_BY_NACE.get((nace or "")[:length].rstrip(".")):
            return packs
    return ()
