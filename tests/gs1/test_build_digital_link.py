"""Building URIs: what is written, and what is refused instead of written."""

import pickle

import pytest

from countermark.gs1 import GS1SyntaxError, build_digital_link

GTIN = "09506000134352"
STEM = "https://example.com"


@pytest.mark.parametrize("gtin", ["09506000134352", "9506000134352"])
def test_a_gtin_of_any_length_is_written_with_14_digits(gtin: str) -> None:
    assert build_digital_link(STEM, gtin=gtin) == f"{STEM}/01/{GTIN}"


def test_the_qualifiers_are_written_in_the_order_of_the_standard() -> None:
    uri = build_digital_link(STEM, serial="S", lot="L", cpv="V", gtin=GTIN)
    assert uri == f"{STEM}/01/{GTIN}/22/V/10/L/21/S"


def test_all_but_unreserved_characters_are_encoded_in_upper_case_hexadecimal() -> None:
    uri = build_digital_link(STEM, gtin=GTIN, lot="a/b+c!(_-.", attributes={"240": "x&y=z"})
    assert uri == f"{STEM}/01/{GTIN}/10/a%2Fb%2Bc%21%28_-.?240=x%26y%3Dz"


def test_one_trailing_slash_of_the_stem_is_dropped() -> None:
    uri = build_digital_link("HTTPS://example.com:8443/a/", gtin=GTIN)
    assert uri == f"HTTPS://example.com:8443/a/01/{GTIN}"


@pytest.mark.parametrize(
    "stem", ["", "example.com", "ftp://a", "https://", "https://a?b", "https://a/b?c", "https://a/#b"]
)
def test_a_stem_that_is_more_or_less_than_scheme_host_and_path_is_refused(stem: str) -> None:
    with pytest.raises(GS1SyntaxError):
        build_digital_link(stem, gtin=GTIN)


@pytest.mark.parametrize(
    ("given", "ai"),
    [
        ({"lot": "A B"}, "10"),
        ({"serial": ""}, "21"),
        ({"cpv": "x" * 21}, "22"),
        ({"tpx": "T", "serial": "S"}, "235"),
        ({"gtin": "9506000134353"}, "01"),
        ({"attributes": {"10": "L"}}, "10"),
        ({"attributes": {"21": "S"}}, "21"),
        ({"attributes": {"17": "270230"}}, "17"),
        ({"attributes": {"linkType": "all"}}, "linkType"),
    ],
)
def test_a_link_that_could_not_be_parsed_again_is_refused(given: dict[str, object], ai: str) -> None:
    with pytest.raises(GS1SyntaxError) as raised:
        build_digital_link(STEM, **{"gtin": GTIN, **given})  # type: ignore[arg-type]
    assert raised.value.ai == ai


def test_the_error_survives_the_way_between_processes() -> None:
    with pytest.raises(GS1SyntaxError) as raised:
        build_digital_link(STEM, gtin=GTIN, lot="A B")
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (str(copy), copy.ai, copy.position, copy.segment) == (str(raised.value), "10", 1, "path")
