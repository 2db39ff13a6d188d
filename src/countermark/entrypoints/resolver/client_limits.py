"""How much one client may ask for, without keeping who it is.

A client is an IPv4 address or the first half of an IPv6 one, known by a hash under a key that lives in memory for an
hour: nobody can tell afterwards who was counted.
"""

import secrets
import time
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from typing import Final

MOST_CLIENTS: Final = 100_000
KEY_LIFETIME_S: Final = 3600.0
# Peers in such networks are proxies that no setting names, or the house's own: one of them may be everybody.
UNLIMITED: Final = ("127.", "10.", "192.168.", "169.254.", "::1", "fc", "fd", "fe80:", "unknown", "::ffff:127.")
UNLIMITED_172: Final = frozenset(f"172.{number}" for number in range(16, 32))


class ClientLimits:
    """Token buckets of at most ``MOST_CLIENTS`` clients: ``burst`` requests at once, then ``rate`` a second.

    A bucket is one number: when it will be full again. Beyond the most clients, who was first counted is forgotten.
    """

    def __init__(self, rate: float, burst: int) -> None:
        self._interval = 1 / rate
        self._span = burst / rate
        self._full_at: dict[bytes, float] = {}
        self._key = secrets.token_bytes(32)
        self._key_until = time.monotonic() + KEY_LIFETIME_S

    @property
    def clients(self) -> int:
        """How many are counted now."""
        return len(self._full_at)

    def wait_of(self, address: str) -> float:
        """Takes one from the client's bucket; 0, or in how many seconds there will be one again."""
        if address.startswith(UNLIMITED) or (address.startswith("172.") and address[:6] in UNLIMITED_172):
            return 0.0
        now = time.monotonic()
        if now > self._key_until:
            self._key, self._key_until = secrets.token_bytes(32), now + KEY_LIFETIME_S
            self._full_at.clear()
        client = blake2b(_network_of(address), digest_size=12, key=self._key).digest()
        known = self._full_at.get(client)
        full_at = (now if known is None or known < now else known) + self._interval
        if full_at - now > self._span:
            return full_at - now - self._span
        if known is None and len(self._full_at) >= MOST_CLIENTS:
            del self._full_at[next(iter(self._full_at))]
        self._full_at[client] = full_at
        return 0.0


def _network_of(address: str) -> bytes:
    """What stands for the client: a household or a phone has 64 bits of IPv6 to itself."""
    if ":" not in address:
        return address.encode()
    try:
        found = ip_address(address)
    except ValueError:
        return address.encode()
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return found.packed[:8]
    return str(found.ipv4_mapped if isinstance(found, IPv6Address) else found).encode()
