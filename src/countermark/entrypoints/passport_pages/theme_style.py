"""The custom properties that a theme's tokens stand for."""

from typing import Final

from countermark.features.themes.colours import mixed, parsed, readable_on, text_on, written
from countermark.features.themes.tokens import (
    Family,
    HeadingWeight,
    LetterCase,
    Palette,
    Radius,
    Scale,
    Spacing,
    ThemeTokens,
)

_SANS: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif'
FAMILIES: Final = {
    Family.SYSTEM: _SANS,
    Family.DIDONE: '"Didot", "Bodoni 72", "Bodoni MT", "Noto Serif Display", "Playfair Display", "Georgia", '
    '"Liberation Serif", "Noto Serif", serif',
    Family.OLD_STYLE: '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Sitka Text", '
    '"Noto Serif", Georgia, serif',
    Family.HUMANIST: 'Optima, Candara, "Gill Sans", "Noto Sans", "Source Sans Pro", sans-serif',
    Family.GEOMETRIC: '"Avenir Next", Avenir, Montserrat, Corbel, "URW Gothic", Nunito, "Noto Sans", sans-serif',
    Family.INDUSTRIAL: 'Bahnschrift, "DIN Alternate", "Franklin Gothic Medium", "Roboto Condensed", '
    '"Nimbus Sans Narrow", "Liberation Sans Narrow", "Arial Narrow", "Noto Sans", sans-serif',
    Family.ROUNDED: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Nunito, "Arial Rounded MT Bold", '
    '"Noto Sans", sans-serif',
    Family.SLAB: 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Sitka Small", "Noto Serif", serif',
    Family.MONO: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Menlo, Consolas, monospace',
}
TITLE_SIZES: Final = {
    Scale.QUIET: "clamp(1.625rem, 1.25rem + 1.9vw, 2.25rem)",
    Scale.REGULAR: "clamp(2rem, 1.35rem + 3.2vw, 3.25rem)",
    Scale.LOUD: "clamp(2.375rem, 1.35rem + 5vw, 4.5rem)",
}
HEADING_SIZES: Final = {Scale.QUIET: "1.0625rem", Scale.REGULAR: "1.125rem", Scale.LOUD: "1.3125rem"}
WEIGHTS: Final = {
    HeadingWeight.LIGHT: (400, 400),
    HeadingWeight.REGULAR: (500, 500),
    HeadingWeight.BOLD: (700, 650),
    HeadingWeight.BLACK: (850, 800),
}
LAST_LOOSE_WEIGHT: Final = 500
RADII: Final = {Radius.NONE: 0, Radius.SMALL: 0.375, Radius.MEDIUM: 0.75, Radius.LARGE: 1.25, Radius.ROUND: 1.75}
AIR: Final = {Spacing.COMPACT: 0.8, Spacing.REGULAR: 1, Spacing.AIRY: 1.3}
TINT: Final = 0.1
LIGHT_SHADOW: Final = "0 1px 2px rgb(20 22 26 / 6%), 0 12px 32px -12px rgb(20 22 26 / 18%)"
DARK_SHADOW: Final = "0 0 0 1px rgb(255 255 255 / 6%)"


def declarations(theme: ThemeTokens) -> str:
    """The rules that stand before the style files."""
    dark = _colours(theme.dark, DARK_SHADOW)
    light = {**_colours(theme.light, LIGHT_SHADOW), **_forms(theme)}
    return f":root{{{_written(light)}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{_written(dark)}}}}}\n"


def _forms(theme: ThemeTokens) -> dict[str, str]:
    weight, section_weight = WEIGHTS[theme.heading_weight]
    capitals = theme.heading_case is LetterCase.CAPITALS
    small_capitals = theme.label_case is LetterCase.CAPITALS
    return {
        "text-family": FAMILIES[theme.text_family],
        "heading-family": FAMILIES[theme.heading_family],
        "title-size": TITLE_SIZES[theme.scale],
        "heading-size": HEADING_SIZES[theme.scale],
        "heading-weight": str(weight),
        "section-weight": str(section_weight),
        "heading-tracking": "0.01em" if capitals else "-0.03em" if weight > LAST_LOOSE_WEIGHT else "-0.01em",
        "heading-case": "uppercase" if capitals else "none",
        "label-case": "uppercase" if small_capitals else "none",
        "label-tracking": "0.08em" if small_capitals else "normal",
        "radius": f"{RADII[theme.radius]}rem",
        "air": str(AIR[theme.spacing]),
    }


def _colours(palette: Palette, shadow: str) -> dict[str, str]:
    """Every colour that text has or stands on, made readable whatever the accent is."""
    paper, surface = parsed(palette.paper), parsed(palette.surface)
    accent = parsed(palette.accent or palette.ink)
    colours = {
        **{role: parsed(getattr(palette, role)) for role in ("paper", "surface", "ink", "muted", "line")},
        "accent": accent,
        "on-accent": text_on(accent),
        "accent-ink": readable_on(paper, readable_on(surface, accent)),
        "bar-rest": mixed(parsed(palette.line), surface, 0.7),
    }
    for role in ("positive", "warning", "danger"):
        colour = parsed(getattr(palette, role))
        ground = mixed(colour, surface, TINT)
        colours |= {f"{role}-paper": ground, role: readable_on(ground, colour)}
    return {name: written(colour) for name, colour in colours.items()} | {"shadow": shadow}


def _written(properties: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in properties.items())
