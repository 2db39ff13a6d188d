"""Bounds for free-form JSON objects, so that no row or page is ever made enormous by one argument."""

from typing import Any

import msgspec

from countermark.kit.errors import InvalidInput

MAX_SIZE_BYTES = 64 * 1024
MAX_DEPTH = 8


def checked_object(argument: str, value: dict[str, Any], *, max_size_bytes: int = MAX_SIZE_BYTES) -> dict[str, Any]:
    """``value`` if it is at most ``max_size_bytes`` as JSON, nested at most ``MAX_DEPTH`` deep, and free of NUL.

    Raises:
        InvalidInput: names the argument and the limit that was broken.
    """
    _check(argument, value, depth=1)
    size_bytes = len(msgspec.json.encode(value))
    if size_bytes > max_size_bytes:
        raise InvalidInput(argument, f"is {size_bytes} bytes as JSON; at most {max_size_bytes} are allowed")
    return value


def _check(argument: str, value: Any, depth: int) -> None:
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise InvalidInput(argument, "contains a NUL character or half of a surrogate pair")
        return
    if not isinstance(value, dict | list):
        return
    if depth > MAX_DEPTH:
        raise InvalidInput(argument, f"is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, dict):
        for key, member in value.items():
            _check(argument, key, depth)
            _check(argument, member, depth + 1)
    else:
        for member in value:
            _check(argument, member, depth + 1)
