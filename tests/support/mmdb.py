"""A small database of countries in the MaxMind DB format 2.0, written here: tests need no one else's data."""

from collections.abc import Mapping
from ipaddress import IPv6Network, ip_network
from pathlib import Path
from typing import Any

MARKER = b"\xab\xcd\xefMaxMind.com"
BETWEEN = b"\0" * 16
STRING, UINT16, UINT32, MAP, UINT64, ARRAY = 2, 5, 6, 7, 9, 11


def write_countries(path: Path, records: Mapping[str, Any]) -> Path:
    """A file that says of each network (``"192.0.2.0/24"``) the record given; returns ``path``."""
    nodes: list[list[Any]] = [[None, None]]
    data, places = bytearray(), {}
    for network, record in records.items():
        encoded = _encode(record)
        if encoded not in places:
            places[encoded] = len(data)
            data += encoded
        _hang_in(nodes, _in_ipv6(network), ("data", places[encoded]))
    tree = b"".join(_record(side, len(nodes)) for node in nodes for side in node)
    told = {
        "binary_format_major_version": (UINT16, 2),
        "binary_format_minor_version": (UINT16, 0),
        "build_epoch": (UINT64, 1_700_000_000),
        "database_type": "Test-Country",
        "description": {"en": "Countries of a test"},
        "ip_version": (UINT16, 6),
        "languages": ["en"],
        "node_count": (UINT32, len(nodes)),
        "record_size": (UINT16, 24),
    }
    path.write_bytes(tree + BETWEEN + bytes(data) + MARKER + _encode(told))
    return path


def _in_ipv6(network: str) -> IPv6Network:
    found = ip_network(network)
    return found if isinstance(found, IPv6Network) else IPv6Network(f"::{found.network_address}/{96 + found.prefixlen}")


def _hang_in(nodes: list[list[Any]], network: IPv6Network, leaf: tuple[str, int]) -> None:
    bits = f"{int(network.network_address):0128b}"[: network.prefixlen]
    at = 0
    for bit in bits[:-1]:
        if nodes[at][int(bit)] is None:
            nodes.append([None, None])
            nodes[at][int(bit)] = len(nodes) - 1
        at = nodes[at][int(bit)]
    nodes[at][int(bits[-1])] = leaf


def _record(side: Any, node_count: int) -> bytes:
    """Three bytes: another node, nothing, or a place in the data."""
    number = node_count if side is None else side if isinstance(side, int) else node_count + 16 + side[1]
    return int(number).to_bytes(3, "big")


def _encode(value: Any) -> bytes:
    if isinstance(value, str):
        return _control(STRING, len(value.encode())) + value.encode()
    if isinstance(value, dict):
        return _control(MAP, len(value)) + b"".join(_encode(key) + _encode(inner) for key, inner in value.items())
    if isinstance(value, list):
        return _control(ARRAY, len(value)) + b"".join(map(_encode, value))
    kind, number = value
    digits: bytes = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return _control(kind, len(digits)) + digits


def _control(kind: int, size: int) -> bytes:
    """The bytes before a value; kinds above 7 take a second one. No value of a test has 29 bytes or more."""
    assert size < 29
    return bytes([kind << 5 | size]) if kind < 8 else bytes([size, kind - 7])
