"""Hashes of passwords, and what becomes of them when the setting changes."""

import pytest

from countermark.features.accounts.passwords import hash_password, verify_password
from countermark.kit.settings import SettingsError, load_settings

PASSWORD = "correct horse battery staple 9"
SMALL, LARGER = (load_settings({}, password_memory_mib=memory) for memory in (12, 16))


async def test_a_hash_says_what_it_took_and_is_verified() -> None:
    stored = await hash_password(SMALL, PASSWORD)
    assert stored.startswith("$argon2id$v=19$m=12288,t=3,p=4$")
    assert await verify_password(SMALL, PASSWORD, stored) == (True, None)
    assert (await verify_password(SMALL, "another password 1", stored))[0] is False


async def test_after_a_change_of_the_setting_a_fresh_hash_comes_with_the_right_password() -> None:
    stored = await hash_password(SMALL, PASSWORD)
    valid, fresh = await verify_password(LARGER, PASSWORD, stored)
    assert valid
    assert fresh is not None
    assert fresh.startswith("$argon2id$v=19$m=16384,t=3,p=4$")


async def test_without_an_account_no_password_is_right() -> None:
    assert await verify_password(SMALL, PASSWORD, None) == (False, None)


def test_less_memory_than_is_safe_is_refused() -> None:
    with pytest.raises(SettingsError, match="password_memory_mib"):
        load_settings({"COUNTERMARK_PASSWORD_MEMORY_MIB": "8"})
