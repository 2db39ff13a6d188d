"""What GS1 says against a symbol: too small, too big, too little contrast."""

from typing import Final, NamedTuple

from countermark.carriers.colours import Colour
from countermark.carriers.symbol import Symbol


class CarrierWarning(NamedTuple):
    """``code`` is stable; ``message`` says what is wrong and what would do. ``is_grave``: it will probably not scan."""

    code: str
    message: str
    is_grave: bool


class XDimensions(NamedTuple):
    """Millimetres of a module."""

    least: float
    target: float
    most: float


X_DIMENSIONS: Final = XDimensions(0.396, 0.495, 0.990)
"""2D symbols on trade items that are scanned at retail (GS1 General Specifications 26.0, 5.12.3.1)."""

LEAST_CONTRAST: Final = 0.40
GOOD_CONTRAST: Final = 0.55
"""Symbol contrast for grades C and B (ISO/IEC 15415, 7.8.2); GS1 asks for an overall grade of at least 1.5."""


def size_warnings(symbol: Symbol, x_dimension_mm: float) -> list[CarrierWarning]:
    """What is to be said of a module's size."""
    least, target, most = X_DIMENSIONS
    told = f"a module is {x_dimension_mm:.3f} mm"
    side = f"{symbol.side_mm(least):.1f} mm"
    if x_dimension_mm < least - 5e-4:
        message = f"{told}, and GS1 asks for at least {least:.3f} mm: this symbol needs a side of {side}"
        return [CarrierWarning("MODULE_TOO_SMALL", message, is_grave=True)]
    if x_dimension_mm < target - 5e-4:
        message = (
            f"{told}, which is allowed; GS1's target is {target:.3f} mm, a side of {symbol.side_mm(target):.1f} mm"
        )
        return [CarrierWarning("MODULE_BELOW_TARGET", message, is_grave=False)]
    if x_dimension_mm > most + 5e-4:
        message = f"{told}, and GS1 allows at most {most:.3f} mm"
        return [CarrierWarning("MODULE_TOO_BIG", message, is_grave=False)]
    return []


def contrast_warnings(dark: Colour, light: Colour) -> list[CarrierWarning]:
    """What is to be said of the colours of modules and ground, as a scanner sees them."""
    contrast = light.reflectance - dark.reflectance
    told = f"dark on light differ by {100 * max(contrast, 0):.0f} % of the light that a scanner uses"
    if contrast < 0:
        message = "the modules are lighter than their ground: many scanners read only dark on light"
        return [CarrierWarning("COLOURS_INVERTED", message, is_grave=True)]
    if contrast < LEAST_CONTRAST:
        message = f"{told}; at least {100 * LEAST_CONTRAST:.0f} % are needed (red bars look white to a red laser)"
        return [CarrierWarning("CONTRAST_TOO_LOW", message, is_grave=True)]
    if contrast < GOOD_CONTRAST:
        message = f"{told}; {100 * GOOD_CONTRAST:.0f} % or more scan well"
        return [CarrierWarning("CONTRAST_LOW", message, is_grave=False)]
    return []
