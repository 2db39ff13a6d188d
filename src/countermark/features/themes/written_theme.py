"""A theme as a short text, made to stand in the address of a stylesheet: ``<colours>-<choices>``.

The colours are those of both palettes, six hexadecimal digits each, in the order of ``Palette``; the choices one digit
each, in the order of ``ThemeTokens``. Only a theme that can be drawn has such a text, so an address is safe to answer.
"""

import re
from typing import Any, Final

import msgspec

from countermark.features.themes.tokens import (
    Elevation,
    Family,
    Header,
    HeadingWeight,
    LetterCase,
    Ornament,
    Palette,
    Radius,
    Scale,
    SectionStyle,
    Spacing,
    ThemeTokens,
)

ROLES: Final = Palette.__struct_fields__
CHOICES: Final[dict[str, Any]] = {
    "text_family": Family,
    "heading_family": Family,
    "scale": Scale,
    "heading_weight": HeadingWeight,
    "heading_case": LetterCase,
    "label_case": LetterCase,
    "spacing": Spacing,
    "radius": Radius,
    "elevation": Elevation,
    "header": Header,
    "ornament": Ornament,
    "sections": SectionStyle,
}
WRITTEN: Final = re.compile(rf"([0-9a-f]{{{12 * len(ROLES)}}})-([0-9]{{{len(CHOICES)}}})")


def write_theme(tokens: ThemeTokens, accent_colour: str) -> str:
    """The text of a theme, for a brand whose accent colour is ``#rrggbb``."""
    colours = (getattr(palette, role) or accent_colour for palette in (tokens.light, tokens.dark) for role in ROLES)
    choices = (str(list(kind).index(getattr(tokens, name))) for name, kind in CHOICES.items())
    return "".join(colour.removeprefix("#") for colour in colours) + "-" + "".join(choices)


def read_theme(text: str) -> ThemeTokens | None:
    """The theme of a text; ``None`` when it is that of none."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    colours = [f"#{found[1][start : start + 6]}" for start in range(0, len(found[1]), 6)]
    light, dark = (dict(zip(ROLES, part, strict=True)) for part in (colours[: len(ROLES)], colours[len(ROLES) :]))
    choices = {}
    for digit, (name, kind) in zip(found[2], CHOICES.items(), strict=True):
        if int(digit) >= len(kind):
            return None
        choices[name] = list(kind)[int(digit)]
    return msgspec.convert({"light": light, "dark": dark, **choices}, ThemeTokens)
