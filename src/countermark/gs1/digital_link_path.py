"""Reads the path and the query of a Digital Link, by the grammar of DL URI Syntax 1.7.0.

Whoever calls has checked that only characters of a URI are in them.
"""

from collections.abc import Iterable

from countermark.gs1.application_identifier_value import check_value
from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS, PATH_SEQUENCES, PRIMARY_KEYS
from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.errors import GS1SyntaxError, Segment
from countermark.gs1.pairing import check_pairing as check_pairs
from countermark.gs1.percent_encoding import percent_decode


def read_path_and_query(path: str, query: str, *, origin: str, check_pairing: bool) -> DigitalLink:
    """The link in `path` ("/a/01/.../21/...", still encoded) and `query` (without "?", still encoded).

    `origin` ("https://example.com" or "") becomes the beginning of the stem. Raises GS1SyntaxError.
    """
    stem_path, encoded = _split_at_key(path)
    elements = [(ai, _decode(ai, text, "path")) for ai, text in encoded]
    attributes, ignored = _read_query(query)
    sequence = tuple(ai for ai, _ in elements)
    if sequence not in PATH_SEQUENCES:
        chain = "".join(f"({ai})" for ai in sequence)
        raise GS1SyntaxError(
            f"{chain} is not a primary key with its qualifiers in their order", ai=sequence[0], segment="path"
        )
    _check_attributes(sequence, attributes)
    for ai, value in elements:
        check_value(ai, value, "path")
    for ai, value in attributes.items():
        check_value(ai, value, "query")
    if check_pairing:
        check_pairs({**dict(elements), **attributes})
    (key_ai, key_value), *qualifiers = elements
    return DigitalLink(
        key_ai=key_ai,
        key_value=key_value,
        qualifiers=tuple(qualifiers),
        attributes=attributes,
        ignored_query=ignored,
        stem=origin + stem_path,
    )


def check_is_attribute(sequence: tuple[str, ...], ai: str) -> None:
    """Raises GS1SyntaxError unless `ai` may stand in the query of a link whose path holds `sequence`."""
    if ai in sequence:
        raise GS1SyntaxError("is there more than once", ai=ai, segment="query")
    if not APPLICATION_IDENTIFIERS[ai].is_data_attribute:
        raise GS1SyntaxError("is not a data attribute of a Digital Link", ai=ai, segment="query")
    fits = ((*sequence[:at], ai, *sequence[at:]) in PATH_SEQUENCES for at in range(1, len(sequence) + 1))
    if any(fits):
        raise GS1SyntaxError(f"qualifies ({sequence[0]}) and belongs in the path", ai=ai, segment="query")


def _split_at_key(path: str) -> tuple[str, list[tuple[str, str]]]:
    """The path before the rightmost primary key, and the (AI, encoded value) pairs from there on."""
    segments = path.split("/")
    at = len(segments) - 2
    # segments[0] is the empty text before the first "/", so an AI is at 1 at the earliest.
    while at >= 1 and segments[at] in APPLICATION_IDENTIFIERS:
        if segments[at] in PRIMARY_KEYS:
            pairs = list(zip(segments[at::2], segments[at + 1 :: 2], strict=True))
            return "/".join(segments[:at]), pairs
        at -= 2
    raise GS1SyntaxError("there is no GS1 primary key with its value at the end of the path", segment="path")


def _decode(ai: str, text: str, segment: Segment) -> str:
    if not text:
        raise GS1SyntaxError("the value is empty", ai=ai, segment=segment)
    value = percent_decode(text, plus_is_space=segment == "query")
    if "\0" in value:
        raise GS1SyntaxError("the value holds a NUL", ai=ai, segment=segment, position=value.index("\0"))
    return value


def _read_query(query: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The AI attributes, decoded, and what is no AI: other keys and keys without a value, as they were."""
    attributes: dict[str, str] = {}
    ignored: list[str] = []
    for pair in query.split("&"):
        key, equals, text = pair.partition("=")
        if not equals or key.strip("0123456789"):
            if pair:
                ignored.append(pair)
            continue
        if key not in APPLICATION_IDENTIFIERS:
            raise GS1SyntaxError("is no known Application Identifier", ai=key, segment="query")
        if key in attributes:
            raise GS1SyntaxError("is there more than once", ai=key, segment="query")
        attributes[key] = _decode(key, text, "query")
    return attributes, tuple(ignored)


def _check_attributes(sequence: tuple[str, ...], attributes: Iterable[str]) -> None:
    for ai in attributes:
        check_is_attribute(sequence, ai)
