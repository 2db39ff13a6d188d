"""Where a request comes from: the peer, or what the proxy in front says of it."""

from typing import Any

import pytest

from countermark.entrypoints.request_context import address_in
from countermark.kit.settings import load_settings


@pytest.mark.parametrize(
    ("header", "sent", "address"),
    [
        (None, [(b"x-forwarded-for", b"192.0.2.1")], "10.0.0.1"),
        ("X-Forwarded-For", [], "10.0.0.1"),
        ("X-Forwarded-For", [(b"x-forwarded-for", b"198.51.100.7, 192.0.2.1")], "192.0.2.1"),
        ("X-Forwarded-For", [(b"x-forwarded-for", b"198.51.100.7"), (b"x-forwarded-for", b"192.0.2.1")], "192.0.2.1"),
    ],
)
def test_only_the_word_of_the_named_proxy_counts(
    header: str | None, sent: list[tuple[bytes, bytes]], address: str
) -> None:
    settings = load_settings({}, client_address_header=header)
    scope: dict[str, Any] = {"client": ("10.0.0.1", 4711), "headers": sent}
    assert address_in(scope, settings) == address
