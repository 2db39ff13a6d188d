"""The table of event types: every name once, in the form receivers match on."""

import re

from countermark.audit.actions import Action
from countermark.audit.event_types import EVENT_TYPES, event_type_of


def test_names_are_unique_and_of_one_form() -> None:
    names = [event_type.name for event_type in EVENT_TYPES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", name) for name in names)


def test_an_action_is_an_event_only_with_the_values_it_asks_for() -> None:
    assert event_type_of(Action.PASSPORT_TRANSITIONED, {"passport_state": "revoked"}) == "passport.revoked"
    assert event_type_of(Action.PASSPORT_TRANSITIONED, {"passport_state": "draft"}) is None
    assert event_type_of(Action.PRODUCT_CREATED, None) is None
