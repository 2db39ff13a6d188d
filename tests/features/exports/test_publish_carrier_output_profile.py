"""publish_carrier_output_profile: exports use the version that is published, and tell which."""

from tests.features.exports.exporting import columns, content_of, exported, new_profile
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_the_next_export_uses_the_new_version_and_the_old_one_is_deprecated(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    profile = await new_profile(shared_brand, columns=columns("serial"))
    key = {"profile_id": profile["profile_id"]}
    patch = {"definition": {"columns": columns("lot"), "delimiter": ";"}}
    await shared_brand.call("update_carrier_output_profile", **key, patch=patch)
    before = await exported(shared_brand, batch, kind="qr_print", **key)
    published = await shared_brand.call("publish_carrier_output_profile", **key)
    after = await exported(shared_brand, batch, kind="qr_print", **key)
    assert [(version["version"], version["status"]) for version in published["versions"]] == [
        (2, "published"),
        (1, "deprecated"),
    ]
    assert (before["profile_version"], after["profile_version"]) == (1, 2)
    assert [(await content_of(shared_brand, e)).splitlines()[0] for e in (before, after)] == [b"serial", b"lot"]
    error = await shared_brand.refused(409, "publish_carrier_output_profile", **key)
    assert error["code"] == "NO_DRAFT"


async def test_another_brand_publishes_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    profile = await new_profile(shared_brand, publish=False)
    other = await new_brand(live_server)
    error = await other.refused(400, "publish_carrier_output_profile", profile_id=profile["profile_id"])
    assert error == await other.refused(400, "publish_carrier_output_profile", profile_id=NOBODYS_ID)
