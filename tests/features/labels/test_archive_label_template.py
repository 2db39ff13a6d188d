"""archive_label_template: out of use, and still there."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import new_template
from tests.support.server import LiveServer


async def test_an_archived_template_is_out_of_use_and_still_there(shared_brand: Brand) -> None:
    template = await new_template(shared_brand)
    archived = await shared_brand.call("archive_label_template", label_template_id=template)
    assert archived["archived_at"] is not None
    assert await shared_brand.call("archive_label_template", label_template_id=template) == archived
    assert await shared_brand.call("get_label_template", label_template_id=template) == archived
    minted = await new_mint_batch(shared_brand)
    wish = {"mint_batch_id": minted["mint_batch_id"], "label_template_id": template}
    assert (await shared_brand.refused(409, "create_label_job", **wish))["code"] == "TEMPLATE_ARCHIVED"


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    theirs = await new_template(other)
    seen = await shared_brand.refused(400, "archive_label_template", label_template_id=theirs)
    assert seen == await shared_brand.refused(400, "archive_label_template", label_template_id=NOBODYS_ID)
    assert seen["code"] == "NOT_FOUND"
