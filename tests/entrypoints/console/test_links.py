"""Links in the console, without script: add, change, archive with undo, import, test a scan."""

import re

import pytest

from tests.entrypoints.console.visitor import Visitor, form_fields, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer

GLN = "/414/9506000134352"


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    """A brand that the tests of this file share."""
    return await new_brand(live_server)


@pytest.fixture(scope="module")
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner's browser."""
    return await signed_in(live_server, brand.owner.email)


@pytest.fixture
def links(brand: Brand) -> str:
    """The path of the links."""
    return f"/console/{brand.subdomain}/links"


TYPED = {
    "link_type": "gs1:instructions",
    "target_url": "https://example.com/manual",
    "title": "Manual",
    "languages": "de, en",
    "contexts": "at",
    "valid_from": "2026-01-31",
    "forward_query": "1",
    "is_public": "1",
}


async def test_a_link_of_a_lot_is_added_changed_archived_and_brought_back(
    visitor: Visitor, brand: Brand, links: str
) -> None:
    product_id = (await new_product(brand))["product_id"]
    new = f"{links}/new?product_id={product_id}"
    tab = f"/console/{brand.subdomain}/products/{product_id}/links"
    assert location(await visitor.send(new, **TYPED, lot="LOT-7")) == tab
    (link,) = (await brand.call("list_links", product_id=product_id))["items"]
    assert (link["path"], link["languages"], link["contexts"]) == ("/10/LOT-7", ["de", "en"], ["AT"])
    assert (link["valid_from"], link["forward_query"], link["is_default"]) == ("2026-01-31T00:00:00Z", True, False)
    assert "Manual" in text_of(await visitor.get(tab))
    assert "from Jan 31, 2026" in text_of(await visitor.get(links))
    edit = f"{links}/{link['link_id']}/edit"
    assert location(await visitor.send(edit, **TYPED | {"title": "Handbook", "valid_from": ""})) == tab
    changed = await brand.call("get_link", link_id=link["link_id"])
    assert (changed["title"], changed["valid_from"], changed["target_url"]) == ("Handbook", None, link["target_url"])
    archived = await visitor.send(f"{links}/{link['link_id']}/archive", form_at=tab)
    page = await visitor.get(location(archived))
    assert "Handbook is archived." in text_of(page)
    undo = f"{links}/{link['link_id']}/restore"
    fields = form_fields(page, undo)
    assert (await visitor.http.post(undo, data=fields, headers={"sec-fetch-site": "same-origin"})).status_code == 303
    assert (await brand.call("get_link", link_id=link["link_id"]))["archived_at"] is None


async def test_nothing_typed_is_lost_when_a_link_is_refused(visitor: Visitor, links: str) -> None:
    answer = await visitor.send(f"{links}/new", **TYPED | {"target_url": "nonsense"}, gs1_path=GLN)
    assert answer.status_code == 422
    assert "must be an address like" in text_of(answer)
    assert 'value="nonsense"' in answer.text
    assert f'value="{GLN}"' in answer.text
    answer = await visitor.send(f"{links}/new", **TYPED, gs1_path="/414/1")
    assert 'href="#gs1_path"' in answer.text


async def test_the_list_is_filtered(visitor: Visitor, brand: Brand, links: str) -> None:
    await new_link(brand, gs1_path=GLN, title="Where the plant is", link_type="gs1:locationInfo")
    assert "Where the plant is" in text_of(await visitor.get(f"{links}?link_type=gs1:locationInfo&query=plant"))
    assert "No link matches" in text_of(await visitor.get(f"{links}?target_state=broken"))


async def test_rows_are_checked_before_they_are_imported(visitor: Visitor, brand: Brand, links: str) -> None:
    path = f"{links}/import"
    rows = (
        "GS1 path;Link type;Target URL;Title;Languages;Is default\n"
        "/417/9506000134352;gs1:homepage;https://example.com/;Home;de en;yes\n"
        "/417/9506000134353;gs1:homepage;https://example.com/;Home;;\n"
        ";;;;;\n"
    )
    checked = await visitor.send(path, rows=rows)
    said = text_of(checked)
    assert (checked.status_code, "To add 1" in said, "Refused 1" in said) == (200, True, True)
    assert "the check digit should be" in said
    assert (await brand.call("list_links", gs1_path="/417/9506000134352"))["items"] == []
    done = await visitor.send(path, rows=rows, commit="1")
    assert "1 link is added." in text_of(await visitor.get(location(done)))
    (link,) = (await brand.call("list_links", gs1_path="/417/9506000134352"))["items"]
    assert (link["languages"], link["is_default"]) == (["de", "en"], True)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "has no row"),
        ("title,nonsense\na,b\n", "unknown"),
        ("title,title\na,b\n", "a column twice"),
        ('title\n"a', "is no CSV"),
        ("title\n" + "a\n" * 1_001, "at most 1,000"),
    ],
)
async def test_what_is_no_list_of_links_is_refused(visitor: Visitor, links: str, rows: str, said: str) -> None:
    answer = await visitor.send(f"{links}/import", rows=rows)
    assert answer.status_code == 422
    assert said in text_of(answer)


async def test_a_scan_is_explained_by_the_rules(visitor: Visitor, brand: Brand, links: str) -> None:
    product = await new_product(brand)
    gtin = product["identifiers"]["gtin"].zfill(14)
    for language in ("de", "en"):
        await new_link(brand, product_id=product["product_id"], languages=[language], title=f"In {language}")
    asked = f"code=https://elsewhere.example/01/{gtin}&link_type=gs1:instructions&accept="
    said = text_of(await visitor.get(f"{links}/test?{asked}&language=de-AT"))
    assert "language: 1 of 2 left" in said
    assert re.search(r"307 to https://example.com/\S+, 'In de'", said)
    assert "300 with a choice" in text_of(await visitor.get(f"{links}/test?{asked}&language=fr"))
    assert "400" in text_of(await visitor.get(f"{links}/test?code=/01/123"))
    assert f"(01) {gtin}, (10) L/1" in text_of(await visitor.get(f"{links}/test?code=(01){gtin}(10)L/1"))
    for hostile in ("(01)", "%00", "//evil.example/01/1", "http://[", "/01/%ff?linkType=%0d%0a", "x" * 3_000):
        assert (await visitor.get(f"{links}/test?code={hostile}")).status_code in (200, 400)


async def test_who_may_only_read_is_offered_no_change(live_server: LiveServer, brand: Brand, links: str) -> None:
    stranger = await signed_in(live_server, (await new_brand(live_server)).owner.email)
    for path in (links, f"{links}/test", f"{links}/import"):
        assert (await stranger.get(path)).status_code == 404
