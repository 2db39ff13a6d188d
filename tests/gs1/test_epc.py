"""EPCs against published examples, and there and back."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gs1.strategies import gtins, serials

from countermark.gs1 import GS1SyntaxError
from countermark.gs1.character_sets import CSET_82
from countermark.gs1.epc import (
    Bits,
    EpcError,
    EpcScheme,
    Sgtin,
    compress_to_base64,
    compress_to_hex,
    decode_epc,
    decode_epc_hex,
    decompress_segment,
    encode_epc,
    encode_epc_hex,
    is_compressed_segment,
    parse_epc_uri,
    pure_identity_uri,
    tag_uri,
)
from countermark.gs1.epc.alphanumeric import ENCODINGS, encode_alphanumeric, read_alphanumeric
from countermark.gs1.epc.bits import BitReader

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("epc-vectors.json").read_text())
GTIN = "09506000134352"
dates = st.dates(date(2000, 1, 1), date(2049, 12, 31)).map(lambda day: f"{day:%y%m%d}")
aidc_data = st.fixed_dictionaries({}, optional={"10": serials, "22": serials, "17": dates, "240": serials})


def item(serial: str, **facts: Any) -> Sgtin:
    return Sgtin(gtin=GTIN, serial=serial, **{"company_prefix_length": 7, **facts})


@pytest.mark.parametrize("vector", VECTORS["epc"], ids=lambda vector: str(vector["urn"]))
def test_every_form_of_a_published_epc_gives_the_others(vector: dict[str, Any]) -> None:
    scheme, sgtin = decode_epc_hex(vector["hex"])
    assert (scheme, sgtin.filter_value) == (vector["scheme"], vector["filter"])
    assert sgtin.digital_link.uri_on("") == vector["dlPath"]
    assert sgtin.digital_link.element_string == vector["gs1"]
    assert pure_identity_uri(sgtin) == vector["urn"]
    assert parse_epc_uri(vector["urn"]).sgtin == Sgtin(
        gtin=sgtin.gtin, serial=sgtin.serial, company_prefix_length=sgtin.company_prefix_length
    )
    assert encode_epc_hex(scheme, sgtin) == vector["hex"]
    assert compress_to_hex(scheme, sgtin) == vector["eh"]
    assert decompress_segment(vector["eh"]) == (scheme, sgtin)


@pytest.mark.parametrize("vector", VECTORS["tds_annex_e3"], ids=lambda vector: str(vector["scheme"]))
def test_examples_of_the_tag_data_standard_are_read_and_written(vector: dict[str, Any]) -> None:
    scheme, sgtin = decode_epc_hex(vector["hex"])
    assert scheme == vector["scheme"]
    assert sgtin.filter_value == 3
    assert sgtin.digital_link.uri_on("") == vector["path"]
    assert encode_epc_hex(scheme, sgtin) == vector["hex"]


@pytest.mark.parametrize("vector", VECTORS["epcb"], ids=lambda vector: str(vector["segment"]))
def test_examples_of_compressed_links_are_read_and_written(vector: dict[str, Any]) -> None:
    scheme, sgtin = decompress_segment(vector["segment"])
    assert sgtin.digital_link.uri_on("") == vector["path"]
    assert vector["segment"] in (compress_to_hex(scheme, sgtin), compress_to_base64(scheme, sgtin))


@given(gtins, st.integers(0, 2**38 - 1), st.integers(0, 7), st.integers(6, 12))
def test_sgtin_96_holds_every_numeric_serial(gtin: str, serial: int, filter_value: int, length: int) -> None:
    sgtin = Sgtin(gtin=gtin, serial=str(serial), filter_value=filter_value, company_prefix_length=length)
    assert decode_epc_hex(encode_epc_hex(EpcScheme.SGTIN_96, sgtin)) == (EpcScheme.SGTIN_96, sgtin)
    assert parse_epc_uri(tag_uri(EpcScheme.SGTIN_96, sgtin)) == (EpcScheme.SGTIN_96, sgtin)


@given(gtins, serials, st.integers(0, 7), st.integers(6, 12))
def test_sgtin_198_holds_every_serial(gtin: str, serial: str, filter_value: int, length: int) -> None:
    sgtin = Sgtin(gtin=gtin, serial=serial, filter_value=filter_value, company_prefix_length=length)
    bits = encode_epc(EpcScheme.SGTIN_198, sgtin)
    assert bits.length == 198
    assert decode_epc(bits) == (EpcScheme.SGTIN_198, sgtin)
    assert parse_epc_uri(tag_uri(EpcScheme.SGTIN_198, sgtin)) == (EpcScheme.SGTIN_198, sgtin)
    assert parse_epc_uri(pure_identity_uri(sgtin)).sgtin.serial == serial


@given(gtins, serials, st.integers(0, 7), aidc_data)
def test_sgtin_plus_holds_every_serial_and_its_further_data(
    gtin: str, serial: str, filter_value: int, aidc: dict[str, str]
) -> None:
    sgtin = Sgtin(gtin=gtin, serial=serial, filter_value=filter_value, aidc=tuple(aidc.items()))
    expected = (EpcScheme.SGTIN_PLUS, sgtin)
    assert decode_epc_hex(encode_epc_hex(EpcScheme.SGTIN_PLUS, sgtin)) == expected
    assert decompress_segment(compress_to_hex(EpcScheme.SGTIN_PLUS, sgtin)) == expected
    assert decompress_segment(compress_to_base64(EpcScheme.SGTIN_PLUS, sgtin)) == expected


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda encoding: f"indicator {encoding.indicator}")
@given(st.data())
def test_each_encoding_reads_what_it_wrote(encoding: Any, data: st.DataObject) -> None:
    text = data.draw(st.text(encoding.characters, min_size=1, max_size=20))
    reader = BitReader(encode_alphanumeric(text, 5, encoding))
    assert read_alphanumeric(reader, 5, "text") == text
    assert reader.left == 0


def test_the_shortest_encoding_is_chosen() -> None:
    def bits(serial: str) -> int:
        return encode_alphanumeric(serial, 5).length - 8

    assert (bits("0123456789"), bits("0123456789AF"), bits("0123456789af")) == (34, 48, 48)
    assert (bits("ABC-12"), bits("abC_-1"), bits("a/b")) == (32, 36, 21)


def test_lot_and_variant_go_into_the_path_and_dates_into_the_query() -> None:
    sgtin = item("S1", aidc=(("17", "261231"), ("10", "L1"), ("22", "V1")))
    assert sgtin.digital_link.uri_on("") == f"/01/{GTIN}/22/V1/10/L1/21/S1?17=261231"


@given(st.binary(max_size=40))
def test_any_bits_are_read_or_refused(content: bytes) -> None:
    for header in (b"\x30", b"\x36", b"\xf7"):
        bits = (header + content).hex()
        try:
            scheme, sgtin = decode_epc_hex(bits)
        except EpcError:
            continue
        assert decode_epc(encode_epc(scheme, sgtin)) == (scheme, sgtin)


@given(
    st.text(max_size=40), st.sampled_from(["urn:epc:id:sgtin:", "urn:epc:tag:sgtin-96:1.", "urn:epc:tag:sgtin-198:1."])
)
def test_any_text_is_no_urn_or_one_that_is_written_back(text: str, head: str) -> None:
    try:
        scheme, sgtin = parse_epc_uri(head + text)
    except GS1SyntaxError:
        return
    assert parse_epc_uri(tag_uri(scheme, sgtin) if scheme else pure_identity_uri(sgtin)).sgtin == sgtin


@pytest.mark.parametrize(
    ("hexadecimal", "told"),
    [
        ("", "header (from bit 0): the EPC ends after 0 bits, 8 are needed here"),
        ("30g", "EPC: 'g' at character 3 is not a hexadecimal digit"),
        ("311BA1B300CE0A6A83000000", "header (from bit 0): 31 (SSCC-96) is not of SGTIN-96, SGTIN-198 or SGTIN+"),
        ("3016", "GS1 company prefix (from bit 14): the EPC ends after 16 bits, 24 are needed here"),
        ("303C0000000000000000000000", "partition (from bit 11): 7 is reserved, 0 to 6 are in use"),
        ("3017FFFFFFFFFFFFFFFFFFFF", "GS1 company prefix (from bit 14): 16777215 has more than the 7 digits"),
        ("30364433400D1EC0000030390001", "EPC (from bit 96): 16 bits follow its end and are not all zero"),
        ("F73A521141123453", "GTIN (from bit 12): A is not a decimal digit"),
        ("F7379521141123453C5", "serial (from bit 68): encoding indicator 6 is reserved"),
        ("F73795211411234520125", "GTIN: the check digit of GTIN 79521141123452 should be 3, not 2"),
        ("00" * 200, "EPC: has 1600 bits, at most 1024 are read"),
    ],
)
def test_a_wrong_binary_is_refused_saying_where_and_why(hexadecimal: str, told: str) -> None:
    with pytest.raises(EpcError) as raised:
        decode_epc_hex(hexadecimal)
    assert str(raised.value).startswith(told)


@pytest.mark.parametrize(
    ("scheme", "sgtin", "told"),
    [
        (EpcScheme.SGTIN_96, item("A1"), "serial: 'A1' is not all digits"),
        (EpcScheme.SGTIN_96, item("012"), "serial: '012' begins with a zero"),
        (EpcScheme.SGTIN_96, item(str(2**38)), "serial: 274877906944 is more than 274877906943"),
        (EpcScheme.SGTIN_96, item("1", company_prefix_length=None), "GS1 company prefix: its length is not known"),
        (EpcScheme.SGTIN_198, item("1", aidc=(("10", "L"),)), "+AIDC data: sgtin-198 carries none"),
        (EpcScheme.SGTIN_PLUS, item("1", aidc=(("99", "L"),)), "AI (99): is not written to tags"),
        (EpcScheme.SGTIN_PLUS, item("1", aidc=(("17", "260230"),)), "AI (17): "),
    ],
)
def test_an_item_that_a_scheme_cannot_hold_is_refused(scheme: EpcScheme, sgtin: Sgtin, told: str) -> None:
    with pytest.raises(EpcError) as raised:
        encode_epc_hex(scheme, sgtin)
    assert str(raised.value).startswith(told)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"gtin": "9506000134352"}, "GTIN: has 13 digits"),
        ({"gtin": "09506000134353"}, "GTIN: the check digit"),
        ({"serial": "A B"}, "serial: ' ' is not in GS1 character set 82"),
        ({"filter_value": 8}, "filter value: 8 is not within 0 to 7"),
        ({"company_prefix_length": 5}, "GS1 company prefix: has 5 digits, not 6 to 12"),
    ],
)
def test_facts_no_epc_can_have_are_refused(facts: dict[str, Any], told: str) -> None:
    with pytest.raises(EpcError) as raised:
        Sgtin(**{"gtin": GTIN, "serial": "1", **facts})
    assert str(raised.value).startswith(told)


@pytest.mark.parametrize(
    ("segment", "is_one"),
    [("eh30", True), ("exMB", True), ("eh", True), ("exMB-_", True), ("eh3G", False), ("EH30", False), ("ex=", False)],
)
def test_only_the_form_of_the_standard_is_a_compressed_segment(segment: str, *, is_one: bool) -> None:
    assert is_compressed_segment(segment) is is_one
    with pytest.raises(EpcError):
        decompress_segment(segment)


@pytest.mark.parametrize("character", sorted(set(CSET_82) & set('"%&/<>?')))
def test_what_a_urn_cannot_hold_is_escaped(character: str) -> None:
    sgtin = item(f"a{character}b")
    uri = pure_identity_uri(sgtin)
    assert uri.endswith(f".a%{ord(character):02X}b")
    assert parse_epc_uri(uri).sgtin == sgtin


def test_padding_of_any_length_is_no_data() -> None:
    assert decode_epc(Bits.of_hex("30364433400D1EC000003039" + "0" * 20)) == decode_epc_hex("30364433400d1ec000003039")
