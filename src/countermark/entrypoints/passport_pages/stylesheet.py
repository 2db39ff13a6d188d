"""The one stylesheet of the public pages, in a brand's colour, at an address made of its content.

The colour stands in the address, because the pages' security policy allows no inline style. So the file is the same for
ever under its name and may be cached for ever; any colour can be asked for, and no brand is looked up.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from countermark.entrypoints.passport_pages.colours import parsed, readable_on, text_on, written

_BASE: Final = Path(__file__).with_name("page.css").read_text()
_VERSION: Final = hashlib.sha256(_BASE.encode()).hexdigest()[:12]
_PATH: Final = re.compile(rb"/passport/style-([0-9a-f]{12})-([0-9a-f]{6})\.css")
# The surfaces of page.css that accent text stands on, in the light and the dark scheme.
LIGHT_SURFACE: Final = "#f5f5f2"
DARK_SURFACE: Final = "#191c21"
NEUTRAL_ACCENT: Final = "#3b4252"


def stylesheet_path(accent_colour: str | None) -> str:
    """The address of the stylesheet for an accent colour ``#rrggbb``; ``None`` for a page without a brand."""
    return f"/passport/style-{_VERSION}-{(accent_colour or NEUTRAL_ACCENT).removeprefix('#')}.css"


def stylesheet_at(raw_path: bytes) -> bytes | None:
    """The stylesheet at an address, ``None`` when it is not that of one, or of another version."""
    found = _PATH.fullmatch(raw_path)
    if found is None or found[1].decode() != _VERSION:
        return None
    return _stylesheet("#" + found[2].decode())


@lru_cache(256)
def _stylesheet(accent_colour: str) -> bytes:
    accent = parsed(accent_colour)
    roles = {
        "accent": accent,
        "on-accent": text_on(accent),
        "accent-on-light": readable_on(parsed(LIGHT_SURFACE), accent),
        "accent-on-dark": readable_on(parsed(DARK_SURFACE), accent),
    }
    declarations = "".join(f"--{role}:{written(colour)};" for role, colour in roles.items())
    return f":root{{{declarations}}}\n{_BASE}".encode()
