"""Makes any accent colour readable: WCAG 2.2, 1.4.3 (text 4.5:1) and 1.4.11 (graphics 3:1)."""

from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final

Colour = tuple[int, int, int]

BLACK: Final[Colour] = (0, 0, 0)
WHITE: Final[Colour] = (255, 255, 255)
NEAR_BLACK: Final[Colour] = (20, 22, 26)
TEXT_CONTRAST: Final = 4.5
_STEPS: Final = 40


def parsed(colour: str) -> Colour:
    """The red, green and blue of ``#rrggbb``."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def written(colour: Colour) -> str:
    """``#rrggbb``."""
    return "#" + bytes(colour).hex()


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(background: Colour) -> Colour:
    """White or near black, whichever reads better on ``background``; at least 4.5:1, black where only that is."""
    best = max((WHITE, NEAR_BLACK), key=lambda text: contrast(text, background))
    return best if contrast(best, background) >= TEXT_CONTRAST else BLACK


def readable_on(background: Colour, colour: Colour) -> Colour:
    """``colour``, made lighter or darker in its hue just as far as it takes to be text on ``background``."""
    end = 1.0 if _luminance(background) < 0.18 else 0.0
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in colour))
    for step in range(_STEPS + 1):
        shade = _from_unit(hls_to_rgb(hue, lightness + (end - lightness) * step / _STEPS, saturation))
        if contrast(shade, background) >= TEXT_CONTRAST:
            return shade
    return WHITE if end else BLACK


def _from_unit(channels: tuple[float, float, float]) -> Colour:
    red, green, blue = (round(255 * channel) for channel in channels)
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def mixed(colour: Colour, into: Colour, share: float) -> Colour:
    """``share`` (0 to 1) of ``colour`` in ``into``."""
    red, green, blue = (round(share * one + (1 - share) * other) for one, other in zip(colour, into, strict=True))
    return red, green, blue
