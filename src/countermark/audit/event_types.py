"""Which of the audited actions others can hear of: the whole table of event types.

Everything that matters is audited already, with what changed, so an event is made where its audit row is (decision
0035). Names are stable: they are stored, sent and matched on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from countermark.audit.actions import Action


@dataclass(frozen=True)
class EventType:
    """``name`` as receivers see it, the action behind it, and what the action's new values must be for it."""

    name: str
    action: Action
    summary: str
    when: Mapping[str, Any] = field(default_factory=dict)

    def is_of(self, new: Mapping[str, Any] | None) -> bool:
        """Whether an audit row of the action, with these new values, is such an event."""
        told = new or {}
        return all(key in told and told[key] == value for key, value in self.when.items())


EVENT_TYPES: tuple[EventType, ...] = (
    EventType("mint.completed", Action.MINT_COMPLETED, "A mint job minted its units."),
    EventType("mint.failed", Action.MINT_FAILED, "A mint job was given up; its units do not exist."),
    EventType("mint_batch.voided", Action.MINT_BATCH_TRANSITIONED, "A mint batch was voided.", {"status": "voided"}),
    EventType(
        "passport.published", Action.PASSPORT_TRANSITIONED, "Passports were published.", {"passport_state": "published"}
    ),
    EventType(
        "passport.revoked", Action.PASSPORT_TRANSITIONED, "Passports were revoked.", {"passport_state": "revoked"}
    ),
    EventType("passport.amended", Action.CONTROLLED_UPDATE, "Published passports were amended."),
    EventType("passport.break_glass", Action.BREAK_GLASS_UPDATE, "Passports were amended by break-glass."),
    EventType("passport.amendment_withdrawn", Action.AMENDMENT_WITHDRAWN, "An amendment was withdrawn."),
    EventType("amendment.requested", Action.CONTROLLED_UPDATE_ASKED, "A controlled update waits for a second person."),
    EventType("import.completed", Action.IMPORT_COMPLETED, "An import wrote its rows."),
    EventType("import.failed", Action.IMPORT_FAILED, "An import was given up."),
    EventType("bulk_update.completed", Action.BULK_UPDATE_COMPLETED, "A bulk update went through its products."),
    EventType("bulk_update.failed", Action.BULK_UPDATE_FAILED, "A bulk update was given up."),
    EventType("export.completed", Action.EXPORT_COMPLETED, "An export's file is there."),
    EventType("export.failed", Action.EXPORT_FAILED, "An export was given up."),
    EventType("label_job.completed", Action.LABEL_JOB_COMPLETED, "Labels are ready to print."),
    EventType("label_job.failed", Action.LABEL_JOB_FAILED, "A label job was given up."),
    EventType("product_batch.recalled", Action.BATCH_RECALLED, "A batch was recalled."),
    EventType("link_target.broken", Action.LINK_TARGET_BROKEN, "The target of a link stopped answering."),
    EventType("link_target.recovered", Action.LINK_TARGET_RECOVERED, "The target of a link answers again."),
    EventType("credential.created", Action.CREDENTIAL_CREATED, "An API credential was made."),
    EventType("credential.revoked", Action.CREDENTIAL_REVOKED, "An API credential was revoked."),
)


def event_type_of(action: Action, new: Mapping[str, Any] | None) -> str | None:
    """The name of the event that an audit row is, if it is one."""
    for event_type in _OF_ACTION.get(action, ()):
        if event_type.is_of(new):
            return event_type.name
    return None


_OF_ACTION: dict[Action, list[EventType]] = {}
for _event_type in EVENT_TYPES:
    _OF_ACTION.setdefault(_event_type.action, []).append(_event_type)
