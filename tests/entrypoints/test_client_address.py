"""Who sends a request, behind proxies that are trusted and such that are not."""

from typing import Any

import pytest

from countermark.entrypoints.client_address import client_address_of, trusted_networks
from countermark.kit.settings import SettingsError, load_settings

PROXIES = "10.0.0.0/8, 2001:db8:ffff::/48"


@pytest.mark.parametrize(
    ("peer", "sent", "address"),
    [
        ("10.0.0.1", {}, "10.0.0.1"),
        ("192.0.2.9", {"x-forwarded-for": "203.0.113.1"}, "192.0.2.9"),
        ("10.0.0.1", {"x-forwarded-for": "203.0.113.1"}, "203.0.113.1"),
        ("10.0.0.1", {"x-forwarded-for": "198.51.100.66, 203.0.113.1, 10.9.9.9"}, "203.0.113.1"),
        ("10.0.0.1", {"x-forwarded-for": "203.0.113.1:4711"}, "203.0.113.1"),
        ("10.0.0.1", {"x-forwarded-for": "[2001:db8::1]:4711"}, "2001:db8::1"),
        ("10.0.0.1", {"x-forwarded-for": "203.0.113.1, nonsense"}, "10.0.0.1"),
        ("10.0.0.1", {"forwarded": "for=198.51.100.66, for=203.0.113.1;proto=https;by=10.0.0.1"}, "203.0.113.1"),
        ("10.0.0.1", {"forwarded": 'proto=https;For="[2001:db8::7]:80"'}, "2001:db8::7"),
        ("10.0.0.1", {"forwarded": "for=_hidden"}, "10.0.0.1"),
        ("2001:db8:ffff::1", {"x-forwarded-for": "2001:db8::5"}, "2001:db8::5"),
    ],
)
def test_only_what_trusted_proxies_say_counts(peer: str, sent: dict[str, str], address: str) -> None:
    find = client_address_of(load_settings({}, trusted_proxies=PROXIES))
    headers = [(name.encode(), value.encode()) for name, value in sent.items()]
    scope: dict[str, Any] = {"client": (peer, 4711), "headers": headers}
    assert find is not None
    assert find(scope) == address


def test_without_proxies_there_is_nothing_to_look_for() -> None:
    assert client_address_of(load_settings({})) is None


def test_what_is_no_network_is_named() -> None:
    with pytest.raises(SettingsError, match="trusted_proxies: 'proxy'"):
        trusted_networks(load_settings({}, trusted_proxies="10.0.0.1, proxy"))
