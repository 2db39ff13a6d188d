"""The buckets of clients: what they hold, whom they spare, how few they are."""

import pytest

from countermark.entrypoints.resolver.client_limits import MOST_CLIENTS, ClientLimits


def refused(limits: ClientLimits, *addresses: str) -> list[bool]:
    return [limits.wait_of(address) > 0 for address in addresses]


def test_a_burst_is_let_through_and_no_more() -> None:
    limits = ClientLimits(rate=0.001, burst=3)
    assert refused(limits, *["192.0.2.1"] * 5) == [False, False, False, True, True]
    assert 900 < limits.wait_of("192.0.2.1") <= 1_000
    assert refused(limits, "192.0.2.2") == [False]


def test_a_household_is_one_client() -> None:
    limits = ClientLimits(rate=0.001, burst=1)
    same, other = ["2001:db8:0:1::1", "2001:db8:0:1:ffff::2"], "2001:db8:0:2::1"
    assert refused(limits, *same, other) == [False, True, False]
    assert refused(limits, "192.0.2.1", "::ffff:192.0.2.1") == [False, True]


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "172.31.9.9", "192.168.1.1", "fd00::1"]
)
def test_private_networks_are_not_counted(address: str) -> None:
    limits = ClientLimits(rate=0.001, burst=1)
    assert refused(limits, *[address] * 3) == [False] * 3
    assert limits.clients == 0


def test_no_more_clients_are_held_than_fit() -> None:
    limits = ClientLimits(rate=0.001, burst=1)
    for number in range(MOST_CLIENTS + 50):
        limits.wait_of(f"45.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert limits.clients == MOST_CLIENTS


def test_nothing_that_is_held_is_an_address() -> None:
    limits = ClientLimits(rate=1, burst=1)
    limits.wait_of("203.0.113.77")
    assert "203.0.113.77" not in repr(vars(limits))
