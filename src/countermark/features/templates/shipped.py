"""Templates to start from, one for each of the commonest packs: data of the package."""

from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from countermark.features.templates.template_content import TemplateContent, TemplateSection, Visibility

FOLDER: Final = Path(__file__).with_name("shipped")


def shipped_names() -> tuple[str, ...]:
    """The names, the core first."""
    names = {path.stem for path in FOLDER.glob("*.toml")}
    return tuple(sorted(names, key=lambda name: (name != "core", name)))


@cache
def _shipped(name: str) -> TemplateContent:
    return msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=TemplateContent)


def shipped_content(name: str, known_fields: Container[str]) -> TemplateContent:
    """A shipped template with the fields a brand has; a section without any of them is left out."""
    sections = [_with_known(section, known_fields) for section in _shipped(name).sections]
    return TemplateContent(
        sections=[section for section in sections if section.fields or section.visible is Visibility.ALWAYS]
    )


def _with_known(section: TemplateSection, known: Container[str]) -> TemplateSection:
    return msgspec.structs.replace(section, fields=[key for key in section.fields if key in known])
