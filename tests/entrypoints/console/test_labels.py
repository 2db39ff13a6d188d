"""Labels from the console, without script: a template by fields, a print job, its file."""

import re

import pytest

from tests.entrypoints.console.visitor import Visitor, form_fields, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import COVERED, SMALL, codes_in_pdf, ended, new_template, printed
from tests.support.server import LiveServer

FIELD = re.compile(r'<(?:input|textarea)[^>]* name="([^"]+)"[^>]*? value="([^"]*)"')


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member."""
    return await new_brand(live_server)


@pytest.fixture
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    """Its owner at the console."""
    return await signed_in(live_server, brand.owner.email)


async def test_a_template_is_made_and_changed_by_fields_alone(brand: Brand, visitor: Visitor) -> None:
    home = f"/console/{brand.subdomain}/labels/templates"
    designer = location(await visitor.send(f"{home}/new", name="Front", stock="roll-50x30"))
    page = await visitor.get(designer)
    assert "Nothing to say against it" in text_of(page)
    fields = {name: value for name, value in FIELD.findall(page.text) if name.startswith(("e", "sheet."))}
    fields |= {"e0.symbology": "qr", "e0.error_correction": "M", "e1.text": "{serial}", "e1.align": "end"}
    fields |= {"e2.align": "start", "name": "Front", "stock": "roll-50x30"}
    added = await visitor.send(designer, **fields, action="add:pictogram")
    assert "Pictogram 4" in text_of(added)
    tiny = await visitor.send(f"{designer}/preview", designer, **(fields | {"e0.size_mm": "12"}))
    assert "GS1 asks for at least 0.396 mm" in text_of(tiny)
    wrong = await visitor.send(designer, **(fields | {"e0.size_mm": "big"}), action="save")
    assert wrong.status_code == 422
    assert 'value="big"' in wrong.text
    await visitor.send(designer, **(fields | {"e0.size_mm": "24,5", "name": "Back"}), action="save")
    saved = await brand.call("get_label_template", label_template_id=designer.rpartition("/")[2])
    assert (saved["name"], saved["design"]["elements"][0]["size_mm"]) == ("Back", 24.5)
    assert saved["design"]["elements"][1]["text"] == "{serial}"
    archived = location(await visitor.send(f"{designer}/archive", designer))
    assert "No label templates yet" in text_of(await visitor.get(archived))


async def test_a_print_job_sent_twice_prints_once_and_its_file_can_be_had(brand: Brand, visitor: Visitor) -> None:
    minted = await new_mint_batch(brand)
    home = f"/console/{brand.subdomain}/labels"
    begin = f"{home}/new?mint_batch_id={minted['mint_batch_id']}"
    assert "No label template yet" in text_of(await visitor.get(begin))
    template = await new_template(brand)
    form = form_fields(await visitor.get(begin), f"{home}/new")
    chosen = form | {"label_template_id": template, "format": "pdf", "first_label": "3", "label_count": "5"}
    first, second = [location(await visitor.send(f"{home}/new", begin, **chosen)) for _ in "ab"]
    assert first == second
    job = await ended(brand, {"label_job_id": first.rpartition("/")[2]})
    assert (job["first_label"], job["label_count"]) == (2, 5)
    assert "Every code was read back" in text_of(await visitor.get(first))
    link = location(await visitor.get(f"{first}/file"))
    assert len(codes_in_pdf((await visitor.get(link)).content)) == 5
    assert (await visitor.get(f"{first}/progress")).headers["hx-refresh"] == "true"
    too_many = await visitor.send(f"{home}/new", begin, **(chosen | {"label_count": "50", "idempotency_key": "x"}))
    assert "must be 1 to 8" in text_of(too_many).lower()


async def test_a_job_that_was_not_released_says_why_and_can_be_tried_again(brand: Brand, visitor: Visitor) -> None:
    minted = await new_mint_batch(brand)
    job = await printed(brand, minted["mint_batch_id"], COVERED)
    here = f"/console/{brand.subdomain}/labels/{job['label_job_id']}"
    assert "does not read back" in text_of(await visitor.get(here))
    assert "does not read back" in text_of(await visitor.get(f"/console/{brand.subdomain}/labels"))
    await visitor.send(f"{here}/retry", here)
    assert (await ended(brand, job))["status"] == "failed"
    assert location(await visitor.send(f"{here}/cancel", here)) == here
    assert "This job is failed already" in text_of(await visitor.get(here))


async def test_another_brands_labels_cannot_be_seen(live_server: LiveServer, visitor: Visitor, brand: Brand) -> None:
    other = await new_brand(live_server)
    job = await printed(other, (await new_mint_batch(other))["mint_batch_id"], SMALL)
    for page in (f"{job['label_job_id']}", f"{job['label_job_id']}/file", f"templates/{job['label_template_id']}"):
        answer = await visitor.get(f"/console/{brand.subdomain}/labels/{page}")
        assert answer.status_code == 404
