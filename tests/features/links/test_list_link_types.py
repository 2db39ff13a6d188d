"""list_link_types: the vocabulary, without what is deprecated or set by flags."""

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


async def test_the_vocabulary_is_offered_by_title(shared_brand: Brand) -> None:
    offered = await shared_brand.call("list_link_types")
    titles = [one["title"].casefold() for one in offered]
    assert titles == sorted(titles)
    by_name = {one["link_type"]: one for one in offered}
    assert by_name["gs1:dpp"]["iri"] == "https://ref.gs1.org/voc/dpp"
    assert len(offered) == 56
    assert not {"gs1:defaultLink", "gs1:productSustainabilityInfo"} & set(by_name)


async def test_another_brand_is_offered_the_same(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    assert await other.call("list_link_types") == await shared_brand.call("list_link_types")
