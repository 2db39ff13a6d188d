"""The code on a mint batch's page, read back by an independent decoder from what the browser draws."""

import base64

import numpy
import pytest
import zxingcpp

from tests.browser.conftest import OpenWindow
from tests.browser.furnished import Furnished
from tests.browser.window import DARK, DESKTOP, Look

pytestmark = pytest.mark.browser

PIXELS = """image => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 600;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, 600, 600);
  const bytes = context.getImageData(0, 0, 600, 600).data;
  let text = "";
  for (let place = 0; place < bytes.length; place += 4) text += String.fromCharCode(bytes[place]);
  return btoa(text);
}"""


@pytest.mark.parametrize("look", [DESKTOP, DARK], ids=lambda look: look.name)
async def test_the_code_reads_back_to_the_address_beside_it(
    window_for: OpenWindow, furnished: Furnished, look: Look
) -> None:
    window = await window_for(look)
    await window.sign_in(furnished.brand.owner.email)
    await window.visit(furnished.path("minting/{minted}"))
    scan_url = await window.page.get_by_role("link", name="Open as a scan").get_attribute("href")
    drawn = await window.page.get_by_role("img", name=f"QR code of {scan_url}").evaluate(PIXELS)
    pixels = numpy.frombuffer(base64.b64decode(drawn), dtype=numpy.uint8).reshape(600, 600)
    [code] = zxingcpp.read_barcodes(pixels)
    assert (code.text, code.ec_level, code.format) == (scan_url, "M", zxingcpp.BarcodeFormat.QRCode)
