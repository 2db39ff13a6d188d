"""The GS1 Barcode Syntax Engine's answers, and more cases read from its behaviour and the standard."""

import json
from pathlib import Path
from typing import Any

import pytest

from countermark.gs1 import DigitalLink, GS1SyntaxError, parse_digital_link

_FILE = Path(__file__).with_name("gs1dl-vectors.json")
VECTORS: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))["cases"]
ACCEPTED = [case for case in VECTORS if case["ok"]]
REFUSED = [case for case in VECTORS if not case["ok"]]
GTIN = "09506000134352"


def uri_of(case: dict[str, Any]) -> str:
    return str(case["uri"])


def refusal(uri: str, *, check_pairing: bool = True) -> GS1SyntaxError:
    with pytest.raises(GS1SyntaxError) as raised:
        parse_digital_link(uri, check_pairing=check_pairing)
    return raised.value


def on(path: str) -> DigitalLink:
    return parse_digital_link("https://example.com" + path)


def test_all_68_vectors_are_here() -> None:
    assert (len(ACCEPTED), len(REFUSED)) == (37, 31)


@pytest.mark.parametrize("case", ACCEPTED, ids=uri_of)
def test_what_the_engine_accepts_is_read_alike(case: dict[str, Any]) -> None:
    link = parse_digital_link(case["uri"])
    assert link.element_string == case["ai"]
    assert link.canonical_uri == case["canonical"]
    assert list(link.ignored_query) == case["ignoredQuery"]
    assert list(link.hri) == case["hri"]


@pytest.mark.parametrize("case", REFUSED, ids=uri_of)
def test_what_the_engine_refuses_is_refused(case: dict[str, Any]) -> None:
    refusal(case["uri"])


@pytest.mark.parametrize("case", [case for case in REFUSED if case["error"].startswith("AI (")], ids=uri_of)
def test_a_refusal_names_the_ai_that_the_engine_names(case: dict[str, Any]) -> None:
    assert refusal(case["uri"]).ai == case["error"][4 : case["error"].index(")")]


def test_a_refusal_says_which_ai_what_is_wrong_and_where() -> None:
    error = refusal(f"https://id.gs1.org/01/{GTIN}/21/A%20B")
    assert (error.ai, error.segment, error.position) == ("21", "path", 1)
    assert str(error) == "AI (21) in the path: ' ' is not in GS1 character set 82, in 'A B' (at character 2)"


def test_a_wrong_check_digit_is_told_the_right_one() -> None:
    assert "should be 2, not 3" in str(refusal("https://id.gs1.org/01/09506000134353"))


@pytest.mark.parametrize("scheme", ["http", "https", "HTTP", "HTTPS"])
def test_a_scheme_in_one_case_is_accepted(scheme: str) -> None:
    assert parse_digital_link(f"{scheme}://example.com/01/{GTIN}").gtin == GTIN


@pytest.mark.parametrize("origin", ["HtTp://a", "ftp://a", "//a", "", "https://", "https:///", "mailto:a"])
def test_another_scheme_or_no_host_is_refused(origin: str) -> None:
    assert refusal(f"{origin}/01/{GTIN}").segment in ("scheme", "authority", "path")


@pytest.mark.parametrize("host", ["192.0.2.1", "[2001:db8::1]", "a:65535", "xn--fsq.xn--0zwm56d", "a."])
def test_a_host_may_be_a_name_an_address_or_have_a_port(host: str) -> None:
    assert parse_digital_link(f"https://{host}/x/01/{GTIN}").stem == f"https://{host}/x"


@pytest.mark.parametrize("host", ["a_b", "$a", "u:p@a", "a%41", "a?b", "[fe80::1%25lo]"])
def test_a_host_with_anything_else_is_refused(host: str) -> None:
    assert refusal(f"https://{host}/01/{GTIN}").segment == "authority"


@pytest.mark.parametrize(
    "path",
    [
        "/00/006141411234567890",
        "/253/1231231231232TEST5678901234567",
        "/255/1231231231232123",
        "/8003/01231231231232ABC",
        "/8006/095060001343520102/10/A/21/B",
        "/8017/123456789012345675/8019/1",
        "/8018/123456789012345675",
        "/417/9506000134376/7040/1ABC",
        "/402/12345678901234560",
        "/8013/1987654Ad4X4bL5ttr2310c2K",
    ],
)
def test_every_kind_of_primary_key_is_read(path: str) -> None:
    assert on(path).canonical_uri == "https://id.gs1.org" + path


