"""The tokens of a theme: everything about a page's look that may differ, and nothing else."""

from enum import StrEnum
from typing import Annotated

import msgspec

Hex = Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-f]{6}$")]


class Family(StrEnum):
    """A family of typefaces that devices bring along; nothing is loaded."""

    SYSTEM = "system"
    DIDONE = "didone"
    OLD_STYLE = "old_style"
    HUMANIST = "humanist"
    GEOMETRIC = "geometric"
    INDUSTRIAL = "industrial"
    ROUNDED = "rounded"
    SLAB = "slab"
    MONO = "mono"


class Scale(StrEnum):
    """How large headings are beside the text."""

    QUIET = "quiet"
    REGULAR = "regular"
    LOUD = "loud"


class HeadingWeight(StrEnum):
    """How heavy headings are."""

    LIGHT = "light"
    REGULAR = "regular"
    BOLD = "bold"
    BLACK = "black"


class LetterCase(StrEnum):
    """How headings and labels are set."""

    AS_WRITTEN = "as_written"
    CAPITALS = "capitals"


class Spacing(StrEnum):
    """How much air there is."""

    COMPACT = "compact"
    REGULAR = "regular"
    AIRY = "airy"


class Radius(StrEnum):
    """How round corners are."""

    NONE = "none"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    ROUND = "round"


class Elevation(StrEnum):
    """How things stand out from the page."""

    FLAT = "flat"
    SOFT = "soft"
    RAISED = "raised"
    HARD = "hard"


class Header(StrEnum):
    """How the brand is written at the head of the page."""

    BAR = "bar"
    CENTRED = "centred"
    BAND = "band"
    PLAIN = "plain"
    RULE = "rule"


class Ornament(StrEnum):
    """What is drawn behind the card, and faint."""

    NONE = "none"
    GUILLOCHE = "guilloche"
    GRID = "grid"
    WAVES = "waves"
    RAYS = "rays"


class SectionStyle(StrEnum):
    """How sections are set apart."""

    CARDS = "cards"
    LINES = "lines"
    FILLED = "filled"
    BOXED = "boxed"


class Palette(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Colours by their role, ``#rrggbb``. ``accent`` null is the brand's own accent colour."""

    paper: Hex
    surface: Hex
    ink: Hex
    muted: Hex
    line: Hex
    positive: Hex
    warning: Hex
    danger: Hex
    accent: Hex | None = None


class ThemeTokens(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A theme: two palettes, and one value of each other token."""

    light: Palette
    dark: Palette
    text_family: Family = Family.SYSTEM
    heading_family: Family = Family.SYSTEM
    scale: Scale = Scale.REGULAR
    heading_weight: HeadingWeight = HeadingWeight.BOLD
    heading_case: LetterCase = LetterCase.AS_WRITTEN
    label_case: LetterCase = LetterCase.AS_WRITTEN
    spacing: Spacing = Spacing.REGULAR
    radius: Radius = Radius.LARGE
    elevation: Elevation = Elevation.SOFT
    header: Header = Header.BAR
    ornament: Ornament = Ornament.GUILLOCHE
    sections: SectionStyle = SectionStyle.CARDS
