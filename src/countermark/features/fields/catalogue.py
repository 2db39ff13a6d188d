"""The field catalogue: reviewed files in the package, one for each pack of a version, read once a process.

A released version never changes (a test pins its files), so that a passport can be read for ever by the version it
names; what the law changes goes into a new one. A file is TOML: its pack, where it comes from, and sections of fields.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from countermark.features.fields.data_points import DataPoint, PointRequirement
from countermark.features.fields.field import AccessTier, Field, FieldType, LegalReference, Level, Requirement
from countermark.features.fields.units import units_of

FOLDER: Final = Path(__file__).with_name("catalogue")
CURRENT_VERSION: Final = "1"
CORE: Final = "core"


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what stands in a file: a misspelt key is an error."""


class _Instrument(_File, frozen=True, kw_only=True):
    name: str
    url: str | None = None


class _Field(_File, frozen=True, kw_only=True):
    key: str
    label: str
    type: FieldType = FieldType.TEXT
    help: str | None = None
    unit: str | None = None
    choices: dict[str, str] = {}
    minimum: float | None = None
    maximum: float | None = None
    level: Level = Level.MODEL
    access: AccessTier = AccessTier.PUBLIC
    requirement: Requirement = Requirement.OPTIONAL
    law: tuple[str, str] | None = None  # an instrument of instruments.toml, and the place in it
    not_before: str | None = None


class _Section(_File, frozen=True, kw_only=True):
    key: str
    heading: str
    place: int  # the order of sections on a page, over all packs
    fields: list[_Field] = []


class _DataPoint(_File, frozen=True, kw_only=True):
    n: int
    name: str
    provision: str
    needed: dict[str, PointRequirement]
    fields: tuple[str, ...] = ()
    platform: str | None = None


class _PackFile(_File, frozen=True, kw_only=True):
    pack: str
    title: str
    about: str
    source: str
    licence: str
    selector: str | None = None
    sections: list[_Section]
    data_points: list[_DataPoint] = []


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of pages and forms. ``place`` orders sections of all packs."""

    key: str
    heading: str
    place: int


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a sector. ``selector`` is the field whose value says which of them a product needs."""

    name: str
    title: str
    about: str
    selector: str | None
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    data_points: tuple[DataPoint, ...]


@cache
def pack_names(version: str = CURRENT_VERSION) -> tuple[str, ...]:
    """The packs of a version: the core first, then the sectors by name."""
    names = {path.stem for path in (FOLDER / version).glob("*.toml")} - {"instruments", CORE}
    return (CORE, *sorted(names))


@cache
def load_pack(name: str, version: str = CURRENT_VERSION) -> Pack:
    """A pack of a version; raises ``KeyError`` if the version has none of this name."""
    if name not in pack_names(version):
        raise KeyError(name)
    file = msgspec.toml.decode((FOLDER / version / f"{name}.toml").read_bytes(), type=_PackFile)
    return Pack(
        name=file.pack,
        title=file.title,
        about=file.about,
        selector=file.selector,
        sections=tuple(Section(key=each.key, heading=each.heading, place=each.place) for each in file.sections),
        fields=tuple(_field(field, section, name, version) for section in file.sections for field in section.fields),
        data_points=tuple(_data_point(point, file.selector or "") for point in file.data_points),
    )


@cache
def _instruments(version: str) -> dict[str, _Instrument]:
    content = (FOLDER / version / "instruments.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, _Instrument])


def _field(field: _Field, section: _Section, pack: str, version: str) -> Field:
    values: dict[str, Any] = {name: getattr(field, name) for name in field.__struct_fields__ if name != "law"}
    reference = None
    if field.law is not None:
        instrument = _instruments(version)[field.law[0]]
        reference = LegalReference(instrument=instrument.name, provision=field.law[1], url=instrument.url)
    return Field(**values, section=section.key, pack=pack, units=units_of(field.unit), legal_reference=reference)


def _data_point(point: _DataPoint, selector: str) -> DataPoint:
    values = {name: getattr(point, name) for name in point.__struct_fields__}
    return DataPoint(**values, selector=selector)
