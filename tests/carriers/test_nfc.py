"""NFC: messages, keys and MACs against published vectors, and what a forged link cannot do."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.carriers.nfc import (
    diversified_key,
    is_sun_mac,
    ndef_uri_message,
    read_picc_data,
    sun_mac,
    tag_keys,
    tag_message,
    tap_in,
    uri_in_ndef,
)

VECTORS = json.loads((Path(__file__).parent / "data/nfc-vectors.json").read_text())
KEY, UID = bytes(range(16)), bytes.fromhex("04958CAA5C5E80")


@pytest.mark.parametrize("vector", VECTORS["sun"], ids=lambda vector: str(vector["uid"]))
def test_published_taps_are_genuine_and_altered_ones_are_not(vector: dict[str, Any]) -> None:
    picc = read_picc_data(bytes.fromhex(vector["kMeta"]), bytes.fromhex(vector["picc_data"]))
    assert picc is not None
    assert (picc.uid.hex().upper(), picc.counter) == (vector["uid"], vector["ctr"])
    file_key, mac, over = bytes.fromhex(vector["kFile"]), bytes.fromhex(vector["cmac"]), vector["macInput"].encode()
    assert sun_mac(file_key, picc, over) == mac
    assert is_sun_mac(mac, file_key, picc, over)
    assert not is_sun_mac(mac, KEY, picc, over)
    assert not is_sun_mac(mac, file_key, picc, over + b"x")
    assert not is_sun_mac(mac, file_key, picc._replace(counter=picc.counter + 1), over)


@pytest.mark.parametrize("vector", VECTORS["diversification"], ids=lambda vector: str(vector["src"]))
def test_keys_are_diversified_as_published(vector: dict[str, str]) -> None:
    made = diversified_key(bytes.fromhex(vector["key"]), bytes.fromhex(vector["input"]))
    assert made.hex().upper() == vector["diversified"]
    with pytest.raises(ValueError, match="16 to 30"):
        diversified_key(KEY, bytes(15))


def test_tags_share_only_the_key_that_hides_their_uid() -> None:
    one, other = tag_keys(KEY, UID), tag_keys(KEY, UID[:-1] + b"\x81")
    assert one.meta_read == other.meta_read == tag_keys(KEY, b"").meta_read
    assert len({one.meta_read, one.file_read, one.master, other.file_read, other.master, KEY}) == 6


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("https://example.com", "D1 01 0C 55 04 6578616D706C652E636F6D"),
        ("https://www.example.com", "D1 01 0C 55 02 6578616D706C652E636F6D"),
        ("urn:epc:id:sgtin:1", "D1 01 08 55 1E 736774696E3A31"),
        ("x:y", "D1 01 04 55 00 783A79"),
    ],
)
def test_messages_use_the_longest_well_known_prefix(uri: str, message: str) -> None:
    assert ndef_uri_message(uri) == bytes.fromhex(message)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_every_uri_comes_back_from_its_message(text: str) -> None:
    uri = f"https://demo.example.org/{text}"
    assert uri_in_ndef(ndef_uri_message(uri)) == uri


@pytest.mark.parametrize("message", ["", "D1", "D10104550478", "D1010255FF78", "D101025404 78", "C10100000002550478"])
def test_what_is_no_uri_message_is_refused(message: str) -> None:
    if message != "C10100000002550478":
        with pytest.raises(ValueError, match="not one NDEF URI record"):
            uri_in_ndef(bytes.fromhex(message))
    else:
        assert uri_in_ndef(bytes.fromhex(message)) == "https://x"


@pytest.mark.parametrize("path", ["/01/09506000134352/21/ABC", "/mu/" + "0" * 36, "/01/09506000134352/21/" + "x" * 250])
def test_offsets_point_at_what_the_tag_mirrors(path: str) -> None:
    made = tag_message("https://demo.example.org", path)
    length, message = int.from_bytes(made.file[:2], "big"), made.file[2:]
    assert len(message) == length
    assert uri_in_ndef(message) == made.uri
    assert made.file[made.mac_input_offset :].startswith(path.encode() + b"?picc_data=")
    assert made.file[made.picc_data_offset - 10 :][:42] == b"picc_data=" + b"0" * 32
    assert made.file[made.mac_offset - 5 :] == b"cmac=" + b"0" * 16


def test_a_tap_is_found_among_other_parameters_and_taken_out() -> None:
    tap = tap_in(b"a=1&picc_data=" + b"AB" * 16 + b"&cmac=" + b"cd" * 8 + b"&lang=de")
    assert tap is not None
    assert (tap.picc_data, tap.mac, tap.rest) == (b"\xab" * 16, b"\xcd" * 8, b"a=1&lang=de")
    assert tap.before_mac.endswith(b"&cmac=")
    for wrong in (
        b"",
        b"cmac=" + b"cd" * 8,
        b"picc_data=xx&cmac=yy",
        b"picc_data=" + b"AB" * 16 + b"&cmac=" + b"cd" * 9,
    ):
        assert tap_in(wrong) is None
