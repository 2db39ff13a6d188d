"""How many requests a caller may send: a window a minute, counted in each server process.

The count is in memory and not shared: it keeps one caller from crowding out the others at a process, which needs no
write a request. What must never be exceeded, such as wrong passwords, is counted in the database elsewhere.
"""

import time
from collections.abc import Hashable
from typing import NamedTuple

WINDOW_S = 60
MOST_CALLERS = 10_000


class Allowance(NamedTuple):
    """What is left of a window that ends in ``reset_s``."""

    limit: int
    remaining: int
    reset_s: int
    is_exceeded: bool

    def headers(self) -> list[tuple[bytes, bytes]]:
        """``RateLimit`` and ``RateLimit-Policy`` (draft-ietf-httpapi-ratelimit-headers)."""
        policy = f'"default";q={self.limit};w={WINDOW_S}'.encode()
        return [
            (b"ratelimit-policy", policy),
            (b"ratelimit", f'"default";r={self.remaining};t={self.reset_s}'.encode()),
        ]


class RateLimit:
    """Counts requests by caller in windows of a minute."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._window = 0
        self._sent: dict[Hashable, int] = {}

    def take(self, caller: Hashable) -> Allowance:
        """Counts one request of a caller and says what is left."""
        now = time.monotonic()
        window = int(now // WINDOW_S)
        if window != self._window or len(self._sent) > MOST_CALLERS:
            self._window, self._sent = window, {}
        sent = self._sent[caller] = self._sent.get(caller, 0) + 1
        reset_s = max(1, int((window + 1) * WINDOW_S - now))
        return Allowance(self._limit, max(0, self._limit - sent), reset_s, sent > self._limit)
