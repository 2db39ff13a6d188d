"""What holds for every link and every text: parsing, building and the resolver's hot path agree."""

from collections.abc import Callable
from itertools import product
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.gs1.strategies import (
    GTIN,
    almost_paths,
    almost_queries,
    data_attributes,
    gtin_paths,
    gtins,
    qualifiers,
)

from countermark.gs1 import (
    DigitalLink,
    GS1SyntaxError,
    build_digital_link,
    gtin_forms,
    normalise_gtin,
    parse_digital_link,
    parse_path,
)

ORIGIN = "https://example.com"


def outcome_of(call: Callable[[], Any]) -> Any:
    """What the call gives, or the parts of the syntax error it raises; any other error passes through."""
    try:
        return call()
    except GS1SyntaxError as error:
        return error.ai, error.reason, error.position


def assert_hot_path_agrees(raw_path: bytes, query_string: bytes, *, check_pairing: bool = True) -> None:
    rest = f"{raw_path.decode('latin-1')}?{query_string.decode('latin-1')}"
    # A path before the key takes the general way.
    general = outcome_of(lambda: parse_digital_link(f"{ORIGIN}/s{rest}", check_pairing=check_pairing))
    whole = outcome_of(lambda: parse_digital_link(f"{ORIGIN}{rest}#part", check_pairing=check_pairing))
    hot = outcome_of(lambda: parse_path(raw_path, query_string, check_pairing=check_pairing))
    if isinstance(hot, DigitalLink):
        assert msgspec.structs.replace(hot, stem=f"{ORIGIN}/s{hot.stem}") == general
        assert msgspec.structs.replace(hot, stem=ORIGIN + hot.stem) == whole
    else:
        # The position of a character that is in no URI counts from the start of what was given.
        assert hot[:2] == general[:2] == whole[:2]


@given(gtins, qualifiers, data_attributes)
def test_built_and_parsed_is_the_same(gtin: str, named: dict[str, str], attributes: dict[str, str]) -> None:
    uri = build_digital_link(ORIGIN + "/a/", gtin=gtin, attributes=attributes, **named)
    link = parse_digital_link(uri)
    assert link.stem == ORIGIN + "/a"
    assert link.gtin == gtin
    assert {name: getattr(link, name) for name in ("cpv", "lot", "serial", "tpx")} == {
        "cpv": None, "lot": None, "serial": None, "tpx": None, **named,
    }  # fmt: skip
    assert link.attributes == attributes
    assert link.uri_on(link.stem) == uri


@given(gtins, qualifiers, data_attributes)
def test_the_canonical_uri_of_a_canonical_uri_is_itself(
    gtin: str, named: dict[str, str], attributes: dict[str, str]
) -> None:
    uri = build_digital_link("http://a:8080/b", gtin=gtin, attributes=attributes, **named)
    canonical = parse_digital_link(uri).canonical_uri
    assert parse_digital_link(canonical).canonical_uri == canonical


@settings(max_examples=1500)
@given(st.one_of(gtin_paths, almost_paths.map(lambda text: "/" + text)), almost_queries, st.booleans())
@example(f"/01/{GTIN}/21/A\n", "", True)
@example(f"/01/{GTIN}", "linkType=all\n", True)
@example(f"/01/{GTIN}/10/01/21/00", "a=1&b&&c=%41", True)
@example(f"/01/{GTIN}/235/A/21/B", "37=1", False)
@example(f"/x/01/{GTIN}/01/{GTIN}", "", True)
def test_the_hot_path_agrees_with_the_general_parser(path: str, query: str, check_pairing: bool) -> None:
    raw_path = path.replace("?", "").replace("#", "").encode()
    assert_hot_path_agrees(raw_path, query.replace("#", "").encode(), check_pairing=check_pairing)


@pytest.mark.parametrize("ai", ["22", "10", "21", "235"])
def test_the_hot_path_agrees_on_every_byte_and_every_length(ai: str) -> None:
    for code in set(range(256)) - set(b"?#"):
        assert_hot_path_agrees(f"/01/{GTIN}/{ai}/A".encode() + bytes([code]) + b"B", b"")
        assert_hot_path_agrees(f"/01/{GTIN}".encode(), b"a" + bytes([code]) + b"=1")
    for length in range(40):
        assert_hot_path_agrees(f"/01/{GTIN}/{ai}/{'A' * length}".encode(), b"")


def test_the_hot_path_agrees_on_every_order_of_qualifiers() -> None:
    for count in range(4):
        for ais in product(["22", "10", "21", "235", "01"], repeat=count):
            chain = "".join(f"/{ai}/{ai}x" for ai in ais)
            assert_hot_path_agrees(f"/01/{GTIN}{chain}".encode(), b"")


def test_the_hot_path_agrees_on_every_check_digit() -> None:
    for digit in "0123456789":
        assert_hot_path_agrees(f"/01/{GTIN[:-1]}{digit}/21/S".encode(), b"")


@given(st.binary(max_size=60), st.binary(max_size=40))
def test_no_bytes_make_the_hot_path_fail_otherwise(raw_path: bytes, query_string: bytes) -> None:
    assert outcome_of(lambda: parse_path(raw_path, query_string))


@pytest.mark.parametrize("raw_path", [b"", b"01/9506000134352", b"/01/9506000134352?", b"/01/9506000134352#"])
def test_the_hot_path_refuses_what_no_server_gives(raw_path: bytes) -> None:
    with pytest.raises(GS1SyntaxError, match="a request has a path"):
        parse_path(raw_path)


@settings(max_examples=1000)
@given(
    st.one_of(
        st.text(),
        st.builds(lambda path, query: f"{ORIGIN}{path}?{query}", almost_paths, almost_queries),
        st.builds(lambda path, query: f"{ORIGIN}{path}?{query}", gtin_paths, almost_queries),
    )
)
def test_no_text_raises_anything_but_a_syntax_error(text: str) -> None:
    assert outcome_of(lambda: parse_digital_link(text))
    assert outcome_of(lambda: normalise_gtin(text))
    assert outcome_of(lambda: gtin_forms(text))
    assert outcome_of(lambda: build_digital_link(text, gtin=GTIN))
    assert outcome_of(lambda: build_digital_link(ORIGIN, gtin=GTIN, serial=text, attributes={"99": text}))
    assert outcome_of(lambda: build_digital_link(ORIGIN, gtin=GTIN, attributes={text: "A"}))
