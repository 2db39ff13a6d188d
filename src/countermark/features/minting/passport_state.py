"""The states of a passport and of a unit: one way only, and the further one counts.

A mint batch carries the default of its units, a unit or lot its own state if it has one. What holds is the further
of the two, so that one update of the batch moves a million units and never moves one back.
"""

from enum import StrEnum


class PassportState(StrEnum):
    """``unpublished`` -> ``published`` -> ``revoked``, forward only."""

    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"
    REVOKED = "revoked"

    @property
    def rank(self) -> int:
        """How far along the way."""
        return tuple(PassportState).index(self)


class UnitStatus(StrEnum):
    """``minted`` -> ``active`` -> ``revoked``; computed, never stored."""

    MINTED = "minted"
    ACTIVE = "active"
    REVOKED = "revoked"


def effective_state(default: str, own: str | None) -> PassportState:
    """The further of the batch's state and the unit's or lot's own."""
    states = (PassportState(default), PassportState(own or default))
    return max(states, key=lambda state: state.rank)


def unit_status(state: str, *, is_active: bool) -> UnitStatus:
    """What a unit is, from the state of its passport and whether it was activated (at mint or by a scan)."""
    if state == PassportState.REVOKED:
        return UnitStatus.REVOKED
    return UnitStatus.ACTIVE if is_active else UnitStatus.MINTED
