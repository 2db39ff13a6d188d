"""Countries of addresses, from a file in the MaxMind format."""

from pathlib import Path

import pytest

from countermark.features.scans.countries import Countries
from countermark.kit.settings import SettingsError
from tests.support.mmdb import write_countries

RECORDS = {
    "192.0.2.0/24": {"country": {"iso_code": "DE"}},
    "198.51.100.0/24": {"country_code": "FR"},
    "203.0.113.0/24": {"country": "it"},
    "2001:db8:1::/48": {"country": {"iso_code": "AT"}},
    "2001:db8:2::/48": {"registered_country": {"iso_code": "CH"}},
    "2001:db8:3::/48": {"continent": {"code": "EU"}},
}


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("192.0.2.77", "DE"),
        ("198.51.100.1", "FR"),
        ("203.0.113.1", "IT"),
        ("2001:db8:1::1", "AT"),
        ("2001:db8:2::1", "CH"),
        ("2001:db8:3::1", None),
        ("10.0.0.1", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_a_country_is_read_of_every_form_in_use(tmp_path: Path, address: str, country: str | None) -> None:
    assert Countries(write_countries(tmp_path / "countries.mmdb", RECORDS)).country_of(address) == country


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "countries.mmdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"countries_file: .*countries\.mmdb cannot be read"):
        Countries(path)


def test_a_file_that_is_replaced_is_read_anew_and_a_broken_one_is_not(tmp_path: Path) -> None:
    path = write_countries(tmp_path / "countries.mmdb", RECORDS)
    countries = Countries(path, look_every_s=0)
    write_countries(tmp_path / "next", {"192.0.2.0/24": {"country_code": "PL"}}).replace(path)
    assert countries.country_of("192.0.2.1") == "PL"
    (tmp_path / "broken").write_bytes(b"broken")
    (tmp_path / "broken").replace(path)
    assert countries.country_of("192.0.2.1") == "PL"
