"""From a database row to the typed record an operation returns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from countermark.kit.clock import to_second

R = TypeVar("R", bound="Record")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of results. Field order is the order of keys in the JSON answer."""


def record_from(kind: type[R], row: Mapping[str, Any]) -> R:
    """Builds ``kind`` from the columns of the same names; timestamps lose their fractions of a second."""
    values = {name: row[name] for name in kind.__struct_fields__}
    return kind(**{name: to_second(v) if isinstance(v, datetime) else v for name, v in values.items()})
