"""Which network addresses may be connected to, and the addresses behind a name."""

import asyncio
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
MayReach = Callable[[Address], bool]
RESOLVE_WITHIN_S: Final = 5.0
# Prefixes that carry an IPv4 address in their last 32 bits: a translator would take us there (RFC 6052, RFC 8215).
_TRANSLATED: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/96"))
# Not of everybody's internet, whatever a table of the standard library says of them.
_NEVER: Final = tuple(
    ip_network(text)
    for text in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4")
)


class RefusedAddress(Exception):
    """A name that leads to a place that is none of everybody's, or nowhere; the message says so in words."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to everybody's internet: not private, loopback, link-local (where clouds keep their
    metadata), shared, reserved or multicast, and no wrapping of such a one in an IPv6 address."""
    if isinstance(address, IPv6Address):
        wrapped = _wrapped(address)
        if wrapped is not None:
            return is_public(wrapped)
    if isinstance(address, IPv4Address) and any(address in network for network in _NEVER):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address in an IPv6 one: mapped, 6to4, Teredo, translated or of the form ``::a.b.c.d``."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if int(address) >> 32 == 0 or any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


async def checked_addresses(host: str, port: int, may_reach: MayReach) -> list[Address]:
    """The addresses to connect to, the first one first. All that a name has are checked: one bad one spoils it.

    Raises:
        RefusedAddress: the name has no address, or one that may not be reached.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(RESOLVE_WITHIN_S):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError):
        raise RefusedAddress(f"the host name {host} has no address") from None
    addresses = [ip_address(str(sockaddr[0]).partition("%")[0]) for *_, sockaddr in found]
    if not addresses:
        raise RefusedAddress(f"the host name {host} has no address")
    if not all(may_reach(address) for address in addresses):
        raise RefusedAddress(f"{host} is not on the public internet")
    return list(dict.fromkeys(addresses))
