"""Pictures of codes: every format reads back, has its true size and its quiet zone, and is the same every time."""

import io

import pypdfium2
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from countermark.carriers import (
    CannotCarry,
    ErrorCorrection,
    PictureFormat,
    Symbology,
    carried,
    draw_picture,
    make_symbol,
    read_back,
)
from tests.carriers import pixels

PATH = "/01/09506000134352/21/AB%2F1(2)"
ORIGIN = "https://demo.example.org"
PIXELS = {
    PictureFormat.SVG: pixels.of_svg,
    PictureFormat.PNG: pixels.of_png,
    PictureFormat.PDF: pixels.of_pdf,
    PictureFormat.EPS: pixels.of_eps,
}
CASES = [(symbology, kind) for symbology in Symbology for kind in PictureFormat]


@pytest.mark.parametrize(("symbology", "kind"), CASES)
def test_every_picture_reads_back_and_is_the_same_every_time(symbology: Symbology, kind: PictureFormat) -> None:
    held = carried(symbology, PATH, ORIGIN)
    symbol = make_symbol(symbology, held.content)
    drawn = [
        draw_picture(symbol, kind, x_dimension_mm=0.495, text=held.human_readable, text_place=place)
        for place in ("below", "beside", "below")
    ]
    assert drawn[0].content == drawn[2].content
    for picture in drawn[:2]:
        assert read_back(PIXELS[kind](picture.content), symbol).is_right


def test_a_qr_code_holds_the_address_and_a_data_matrix_the_element_string() -> None:
    assert carried(Symbology.QR, PATH, ORIGIN).content == ORIGIN + PATH.replace("(", "%28").replace(")", "%29")
    held = carried(Symbology.DATA_MATRIX, PATH, ORIGIN)
    assert held.content == r"(01)09506000134352(21)AB/1\(2)"
    assert held.human_readable == ("(01) 09506000134352", "(21) AB/1(2)")


def test_sizes_are_modules_times_the_x_dimension() -> None:
    symbol = make_symbol(Symbology.QR, "https://id.example.org/01/09506000134352/21/SN-000001")
    png = draw_picture(symbol, PictureFormat.PNG, x_dimension_mm=0.495)
    pdf = draw_picture(symbol, PictureFormat.PDF, x_dimension_mm=0.495)
    assert symbol.name == "QR code, version 4, level M"
    assert png.width_mm == pytest.approx((33 + 8) * 0.495)
    image = Image.open(io.BytesIO(png.content))
    assert image.width / image.info["dpi"][0] * 25.4 == pytest.approx(png.width_mm, rel=1e-3)
    with pypdfium2.PdfDocument(pdf.content) as document:
        assert document[0].get_width() / 72 * 25.4 == pytest.approx(pdf.width_mm, rel=1e-4)


@pytest.mark.parametrize(("symbology", "modules"), [(Symbology.QR, 4), (Symbology.DATA_MATRIX, 1)])
def test_the_quiet_zone_is_there_on_every_side(symbology: Symbology, modules: int) -> None:
    symbol = make_symbol(symbology, carried(symbology, "/01/09506000134352/21/A", ORIGIN).content)
    seen = pixels.of_png(draw_picture(symbol, PictureFormat.PNG, x_dimension_mm=0.5).content)
    quiet = modules * round(0.5 / 25.4 * 600)
    assert min(edge.min() for edge in (seen[:quiet], seen[-quiet:], seen[:, :quiet], seen[:, -quiet:])) == 255
    assert seen[quiet:, quiet:][0].min() == 0


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=300), st.sampled_from(ErrorCorrection))
def test_any_address_reads_back_in_the_size_that_another_encoder_gives(text: str, level: ErrorCorrection) -> None:
    content = f"https://demo.example.org/{text}"
    symbol = make_symbol(Symbology.QR, content, level)
    drawn = draw_picture(symbol, PictureFormat.PNG, x_dimension_mm=0.17)
    assert read_back(pixels.of_png(drawn.content), symbol).is_right
    other = segno.make_qr(content, error=level.value, boost_error=False)
    assert len(symbol.modules) <= other.symbol_size(border=0)[0]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(CannotCarry, match="too long"):
        make_symbol(Symbology.QR, "x" * 5000)
    with pytest.raises(CannotCarry, match="Data Matrix"):
        make_symbol(Symbology.DATA_MATRIX, "nonsense")


def test_a_wrong_picture_does_not_read_back() -> None:
    symbol, other = (make_symbol(Symbology.QR, f"{ORIGIN}/01/{name}") for name in ("A", "B"))
    seen = pixels.of_png(draw_picture(other, PictureFormat.PNG, x_dimension_mm=0.5).content)
    assert read_back(seen, symbol) == (False, f"{ORIGIN}/01/B")
    assert read_back(seen[: len(seen) // 2], symbol) == (False, None)
