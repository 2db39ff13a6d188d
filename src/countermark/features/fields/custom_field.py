"""A brand's own field: its record and the rules it keeps. Its type, unit and key never change: values hang on them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import CUSTOM, queries
from countermark.features.fields.field import AccessTier, FieldType, Level, Requirement
from countermark.features.fields.locales import checked_localized
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.text import checked_text

SLUG = re.compile(r"[a-z][a-z0-9_]{0,59}")
MOST_FIELDS: Final = 200
MOST_CHOICES: Final = 200
NUMERIC: Final = frozenset({FieldType.NUMBER, FieldType.INTEGER})
CustomRequirement = Literal["mint", "mandatory", "optional"]


class CustomField(Record, frozen=True, kw_only=True):
    """A field of the brand's own. ``labels``: its label in other languages; ``archived_at``: unused since then."""

    key: str
    label: str
    labels: dict[str, str]
    help: str | None
    type: FieldType
    unit: str | None
    choices: dict[str, str]
    minimum: float | None
    maximum: float | None
    level: Level
    access: AccessTier
    requirement: Requirement
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime


async def lock_custom_field(tx: Tx, key: str) -> Mapping[str, Any]:
    """The field's row, held until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.lock_custom_field(tx.connection, brand_id=tx.brand_id, key=key)
    if row is None:
        raise unknown("_key", "custom field")
    return row


def custom_key(slug: str | None, label: str) -> str:
    """``custom.<slug>``; without a slug one is made of the label.

    Raises:
        InvalidInput: the slug has other characters than a key may have, or the label has none that it may.
    """
    if slug is None:
        plain = unicodedata.normalize("NFKD", label.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")[:60].rstrip("_")
        if not slug:
            raise InvalidInput("_slug", "cannot be made of this label; give one")
    if not SLUG.fullmatch(slug):
        raise InvalidInput("_slug", "must be 1 to 60 of a-z, 0-9 and underscores, and begin with a letter")
    return f"{CUSTOM}.{slug}"


def checked_values(prefix: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a field that may change, checked against each other. ``prefix`` leads the arguments' names.

    Raises:
        InvalidInput: names the argument and what was wrong.
    """
    type_, level = FieldType(values["type"]), Level(values["level"])
    help_text = values["help"]
    if (values["minimum"], values["maximum"]) != (None, None) and type_ not in NUMERIC:
        raise InvalidInput(f"{prefix}minimum", f"a {type_} has no limits; only numbers do")
    if None not in (values["minimum"], values["maximum"]) and values["minimum"] > values["maximum"]:
        raise InvalidInput(f"{prefix}maximum", "is below the minimum")
    if values["requirement"] == Requirement.MINT and level is not Level.MODEL:
        raise InvalidInput(f"{prefix}requirement", f"a fact of a {level} cannot be needed before minting")
    return dict(values) | {
        "label": checked_text(f"{prefix}label", values["label"], longest=120),
        "labels": checked_localized(f"{prefix}labels", values["labels"]) if values["labels"] else {},
        "help": None if help_text is None else checked_text(f"{prefix}help", help_text, longest=500),
        "choices": _checked_choices(f"{prefix}choices", type_, values["choices"]),
    }


def checked_unit(argument: str, type_: FieldType, unit: str | None) -> str | None:
    """``unit`` if a field of this type may have one; raises InvalidInput otherwise."""
    if unit is None:
        return None
    if type_ not in NUMERIC:
        raise InvalidInput(argument, f"a {type_} has no unit; only numbers do")
    return checked_text(argument, unit, longest=30)


def _checked_choices(argument: str, type_: FieldType, choices: Mapping[str, str]) -> dict[str, str]:
    if type_ is not FieldType.CHOICE:
        if choices:
            raise InvalidInput(argument, f"a {type_} has no choices")
        return {}
    if not 1 <= len(choices) <= MOST_CHOICES:
        raise InvalidInput(argument, f"a choice has 1 to {MOST_CHOICES} choices", hint='such as {"s": "Small"}')
    checked = {
        checked_text(argument, value, longest=60): checked_text(argument, label, longest=120)
        for value, label in choices.items()
    }
    meant = [words.casefold() for value, label in checked.items() for words in {value.casefold(), label.casefold()}]
    if len(set(meant)) < len(meant) or len(checked) < len(choices):
        raise InvalidInput(argument, "two of them read the same; each value and label must be of its own")
    return checked
