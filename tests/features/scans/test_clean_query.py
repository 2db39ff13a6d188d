"""Queries lose the secrets of an NFC tag and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.features.scans.clean_query import LONGEST_QUERY, SECRET_KEYS, clean_query


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("picc_data=EF963FF7828658A599F3041510671E88&cmac=94EED9EE65337086", "picc_data=-&cmac=-"),
        ("e=1&c=2&lang=de&utm_source=box", "e=-&c=-&lang=de&utm_source=box"),
        ("%65=1&E=2&+e=3", "%65=-&E=-&+e=-"),
        ("e&e=", "e&e=-"),
        ("17=261231&linkType=gs1:dpp", "17=261231&linkType=gs1:dpp"),
    ],
)
def test_secrets_become_a_dash(query: str, kept: str) -> None:
    assert clean_query(query.encode()) == kept


@given(st.sampled_from(sorted(SECRET_KEYS)), st.text("0123456789ABCDEF", min_size=16, max_size=64), st.booleans())
def test_no_secret_survives_wherever_it_stands(key: str, secret: str, is_first: bool) -> None:
    pairs = [f"{key}={secret}", "lang=de"]
    assert secret not in clean_query("&".join(pairs if is_first else pairs[::-1]).encode())


def test_a_query_is_kept_to_a_bounded_length() -> None:
    assert len(clean_query(b"a=" + b"x" * 5000)) == LONGEST_QUERY
