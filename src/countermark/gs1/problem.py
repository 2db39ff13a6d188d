"""What a check of a value's content finds."""

from typing import NamedTuple


class Problem(NamedTuple):
    """What is wrong with a value, and the 0-based index of the first wrong (or missing) character."""

    reason: str
    position: int
