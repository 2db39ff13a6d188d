"""What somebody typed or pasted into the search, and what it can only be. Never fails: any text is something."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote, unquote
from uuid import UUID

from countermark.features.products.search_text import folded
from countermark.features.resolution.scan_target import InternalId, MalformedScan, read_target
from countermark.gs1 import DigitalLink, GS1SyntaxError, normalise_gtin

LONGEST_TEXT: Final = 200
LONGEST_URL: Final = 2_000

_UUID: Final = re.compile(
    r"[{(]?([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})[)}]?", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"[0-9][0-9 \-]{6,20}[0-9]")
_URL: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*://)?[^/?#]*(/[^?#]*)(?:\?([^#]*))?(?:#.*)?")
_ENCODED_URL: Final = re.compile(r"https?%3a%2f%2f", re.IGNORECASE)
_INTERNAL: Final = re.compile(r"/(?:mu|mb|ml)/[^/]+/?$")
_ELEMENT: Final = re.compile(r"\(([0-9]{2,4})\)((?:\\\(|[^(])*)")
_IN_PATH: Final = ("01", "22", "10", "21", "235")


class QueryClass(StrEnum):
    """What a query is. ``alnum`` has a digit somewhere, ``alpha`` has none."""

    UUID = "uuid"
    GTIN = "gtin"
    SCAN_URL = "scan_url"
    ALNUM = "alnum"
    ALPHA = "alpha"


@dataclass(frozen=True)
class SearchQuery:
    """``text`` is the query in one line, at most ``LONGEST_TEXT`` long, ``needle`` how it is compared.

    ``uuid``, ``gtin`` (14 digits) and ``target`` are set by the class.
    """

    query_class: QueryClass
    text: str
    uuid: UUID | None = None
    gtin: str | None = None
    target: DigitalLink | InternalId | None = None

    @property
    def needle(self) -> str:
        """The text, folded as products' texts are."""
        return folded(self.text)


def read_query(raw: str) -> SearchQuery:
    """The query in any text: control characters and lone surrogates count as white space, too much is cut off."""
    printable = ["\x20" if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in raw[:LONGEST_URL]]
    whole = " ".join("".join(printable).split())
    text = whole[:LONGEST_TEXT].strip()
    if found := _UUID.fullmatch(whole):
        return SearchQuery(QueryClass.UUID, text, uuid=UUID(found[1]))
    if gtin := _gtin_in(whole):
        return SearchQuery(QueryClass.GTIN, text, gtin=gtin)
    target = _target_in(whole)
    if target is not None:
        return SearchQuery(QueryClass.SCAN_URL, text, target=target)
    has_digit = any(character.isdigit() for character in text)
    return SearchQuery(QueryClass.ALNUM if has_digit else QueryClass.ALPHA, text)


def _gtin_in(text: str) -> str | None:
    """Digits as printed, with blanks or hyphens in between; the check digit must be right."""
    if not _DIGITS.fullmatch(text):
        return None
    try:
        return normalise_gtin(text.replace(" ", "").replace("-", ""))
    except GS1SyntaxError:
        return None


def _target_in(text: str) -> DigitalLink | InternalId | None:
    """What a scan of this would ask for: a link on any host, a bare path, or a bracketed element string."""
    if text.startswith("("):
        return _read_path(*_path_of_elements(text))
    if _ENCODED_URL.match(text):
        text = unquote(text)
    found = _URL.fullmatch(text)
    if found is None:
        return None
    path, query = found[1], found[2] or ""
    internal = _INTERNAL.search(path)
    return _read_path(internal[0] if internal else path, query)


def _path_of_elements(text: str) -> tuple[str, str]:
    """The path of a Digital Link with the key and qualifiers of ``(01)...(21)...``, in the order a path has them."""
    if "".join(f"({ai}){value}" for ai, value in _ELEMENT.findall(text)) != text:
        return "", ""
    given = {ai: value.replace("\\(", "(").strip() for ai, value in _ELEMENT.findall(text)}
    return "".join(f"/{ai}/{quote(given[ai], safe='')}" for ai in _IN_PATH if ai in given), ""


def _read_path(path: str, query: str) -> DigitalLink | InternalId | None:
    try:
        encoded = quote(path, safe="/%:;=@!$&'()*+,~")
        return read_target(encoded.encode("ascii"), quote(query, safe="%=&:;/@!$'()*+,~?").encode("ascii"))
    except MalformedScan:
        return None
