"""The field: what an attribute is called, which values fit it, who may see it, and which law asks for it."""

from enum import StrEnum

import msgspec

from countermark.kit.records import Record


class FieldType(StrEnum):
    """What a field's value looks like in JSON."""

    TEXT = "text"  # "..."
    LOCALIZED_TEXT = "localized_text"  # {"en": "...", "de": "..."} by language (BCP 47), or "..." in no named one
    NUMBER = "number"  # 36.5 in the field's unit, or {"value": 500, "unit": "g"}
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"  # "2026-01-31"
    DATE_TIME = "date_time"  # "2026-01-31T12:00:00Z"
    LINK = "link"  # http or https
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    CHOICE = "choice"  # one of the field's choices
    TEXTS = "texts"  # ["...", "..."]
    MATERIALS = "materials"  # [{"name": "Polyester", "share": 80}], percent, 100 in total
    FILE = "file"  # the id of an attachment, or a link


class Level(StrEnum):
    """What a value speaks of (EN 18223: granularity)."""

    MODEL = "model"
    BATCH = "batch"
    ITEM = "item"


class AccessTier(StrEnum):
    """Who may see a value (Regulation (EU) 2023/1542, Annex XIII; Regulation (EU) 2024/1781, Article 10(1))."""

    PUBLIC = "public"
    LEGITIMATE_INTEREST = "legitimate_interest"  # repairers, recyclers, second-hand dealers: who can show why
    AUTHORITY = "authority"  # market surveillance, customs, notified bodies, the Commission


class Requirement(StrEnum):
    """What follows when a value is missing."""

    MINT = "mint"  # nothing can be minted
    MANDATORY = "mandatory"  # the law or a good passport asks for it: a warning
    CONDITIONAL = "conditional"  # asked for in certain cases only; the brand knows whether it is one
    OPTIONAL = "optional"
    EXCLUDED = "excluded"  # not to be filled in


class LegalReference(Record, frozen=True, kw_only=True):
    """Where the law asks for a field. ``instrument`` is as people cite it, ``url`` its place in EUR-Lex."""

    instrument: str
    provision: str
    url: str | None = None


class Field(Record, frozen=True, kw_only=True):
    """A field of a schema. ``key`` is the attribute's name; ``pack`` is ``custom`` for a brand's own.

    Numbers are kept in ``unit``; those given in another of ``units`` are multiplied by its factor. ``requirement``
    holds for every product of the pack unless ``requirement_by`` says otherwise for its value of the pack's selector.
    ``not_before`` is the key of a date field whose value must not be later than this one's. ``data_points`` are the
    numbers of the Commission's list of data points (batteries).
    """

    key: str
    label: str
    section: str
    type: FieldType
    pack: str = "core"
    help: str | None = None
    unit: str | None = None
    units: dict[str, float] = msgspec.field(default_factory=dict)
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    level: Level = Level.MODEL
    access: AccessTier = AccessTier.PUBLIC
    requirement: Requirement = Requirement.OPTIONAL
    requirement_by: dict[str, Requirement] = msgspec.field(default_factory=dict)
    legal_reference: LegalReference | None = None
    not_before: str | None = None
    data_points: tuple[int, ...] = ()
    labels: dict[str, str] = msgspec.field(default_factory=dict)
    is_custom: bool = False
