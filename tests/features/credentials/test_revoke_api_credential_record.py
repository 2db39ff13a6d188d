"""revoke_api_credential_record: refused everywhere from the next request on, for good."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.machines import new_program
from tests.support.server import LiveServer

REVOKE = "revoke_api_credential_record"


async def test_secret_and_tokens_are_refused_at_once_and_for_good(shared_brand: Brand) -> None:
    program = await new_program(shared_brand)
    token = await program.token()
    assert (await program.post_with_token(token, "list_products")).status_code == 200
    revoked = await shared_brand.call(REVOKE, credential_id=program.id)
    assert (revoked["state"], revoked["revoked_at"] is None) == ("revoked", False)
    assert (await program.post("list_products")).json()["details"] == "this API credential was revoked"
    assert (await program.post_with_token(token, "list_products")).status_code == 401
    assert (await program.ask_for_token()).json()["error"] == "invalid_client"
    assert await shared_brand.call(REVOKE, credential_id=program.id) == revoked
    for operation, arguments in {
        "rotate_api_credential_secret_record": {},
        "update_api_credential": {"patch": {"name": "Back again"}},
    }.items():
        error = await shared_brand.refused(400, operation, credential_id=program.id, **arguments)
        assert error["code"] == "CREDENTIAL_REVOKED"


async def test_another_brand_s_credential_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine, theirs = await new_brand(live_server), await new_program(shared_brand)
    refusals = [await mine.refused(400, REVOKE, credential_id=one) for one in (theirs.id, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
    assert (await theirs.post("list_products")).status_code == 200
