"""Takes the secrets of an NFC tag out of a query before it is recorded.

An NTAG 424 DNA tag mirrors its encrypted UID and counter and a MAC into the link (NXP AN12196). Whoever reads them in
a log can replay the tap.
"""

from typing import Final
from urllib.parse import unquote_plus

LONGEST_QUERY: Final = 500
# Names in use for the mirrored parts: PICC data, encrypted file data, MAC, and the plain UID and counter;
# and our own word on a tap, which stands in their place.
SECRET_KEYS: Final = frozenset("picc_data piccdata picc enc cmac mac sdmmac sun e c m d p x uid ctr tt tag".split())


def clean_query(query_string: bytes) -> str:
    """The query without its secret values (``e=-&c=-&lang=de``), at most ``LONGEST_QUERY`` characters."""
    if not query_string:
        return ""
    pairs = query_string.decode("latin-1").split("&")
    return "&".join(_clean_pair(pair) for pair in pairs)[:LONGEST_QUERY]


def _clean_pair(pair: str) -> str:
    key, equals, _ = pair.partition("=")
    return f"{key}=-" if equals and unquote_plus(key).strip().lower() in SECRET_KEYS else pair
