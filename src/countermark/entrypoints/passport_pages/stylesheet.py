"""The one stylesheet of the public pages, in a theme, at an address made of its content.

The theme stands in the address, because the pages' security policy allows no inline style. So the file is the same for
ever under its name and may be cached for ever; any theme can be asked for, and no brand is looked up.
"""

import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from countermark.entrypoints.passport_pages.theme_style import declarations
from countermark.features.passports.passport_page import BrandHeader
from countermark.features.themes.curated import DEFAULT_THEME, curated_themes
from countermark.features.themes.tokens import Elevation, Header, Ornament, SectionStyle, ThemeTokens
from countermark.features.themes.written_theme import WRITTEN, read_theme, write_theme

_FOLDER: Final = Path(__file__).with_name("styles")
_PATH: Final = re.compile(rf"/passport/style-([0-9a-f]{{12}})-({WRITTEN.pattern})\.css")
NEUTRAL_ACCENT: Final = "#3b4252"


def stylesheet_path(brand: BrandHeader | None) -> str:
    """The address of the stylesheet for a brand's pages; ``None`` for a page without a brand."""
    look = brand.look if brand else ""
    if not look:
        look = write_theme(curated_themes()[DEFAULT_THEME].tokens, brand.accent_colour if brand else NEUTRAL_ACCENT)
    return f"/passport/style-{_version()}-{look}.css"


def stylesheet_at(raw_path: bytes) -> bytes | None:
    """The stylesheet at an address, ``None`` when it is not that of one, or of another version."""
    found = _PATH.fullmatch(raw_path.decode("latin-1"))
    if found is None or found[1] != _version():
        return None
    return _stylesheet(found[2])


@cache
def _files() -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted(_FOLDER.glob("*.css"))}


@cache
def _version() -> str:
    parts = [*_files().values(), Path(__file__).with_name("theme_style.py").read_text()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@lru_cache(256)
def _stylesheet(look: str) -> bytes | None:
    theme = read_theme(look)
    if theme is None:
        return None
    return (declarations(theme) + "".join(_files()[name] for name in parts_of(theme))).encode()


def parts_of(theme: ThemeTokens) -> list[str]:
    """The style files that a theme is put together from, in their order."""
    named: list[tuple[str, Header | SectionStyle | Elevation | Ornament]] = [
        ("header", theme.header),
        ("sections", theme.sections),
        ("elevation", theme.elevation),
        ("ornament", theme.ornament),
    ]
    return ["page", *(f"{kind}-{value}" for kind, value in named), "print"]
