"""The pages' own words, in the languages they speak. The English text is the key and stays where there is no other."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from babel import Locale

UI_LANGUAGE: Final = "en"
LANGUAGES: Final = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "ar": "العربية",
}
"""What each language calls itself."""
_FOLDER: Final = Path(__file__).with_name("words")
_LOCALES: Final = {UI_LANGUAGE: "en_GB"}

Words = Callable[..., str]


@cache
def words_in(language: str) -> Words:
    """A function that says an English text in ``language``; named values are put in place of ``{name}``."""
    said: dict[str, str] = {}
    if language != UI_LANGUAGE:
        said = msgspec.toml.decode((_FOLDER / f"{language}.toml").read_bytes(), type=dict[str, str])

    def words(text: str, **values: object) -> str:
        return said.get(text, text).format(**values)

    return words


@cache
def locale_of(language: str) -> Locale:
    """How dates and numbers are written for readers of a language."""
    return Locale.parse(_LOCALES.get(language, language))


@cache
def direction_of(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return str(locale_of(language).text_direction)
