"""The outbox: what happened, for others to hear of, in the transaction of what it tells of.

A row exists if and only if its change was committed, so no event is lost and none is told of a rollback.
"""

from countermark.outbox.emit import emit, forget_old_events

__all__ = ["emit", "forget_old_events"]
