"""The states of passports and units, as pure rules."""

from hypothesis import given
from hypothesis import strategies as st

from countermark.features.minting.passport_state import PassportState, UnitStatus, effective_state, unit_status

states = st.sampled_from(PassportState)


@given(states, st.none() | states)
def test_what_holds_is_never_behind_either(default: PassportState, own: PassportState | None) -> None:
    holds = effective_state(default, own)
    assert holds.rank == max(default.rank, (own or default).rank)


@given(states, states, st.none() | states)
def test_moving_the_default_forward_moves_no_unit_back(
    earlier: PassportState, later: PassportState, own: PassportState | None
) -> None:
    earlier, later = sorted((earlier, later), key=lambda state: state.rank)
    assert effective_state(later, own).rank >= effective_state(earlier, own).rank


@given(states, st.booleans())
def test_a_unit_is_revoked_with_its_passport_and_else_active_or_not(state: PassportState, is_active: bool) -> None:
    status = unit_status(state, is_active=is_active)
    assert (status is UnitStatus.REVOKED) == (state is PassportState.REVOKED)
    assert status in (UnitStatus.REVOKED, UnitStatus.ACTIVE if is_active else UnitStatus.MINTED)
