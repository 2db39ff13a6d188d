"""Requests that the program itself makes to addresses that people gave it.

Whoever gives an address must not be able to reach through us what only we can reach, so every name is resolved once,
every address checked, and the connection made to the very address that was checked (OWASP API7:2023, SSRF).
"""

from countermark.outbound.addresses import RefusedAddress, is_public
from countermark.outbound.look_at import Look, look_at

__all__ = ["Look", "RefusedAddress", "is_public", "look_at"]
