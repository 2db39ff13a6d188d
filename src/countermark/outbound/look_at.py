"""Looks whether an address answers: status, certificate, redirects. Nothing of the content is read."""

import asyncio
import re
import ssl
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from countermark.outbound.addresses import Address, MayReach, RefusedAddress, checked_addresses, is_public

CONNECT_WITHIN_S: Final = 5.0
ANSWER_WITHIN_S: Final = 10.0
ALL_WITHIN_S: Final = 20.0
MOST_REDIRECTS: Final = 5
MOST_ADDRESSES: Final = 3
LONGEST_HEAD_BYTES: Final = 32 * 1024
LONGEST_URL: Final = 4_000
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?: [^\r\n]*)?\r?\n")
_LOCATION: Final = re.compile(rb"^location:[ \t]*([^\r\n]*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# They answer, though not to us: a sign-in, a refused program, too many questions.
_ANSWERED: Final = frozenset({401, 402, 403, 405, 406, 429, 451})
_CANNOT_STAND_IN_A_REQUEST: Final = re.compile(r"[^!-~]")
_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Look(NamedTuple):
    """What was found. ``problem`` is ``None`` when the address answers; ``status`` is that of the last answer."""

    problem: str | None
    status: int | None
    final_url: str
    redirects: int


class _Failed(Exception):
    """Why there is no answer, in words."""


async def look_at(url: str, *, may_reach: MayReach = is_public) -> Look:
    """Follows at most five redirects, each to an address checked anew, all within twenty seconds. Raises nothing."""
    redirects, status = 0, None
    try:
        async with asyncio.timeout(ALL_WITHIN_S):
            while True:
                status, location = await _ask(url, may_reach)
                if status not in _REDIRECTS:
                    return Look(_problem_of(status), status, url, redirects)
                if not location:
                    return Look(f"redirects ({status}), but not where to", status, url, redirects)
                if redirects == MOST_REDIRECTS:
                    return Look(f"redirects more than {MOST_REDIRECTS} times", status, url, redirects)
                url, redirects = _followed(url, location), redirects + 1
    except (_Failed, RefusedAddress) as error:
        return Look(str(error), status, url, redirects)
    except TimeoutError:
        return Look("does not answer in time", status, url, redirects)


def _problem_of(status: int) -> str | None:
    return None if 200 <= status < 300 or status in _ANSWERED else f"answers with status {status}"


def _followed(url: str, location: str) -> str:
    try:
        followed = urljoin(url, location)
        scheme = urlsplit(followed).scheme
    except ValueError:
        raise _Failed("redirects to what is no address") from None
    if scheme not in ("http", "https"):
        raise _Failed("redirects to what is no web address")
    if len(followed) > LONGEST_URL:
        raise _Failed("redirects to an address that is too long")
    return followed


async def _ask(url: str, may_reach: MayReach) -> tuple[int, str | None]:
    """Status and ``Location`` of one answer."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _Failed("is no address") from None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not host or _CANNOT_STAND_IN_A_REQUEST.search(target + host):
        raise _Failed("is no address")
    is_secure = parts.scheme == "https"
    port = port or (443 if is_secure else 80)
    addresses = await checked_addresses(host, port, may_reach)
    named = f"[{host}]" if ":" in host else host
    named += f":{port}" if parts.port else ""
    reader, writer = await _connect_to_any(addresses, port, host if is_secure else None)
    try:
        writer.write(_request(target, named))
        head = await _head(reader)
    except (OSError, ssl.SSLError):
        raise _Failed("ends the connection without an answer") from None
    finally:
        writer.close()
    found = _STATUS.match(head)
    if found is None:
        raise _Failed("does not answer as a web server")
    location = _LOCATION.search(head)
    return int(found[1]), location[1].decode("latin-1") if location else None


async def _connect_to_any(addresses: Sequence[Address], port: int, secure_name: str | None) -> _Streams:
    """The first that answers of a few: a host may have an address of a kind that this machine has no way to."""
    *others, last = addresses[:MOST_ADDRESSES]
    for address in others:
        with suppress(_Failed):
            return await _connect(str(address), port, secure_name)
    return await _connect(str(last), port, secure_name)


async def _connect(address: str, port: int, secure_name: str | None) -> _Streams:
    """Connects to an address that was checked; ``secure_name`` is what its certificate must be for."""
    context = ssl.create_default_context() if secure_name else None
    try:
        async with asyncio.timeout(CONNECT_WITHIN_S):
            return await asyncio.open_connection(
                address, port, ssl=context, server_hostname=secure_name, limit=LONGEST_HEAD_BYTES
            )
    except ssl.SSLCertVerificationError as error:
        raise _Failed(f"has a certificate that is not valid: {error.verify_message}") from None
    except ssl.SSLError:
        raise _Failed("cannot be reached over TLS") from None
    except TimeoutError:
        raise _Failed("cannot be connected to in time") from None
    except OSError:
        raise _Failed("cannot be connected to") from None


def _request(target: str, host: str) -> bytes:
    # GET, for many servers answer HEAD wrongly; the connection is closed before the content comes.
    lines = (f"GET {target} HTTP/1.1", f"Host: {host}", "User-Agent: Countermark-Link-Check/1.0", "Accept: */*")
    return "\r\n".join((*lines, "Connection: close", "", "")).encode("ascii")


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        return error.partial
    except asyncio.LimitOverrunError:
        raise _Failed("answers with headers that are too long") from None
    except TimeoutError:
        raise _Failed("does not answer in time") from None
