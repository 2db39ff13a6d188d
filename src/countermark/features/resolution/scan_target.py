"""What a scanned path asks for: a GS1 Digital Link, or one of our own ids for brands without GTINs."""

import re
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from countermark.gs1 import DigitalLink, GS1SyntaxError, parse_path
from countermark.gs1.epc import decompress_segment, is_compressed_segment

_INTERNAL: Final = re.compile(rb"/(mu|mb|ml)/([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})")
_INTERNAL_START: Final = (b"/mu/", b"/mb/", b"/ml/")
_EXAMPLE: Final = "/01/09506000134352/21/ABC123"


class InternalKind(StrEnum):
    """The first segment of an internal path."""

    UNIT = "mu"
    MINT_BATCH = "mb"
    LOT = "ml"


class InternalId(NamedTuple):
    """``/mu/<unit>``, ``/mb/<mint batch>`` or ``/ml/<lot>``."""

    kind: InternalKind
    id: UUID


class DecompressedLink(DigitalLink, frozen=True, kw_only=True):
    """What a compressed path says. Its own path is told as ``owl:sameAs`` (GS1 Resolver 1.2.1, 2.3)."""


class MalformedScan(ValueError):
    """The path is neither; the message says what is wrong in words for the person who scanned."""


def read_target(raw_path: bytes, query_string: bytes) -> DigitalLink | InternalId:
    """What is asked for. ``raw_path`` is percent-encoded; one trailing slash is tolerated (GS1 Resolver 1.2.1, 2.5).

    Raises:
        MalformedScan: bad GS1 syntax (DL URI Syntax 1.7.0), trailing segments included, or a bad id.
    """
    if raw_path.endswith(b"/"):
        raw_path = raw_path[:-1]
    if raw_path.startswith(_INTERNAL_START):
        found = _INTERNAL.fullmatch(raw_path)
        if found is None:
            raise MalformedScan(f"/{raw_path[1:3].decode()}/ must be followed by one UUID and nothing else")
        return InternalId(InternalKind(found[1].decode()), UUID(found[2].decode()))
    try:
        return parse_path(raw_path, query_string, check_pairing=False)
    except GS1SyntaxError as error:
        return _decompressed(raw_path, error)


def _decompressed(raw_path: bytes, error: GS1SyntaxError) -> DecompressedLink:
    """The link in a compressed last segment (``/eh30...``); only looked for in what is no link as it stands."""
    segment = raw_path.rpartition(b"/")[2].decode("latin-1")
    if not is_compressed_segment(segment):
        raise MalformedScan(f"{error}; a GS1 Digital Link looks like {_EXAMPLE}") from None
    try:
        link = decompress_segment(segment).sgtin.digital_link
    except GS1SyntaxError as unreadable:
        raise MalformedScan(f"the compressed link cannot be read: {unreadable}") from None
    return DecompressedLink(
        key_ai=link.key_ai, key_value=link.key_value, qualifiers=link.qualifiers, attributes=link.attributes
    )
