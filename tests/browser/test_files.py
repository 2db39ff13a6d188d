"""Files of a product: dropped, watched, described, chosen, deleted and brought back."""

import base64
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.window import Window
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.files import EXE, MANUAL, PDF, PHOTO, Sample, new_attachment, picture
from tests.support.server import LiveServer

pytestmark = pytest.mark.browser

DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A fresh brand."""
    return await new_brand(live_server)


async def _files_tab(window: Window, brand: Brand) -> Page:
    product_id = (await new_product(brand))["product_id"]
    await window.sign_in(brand.owner.email)
    await window.visit(f"/console/{brand.subdomain}/products/{product_id}/files")
    return window.page


async def test_a_person_adds_chooses_deletes_and_undoes(window: Window, brand: Brand, tmp_path: Path) -> None:
    page = await _files_tab(window, brand)
    await expect(page.get_by_role("heading", name="No files yet")).to_be_visible()
    (tmp_path / "Front.jpg").write_bytes(PHOTO.content)
    (tmp_path / "Program.pdf").write_bytes(EXE)
    await page.get_by_label("Add files").set_input_files([tmp_path / "Front.jpg", tmp_path / "Program.pdf"])
    await expect(page.get_by_role("heading", name="Front.jpg")).to_be_visible()
    await expect(page.get_by_text("the content is not a PDF document")).to_be_visible()
    await expect(page.locator(".file-card img")).to_be_visible()  # once the worker has made it
    await page.evaluate(DROP, ["Manual.pdf", base64.b64encode(PDF).decode()])
    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Manual.pdf"))
    await expect(card).to_be_visible()

    await card.get_by_label("Show on passports").check()
    await expect(page.get_by_text("Passports published from now on show the file.")).to_be_visible()
    await expect(card.get_by_label("Show on passports")).to_be_checked()
    await card.get_by_label("More about Manual.pdf").click()
    await card.get_by_role("link", name="Edit details").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Title").fill("Bedienungsanleitung")
    await dialog.get_by_label("Title").press("Control+Enter")
    await expect(page.get_by_role("heading", name="Bedienungsanleitung")).to_be_visible()

    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Bedienungsanleitung"))
    await card.get_by_label("More about Bedienungsanleitung").click()
    async with page.expect_download() as downloading:
        await card.get_by_role("link", name="Download").click()
    assert (await (await downloading.value).path()).read_bytes() == PDF
    await card.get_by_role("button", name="Delete").click()
    await expect(page.get_by_text("Bedienungsanleitung was deleted.")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("heading", name="Bedienungsanleitung")).to_be_visible()


async def test_without_script_a_form_does_it(window_for: OpenWindow, brand: Brand, tmp_path: Path) -> None:
    page = await _files_tab(await window_for(script=False), brand)
    (tmp_path / "Manual.pdf").write_bytes(PDF)
    await page.get_by_label("Add files").set_input_files(tmp_path / "Manual.pdf")
    await page.get_by_role("button", name="Upload").click()
    await expect(page.get_by_role("heading", name="Manual.pdf")).to_be_visible()
    await page.get_by_label("Show on passports").check()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_label("Show on passports")).to_be_checked()


async def test_the_pages_with_files_are_accessible_and_fit(
    window_for: OpenWindow, live_server: LiveServer, shown: tuple[Brand, str, str]
) -> None:
    brand, product_id, passport_id = shown
    window = await window_for()
    await window.sign_in(brand.owner.email)
    home = f"/console/{brand.subdomain}/products"
    problems: list[str] = []
    files = (await brand.call("list_product_attachments", product_id=product_id))["items"]
    pages = {
        "product-files": f"{home}/{product_id}/files",
        "product-file-edit": f"{home}/{product_id}/files/{files[0]['attachment_id']}/edit",
        "products-with-pictures": home,
    }
    for name, path in pages.items():
        await window.visit(path)
        await window.page.wait_for_load_state("networkidle")
        problems += await window.problems(name)
    await window.page.goto(f"http://{brand.subdomain}.localhost:{live_server.port}/passport/{passport_id}")
    await window.page.wait_for_load_state("networkidle")
    problems += await window.problems("passport-with-files")
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="module")
async def shown(live_server: LiveServer) -> tuple[Brand, str, str]:
    """A brand, a product with files of every kind and state, and its published passport."""
    brand = await new_brand(live_server)
    attributes = READY_ATTRIBUTES | {"core.identity.weight": 18.4}
    product_id = (await new_product(brand, attributes=attributes))["product_id"]
    await new_attachment(brand, product_id, PHOTO, show_on_passport=True, title="From the front")
    side = Sample("Seite.png", "image/png", picture("PNG", 1800, 900))
    await new_attachment(brand, product_id, side, show_on_passport=True)
    broken = picture("JPEG", 900, 700, quality=95)
    await new_attachment(brand, product_id, Sample("Broken.jpg", "image/jpeg", broken[:9000]))
    plain = {"show_on_passport": True, "language": "de"}
    await new_attachment(brand, product_id, MANUAL, title="Bedienungsanleitung", kind="instructions", **plain)
    await new_attachment(brand, product_id, Sample("Declaration.pdf", "application/pdf", PDF + b"\n"), **plain)
    target = {"kind": "product", "id": product_id}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    (passport,) = (await brand.call("list_passports", product_id=product_id))["items"]
    return brand, product_id, passport["passport_id"]
