"""Many values as one text, a line each, for ``string_to_table(:names, E'\\n')``.

asyncpg looks at each member of an array from Python, which for a thousand products takes as long as making them ready.
One text is handed over as it is, and PostgreSQL takes it apart in C.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

_encode = msgspec.json.encode


def lines(texts: Iterable[str]) -> str:
    """Texts that hold no line break themselves: ids, checked identifiers, JSON."""
    return "\n".join(texts)


def json_lines(values: Iterable[Any]) -> str:
    """Values as JSON, in which a line break is always escaped; nothing stands for ``None``."""
    return "\n".join(["" if value is None else _encode(value).decode() for value in values])
