"""rotate_api_credential_secret_record: the id stays, the old secret ends, at once or after an overlap."""

import psycopg
import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.machines import Program, new_program
from tests.support.server import LiveServer

ROTATE = "rotate_api_credential_secret_record"


async def test_the_old_secret_and_its_tokens_end_at_once(shared_brand: Brand) -> None:
    program = await new_program(shared_brand)
    old_token = await program.token()
    rotated = await shared_brand.call(ROTATE, credential_id=program.id)
    assert rotated["credential"]["client_id"] == program.credential["client_id"]
    renewed = Program(shared_brand, rotated["credential"], rotated["client_secret"])
    assert (await program.post("list_products")).status_code == 401
    assert (await program.post_with_token(old_token, "list_products")).status_code == 401
    assert (await program.ask_for_token()).status_code == 401
    assert (await renewed.post("list_products")).status_code == 200
    assert (await renewed.post_with_token(await renewed.token(), "list_products")).status_code == 200


async def test_with_an_overlap_both_count_until_it_ends(shared_brand: Brand, owner: psycopg.Connection) -> None:
    program = await new_program(shared_brand)
    old_token = await program.token()
    rotated = await shared_brand.call(ROTATE, credential_id=program.id, overlap_s=3600)
    assert rotated["credential"]["previous_secret_ends_at"] is not None
    renewed = Program(shared_brand, rotated["credential"], rotated["client_secret"])
    for answer in (
        await program.post("list_products"),
        await program.post_with_token(old_token, "list_products"),
        await renewed.post("list_products"),
    ):
        assert answer.status_code == 200
    owner.execute("UPDATE api_credentials SET previous_secret_ends_at = now() WHERE credential_id = %s", (program.id,))
    assert (await program.post("list_products")).status_code == 401
    assert (await program.post_with_token(old_token, "list_products")).status_code == 401
    assert (await renewed.post("list_products")).status_code == 200


async def test_only_the_last_two_secrets_ever_count(shared_brand: Brand) -> None:
    program = await new_program(shared_brand)
    second = await shared_brand.call(ROTATE, credential_id=program.id, overlap_s=86400)
    await shared_brand.call(ROTATE, credential_id=program.id, overlap_s=86400)
    assert (await program.post("list_products")).status_code == 401
    renewed = Program(shared_brand, second["credential"], second["client_secret"])
    assert (await renewed.post("list_products")).status_code == 200


@pytest.mark.parametrize("overlap_s", [-1, 86401])
async def test_a_longer_overlap_is_refused(shared_brand: Brand, overlap_s: int) -> None:
    program = await new_program(shared_brand)
    error = await shared_brand.refused(400, ROTATE, credential_id=program.id, overlap_s=overlap_s)
    assert error["details"].startswith("_overlap_s")


async def test_an_expired_one_is_not_rotated(shared_brand: Brand, owner: psycopg.Connection) -> None:
    program = await new_program(shared_brand)
    owner.execute("UPDATE api_credentials SET expires_at = now() WHERE credential_id = %s", (program.id,))
    assert (await shared_brand.refused(400, ROTATE, credential_id=program.id))["code"] == "CREDENTIAL_EXPIRED"


async def test_another_brand_s_credential_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine, theirs = await new_brand(live_server), await new_program(shared_brand)
    refusals = [await mine.refused(400, ROTATE, credential_id=one) for one in (theirs.id, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
    assert (await theirs.post("list_products")).status_code == 200