@pytest.mark.parametrize(
    ("path", "ai"),
    [
        ("/253/1231231231232TEST56789012345678", "253"),
        ("/8006/095060001343520000", "8006"),
        ("/8006/095060001343520201", "8006"),
        ("/8006/095060001343520102/22/A", "22"),
        ("/8003/11231231231232ABC", "8003"),
        ("/415/9506000134376", "415"),
        ("/417/9506000134376/7040/1AB%2B", "7040"),
        ("/401/123", "401"),
        ("/401/12A45", "401"),
        ("/8010/9506000a", "8010"),
        ("/8011/1", None),
        ("/410/9506000134376", None),
        ("/99/A", None),
        (f"/01/{GTIN}/21/", "21"),
        (f"/01/{GTIN}/21/A%00B", "21"),
        (f"/01/{GTIN}/21/{'A' * 21}", "21"),
        (f"/01/{GTIN}/89/A", None),
        (f"/01/{GTIN}/17/271200", "01"),
        (f"/01/{GTIN}?1234=", "1234"),
        (f"/01/{GTIN}?99=", "99"),
        (f"/01/{GTIN}?99=A+B", "99"),
        (f"/01/{GTIN}?99=A%00", "99"),
        (f"/01/{GTIN}?99=A&99=A", "99"),
        (f"/01/{GTIN}?01={GTIN}", "01"),
        (f"/01/{GTIN}?8200=A", "8200"),
        (f"/01/{GTIN}?37=1", "01"),
        ("/8004/9506000ABC?01=9506000134352", "01"),
        (f"/01/{GTIN}?4326=270200", "4326"),
    ],
)
def test_a_breach_of_the_syntax_is_refused_and_its_ai_named(path: str, ai: str | None) -> None:
    assert refusal("https://example.com" + path).ai == ai


def test_a_sequence_that_the_pairing_rules_forbid_can_be_let_through() -> None:
    for path in (f"/01/{GTIN}?37=1", f"/01/{GTIN}?250=X", "/8006/095060001343520102/22/A"):
        refusal("https://example.com" + path)
        assert parse_digital_link("https://example.com" + path, check_pairing=False)


def test_a_pay_to_number_needs_its_reference_even_without_pairing_rules() -> None:
    assert refusal("https://example.com/415/9506000134376", check_pairing=False).ai == "415"


def test_a_signed_key_must_have_its_optional_serial() -> None:
    assert refusal("https://example.com/253/1231231231232?8030=abc").ai == "253"
    assert on("/253/1231231231232A?8030=abc").attributes == {"8030": "abc"}


def test_a_lot_may_be_an_attribute_where_the_path_has_chosen_other_qualifiers() -> None:
    link = on(f"/01/{GTIN}/235/XYZ?10=ABC123")
    assert (link.tpx, link.lot, link.attributes) == ("XYZ", None, {"10": "ABC123"})


def test_a_plus_is_a_plus_in_the_path_and_a_space_in_the_query() -> None:
    assert on(f"/01/{GTIN}/21/A+B").serial == "A+B"
    assert "' '" in refusal(f"https://example.com/01/{GTIN}?99=A+B").reason


def test_malformed_percent_signs_are_kept_and_hexadecimal_case_does_not_matter() -> None:
    link = on(f"/01/{GTIN}/21/%G1%2f%2F%4")
    assert link.serial == "%G1//%4"
    assert link.canonical_uri.endswith("/21/%25G1%2F%2F%254")


def test_separators_may_repeat_and_a_semicolon_is_data() -> None:
    link = on(f"/01/{GTIN}?&&99=A;B&&&98=C&&")
    assert (link.attributes, link.ignored_query) == ({"99": "A;B", "98": "C"}, ())


def test_attributes_are_sorted_in_the_canonical_uri_only() -> None:
    link = on(f"/01/{GTIN}?3103=000195&17=271200&a=b#c")
    assert link.canonical_uri == f"https://id.gs1.org/01/{GTIN}?17=271200&3103=000195"
    assert link.element_string == f"(01){GTIN}(3103)000195(17)271200"


def test_a_bracket_in_a_value_is_escaped_in_the_element_string() -> None:
    assert on(f"/01/{GTIN}/21/A(10)B").element_string == rf"(01){GTIN}(21)A\(10)B"


def test_the_parts_of_a_product_link_have_names() -> None:
    link = on(f"/shop/01/{GTIN}/22/V/10/L/21/S")
    assert (link.stem, link.gtin, link.cpv, link.lot, link.serial, link.tpx) == (
        "https://example.com/shop", GTIN, "V", "L", "S", None,
    )  # fmt: skip
