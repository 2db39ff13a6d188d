"""Remembers what is active already, so that the second scan of a unit needs no query."""

from typing import Final
from uuid import UUID

REMEMBERED: Final = 400_000


class ActiveUnits:
    """A bounded set of units and lots known to be active. Nothing ever goes back to minted, so it cannot be wrong.

    Two generations: when the young one is full it becomes the old one, and the old one is forgotten. A forgotten unit
    costs one more query, no more.
    """

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._half = remembered // 2
        self._young: set[tuple[UUID, int] | UUID] = set()
        self._old: set[tuple[UUID, int] | UUID] = set()

    def __contains__(self, key: tuple[UUID, int] | UUID) -> bool:
        return key in self._young or key in self._old

    def add(self, key: tuple[UUID, int] | UUID) -> None:
        """Remembers a unit ``(brand_id, unit_number)`` or a ``lot_id``."""
        if len(self._young) >= self._half:
            self._old, self._young = self._young, set()
        self._young.add(key)
