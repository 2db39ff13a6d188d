"""Text in several languages: ``{"en": "Bicycle", "de-AT": "Fahrrad"}``, keyed by BCP 47 language tags."""

import re
from collections.abc import Mapping
from typing import Any, TypeGuard

from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
MAX_LANGUAGES = 50
MAX_LENGTH = 200


def checked_localized(argument: str, texts: Mapping[str, str]) -> dict[str, str]:
    """``texts``, trimmed, if it has 1 to ``MAX_LANGUAGES`` languages, each with 1 to ``MAX_LENGTH`` characters.

    Raises:
        InvalidInput: names the argument and the language.
    """
    if not texts:
        raise InvalidInput(argument, "needs the text in one language at least", hint='for example {"en": "Bicycle"}')
    if len(texts) > MAX_LANGUAGES:
        raise InvalidInput(argument, f"has {len(texts)} languages; at most {MAX_LANGUAGES} are allowed")
    for language in texts:
        if not LANGUAGE_TAG.fullmatch(language):
            raise InvalidInput(argument, f"{language[:40]!r} is not a language tag like en or de-AT")
    return {
        language: checked_text(f"{argument}.{language}", text, longest=MAX_LENGTH) for language, text in texts.items()
    }


def is_localized(value: Any) -> TypeGuard[dict[str, str]]:
    """Whether ``value`` is a non-empty object of texts by language."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(LANGUAGE_TAG.fullmatch(language) and is_text(text) for language, text in value.items())
    )


def is_text(value: Any) -> bool:
    """Whether ``value`` is text with something to read in it."""
    return isinstance(value, str) and bool(value.strip())
