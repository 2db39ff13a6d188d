"""What changed from one content of a template to another, in the words of whoever edits it."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import Any

import msgspec

from countermark.features.templates.template_content import TemplateContent, TemplateSection
from countermark.kit.records import Record


class ChangeKind(StrEnum):
    """What a change is of."""

    SECTION_ADDED = "section_added"
    SECTION_REMOVED = "section_removed"
    SECTIONS_REORDERED = "sections_reordered"
    HEADING_CHANGED = "heading_changed"
    INTRO_CHANGED = "intro_changed"
    FIELD_ADDED = "field_added"
    FIELD_REMOVED = "field_removed"
    FIELDS_REORDERED = "fields_reordered"
    VISIBILITY_CHANGED = "visibility_changed"


class TemplateChange(Record, frozen=True, kw_only=True):
    """One change. ``section`` and ``field`` are keys; ``old`` and ``new`` are what stood and what stands there."""

    kind: ChangeKind
    section: str | None = None
    field: str | None = None
    old: Any = None
    new: Any = None


def changes_between(old: TemplateContent, new: TemplateContent) -> list[TemplateChange]:
    """The changes that make ``new`` of ``old``, section by section in the order of ``new``."""
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    gone = [TemplateChange(kind=ChangeKind.SECTION_REMOVED, section=key) for key in before if key not in after]
    kept = ([key for key in before if key in after], [key for key in after if key in before])
    order = [TemplateChange(kind=ChangeKind.SECTIONS_REORDERED, old=kept[0], new=kept[1])] if kept[0] != kept[1] else []
    inside = chain.from_iterable(
        _inside(before[key], section)
        if key in before
        else [TemplateChange(kind=ChangeKind.SECTION_ADDED, section=key, new=section.fields)]
        for key, section in after.items()
    )
    return [*gone, *order, *inside]


def _inside(old: TemplateSection, new: TemplateSection) -> Iterator[TemplateChange]:
    key = new.key
    if old.heading != new.heading:
        yield TemplateChange(kind=ChangeKind.HEADING_CHANGED, section=key, old=old.heading, new=new.heading)
    if old.intro != new.intro:
        yield TemplateChange(kind=ChangeKind.INTRO_CHANGED, section=key, old=old.intro, new=new.intro)
    for field in old.fields:
        if field not in new.fields:
            yield TemplateChange(kind=ChangeKind.FIELD_REMOVED, section=key, field=field)
    for field in new.fields:
        if field not in old.fields:
            yield TemplateChange(kind=ChangeKind.FIELD_ADDED, section=key, field=field)
    kept = [[field for field in one if field in other] for one, other in _both(old.fields, new.fields)]
    if kept[0] != kept[1]:
        yield TemplateChange(kind=ChangeKind.FIELDS_REORDERED, section=key, old=kept[0], new=kept[1])
    shown = [_visibility(section) for section in (old, new)]
    if shown[0] != shown[1]:
        yield TemplateChange(kind=ChangeKind.VISIBILITY_CHANGED, section=key, old=shown[0], new=shown[1])


def _both(one: list[str], other: list[str]) -> tuple[tuple[list[str], list[str]], tuple[list[str], list[str]]]:
    return (one, other), (other, one)


def _visibility(section: TemplateSection) -> dict[str, Any]:
    names = ("visible", "markets", "granularities")
    return {name: msgspec.to_builtins(getattr(section, name)) for name in names}
