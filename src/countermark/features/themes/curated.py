"""The six themes that come with the program: data of the package."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from countermark.features.themes.tokens import ThemeTokens

DEFAULT_THEME: Final = "register"


class CuratedTheme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme with a few words about it."""

    title: str
    about: str
    tokens: ThemeTokens


@cache
def curated_themes() -> dict[str, CuratedTheme]:
    """The themes by key, the default first."""
    content = Path(__file__).with_name("curated.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, CuratedTheme])
