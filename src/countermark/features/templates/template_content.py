"""What a template says: sections with headings and fields, and when a section shows. Checked before it is kept."""

import re
from collections.abc import Container
from enum import StrEnum
from typing import Final

import msgspec

from countermark.features.fields.countries import COUNTRIES
from countermark.features.fields.locales import LANGUAGE_TAG, MAX_LANGUAGES
from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text

MOST_SECTIONS: Final = 15
MOST_FIELDS: Final = 200
LONGEST_HEADING: Final = 100
LONGEST_INTRO: Final = 1_000
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Visibility(StrEnum):
    """When a section is on the page."""

    ALWAYS = "always"  # without facts it says that there are none yet
    WHEN_FILLED = "when_filled"


class Granularity(StrEnum):
    """What a passport is of (EN 18223)."""

    MODEL = "model"
    BATCH = "batch"
    ITEM = "item"


class TemplateSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A section. ``heading`` and ``intro`` are by language; ``fields`` are keys of the brand's schema in their order.

    ``markets`` (ISO 3166-1 alpha-2) and ``granularities`` narrow down where it shows; an empty list means everywhere.
    """

    key: str
    heading: dict[str, str]
    intro: dict[str, str] = {}
    fields: list[str] = []
    visible: Visibility = Visibility.WHEN_FILLED
    markets: list[str] = []
    granularities: list[Granularity] = []


class TemplateContent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Up to 15 sections in the order of the page."""

    sections: list[TemplateSection]


def checked_content(content: TemplateContent, known_fields: Container[str]) -> TemplateContent:
    """The content with its texts trimmed, if it can be drawn.

    Raises:
        InvalidInput: names the section and what is wrong with it (``UNUSABLE_TEMPLATE``).
    """
    if not 1 <= len(content.sections) <= MOST_SECTIONS:
        raise _refused("sections", f"has {len(content.sections)}; a template has 1 to {MOST_SECTIONS}")
    keys: set[str] = set()
    placed: dict[str, str] = {}
    checked = []
    for number, section in enumerate(content.sections):
        place = f"sections[{number}]"
        if not _KEY.fullmatch(section.key):
            raise _refused(f"{place}.key", "must be a name like use_and_care: lower case letters, digits, underscores")
        if section.key in keys:
            raise _refused(f"{place}.key", f"{section.key} is the key of another section already")
        keys.add(section.key)
        _check_fields(place, section, known_fields, placed)
        checked.append(_checked_section(place, section))
    return TemplateContent(sections=checked)


def _check_fields(place: str, section: TemplateSection, known: Container[str], placed: dict[str, str]) -> None:
    if len(section.fields) > MOST_FIELDS:
        raise _refused(f"{place}.fields", f"has {len(section.fields)}; at most {MOST_FIELDS}")
    for index, key in enumerate(section.fields):
        if key not in known:
            raise _refused(f"{place}.fields[{index}]", f"{key[:100]!r} is no field of this brand")
        if key in placed:
            raise _refused(f"{place}.fields[{index}]", f"{key} stands in section {placed[key]} already")
        placed[key] = section.key
    if not section.fields and section.visible is Visibility.WHEN_FILLED:
        raise _refused(
            f"{place}.fields", "has none, so this section would never show; give it a field, or let it show always"
        )


def _checked_section(place: str, section: TemplateSection) -> TemplateSection:
    for index, market in enumerate(section.markets):
        if market not in COUNTRIES:
            raise _refused(f"{place}.markets[{index}]", f"{market[:10]!r} is no country code like DE")
    if not section.heading:
        raise _refused(f"{place}.heading", 'needs a language at least, such as {"en": "Materials"}')
    return msgspec.structs.replace(
        section,
        heading=_texts(f"{place}.heading", section.heading, LONGEST_HEADING),
        intro=_texts(f"{place}.intro", section.intro, LONGEST_INTRO),
        markets=sorted(set(section.markets)),
        granularities=[each for each in Granularity if each in section.granularities],
    )


def _texts(place: str, texts: dict[str, str], longest: int) -> dict[str, str]:
    if len(texts) > MAX_LANGUAGES:
        raise _refused(place, f"has {len(texts)} languages; at most {MAX_LANGUAGES}")
    for language in texts:
        if not LANGUAGE_TAG.fullmatch(language):
            raise _refused(place, f"{language[:40]!r} is not a language tag like en or de-AT")
    return {
        language: checked_text(f"_content.{place}.{language}", text, longest=longest)
        for language, text in texts.items()
    }


def _refused(place: str, problem: str) -> InvalidInput:
    return InvalidInput(f"_content.{place}", problem, code="UNUSABLE_TEMPLATE")
