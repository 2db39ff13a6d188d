"""Who sends a request: the peer, or whom the proxies that the settings name say that they pass on. Never stored."""

import re
from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from countermark.entrypoints.asgi_types import Scope
from countermark.kit.settings import Settings, SettingsError

UNKNOWN: Final = "unknown"
Network = IPv4Network | IPv6Network
# A parameter "for" of RFC 7239: bare, or quoted where it has brackets or a port.
_FORWARDED_FOR: Final = re.compile(rb'(?:^|[;,])\s*for\s*=\s*(?:"([^"]*)"|([^;,\s"]*))', re.IGNORECASE)


def client_address_of(settings: Settings) -> Callable[[Scope], str] | None:
    """What finds the client's address in a request, or ``None`` where it is the peer's.

    ``client_address_header`` names a header of which the last entry counts, whoever sent it. ``trusted_proxies`` is
    stricter: only what these say counts, in ``X-Forwarded-For`` or ``Forwarded``, and of a chain the last address
    that is none of theirs.
    """
    if settings.client_address_header:
        name = settings.client_address_header.lower().encode()
        return lambda scope: _last_of(scope, name) or peer_of(scope)
    proxies = trusted_networks(settings)
    return (lambda scope: _behind(scope, proxies)) if proxies else None


def trusted_networks(settings: Settings) -> tuple[Network, ...]:
    """The networks of ``trusted_proxies``.

    Raises:
        SettingsError: one of them is none.
    """
    named = (settings.trusted_proxies or "").replace(",", " ").split()
    try:
        return tuple(ip_network(text, strict=False) for text in named)
    except ValueError as error:
        raise SettingsError(f"trusted_proxies: {error}; write addresses or networks, with commas between") from None


def peer_of(scope: Scope) -> str:
    """The address at the other end of the connection."""
    client = scope.get("client")
    return str(client[0]) if client else UNKNOWN


def _last_of(scope: Scope, name: bytes) -> str | None:
    told = [value for header, value in scope["headers"] if header == name]
    return told[-1].decode("latin-1").rpartition(",")[2].strip() if told else None


def _behind(scope: Scope, proxies: Sequence[Network]) -> str:
    address = peer_of(scope)
    if not _is_in(address, proxies):
        return address
    for told in reversed(_told(scope)):
        named = _bare(told)
        if named is None:
            break
        address = named
        if not _is_in(address, proxies):
            break
    return address


def _told(scope: Scope) -> list[str]:
    """The chain of clients in the order of the proxies, of ``X-Forwarded-For``, else of ``Forwarded``."""
    chain = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
    if chain:
        return [entry.strip() for entry in chain.decode("latin-1").split(",")]
    chain = b",".join(value for name, value in scope["headers"] if name == b"forwarded")
    return [(quoted or bare).decode("latin-1") for quoted, bare in _FORWARDED_FOR.findall(chain)]


def _bare(told: str) -> str | None:
    """``192.0.2.1:4711`` and ``[2001:db8::1]:80`` without their ports; ``None`` of what is no address."""
    if told.startswith("["):
        told = told[1:].partition("]")[0]
    elif told.count(":") == 1:
        told = told.partition(":")[0]
    try:
        return str(ip_address(told))
    except ValueError:
        return None


def _is_in(address: str, networks: Sequence[Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)
