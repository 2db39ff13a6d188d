"""Whether everybody can read a theme: WCAG 2.2, 1.4.3 (text 4.5:1), checked before it is published."""

from collections.abc import Iterator
from typing import Final

from countermark.features.themes.colours import TEXT_CONTRAST, contrast, parsed, readable_on, written
from countermark.features.themes.tokens import Palette, ThemeTokens
from countermark.kit.records import Record

TEXT_ROLES: Final = ("ink", "muted", "accent", "positive", "warning", "danger")
GROUNDS: Final = ("paper", "surface")


class ContrastProblem(Record, frozen=True, kw_only=True):
    """Two colours too close to each other. ``better`` is the nearest of the same hue that can be read."""

    scheme: str
    role: str
    ground: str
    ratio: float
    needed: float
    better: str


def contrast_problems(tokens: ThemeTokens) -> list[ContrastProblem]:
    """Every text colour that is too faint on a ground it stands on. The brand's own accent is adapted when drawn."""
    return [*_problems("light", tokens.light), *_problems("dark", tokens.dark)]


def _problems(scheme: str, palette: Palette) -> Iterator[ContrastProblem]:
    for role in TEXT_ROLES:
        colour = getattr(palette, role)
        for ground in GROUNDS:
            behind = parsed(getattr(palette, ground))
            if colour is not None and contrast(parsed(colour), behind) < TEXT_CONTRAST:
                yield ContrastProblem(
                    scheme=scheme,
                    role=role,
                    ground=ground,
                    ratio=round(contrast(parsed(colour), behind), 2),
                    needed=TEXT_CONTRAST,
                    better=written(readable_on(behind, parsed(colour))),
                )
