"""Pictures of the demo's products, drawn here."""

import io
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1200
FINER: Final = 2  # drawn twice as large, so that edges come out smooth
Draw = Callable[[ImageDraw.ImageDraw], None]


def draw_picture(sku: str) -> bytes:
    """A PNG of the product with this SKU, on white with a soft shadow."""
    size = (WIDTH * FINER, HEIGHT * FINER)
    shape = Image.new("RGBA", size, (0, 0, 0, 0))
    _DRAWN[sku](ImageDraw.Draw(shape))
    shade = Image.new("L", size, 0)
    ImageDraw.Draw(shade).ellipse(_scaled(380, 985, 1220, 1065), fill=70)
    shade = shade.resize((WIDTH, HEIGHT)).filter(ImageFilter.GaussianBlur(22))
    picture = Image.new("RGB", (WIDTH, HEIGHT), "#ffffff")
    picture.paste((40, 48, 60), mask=shade)
    drawn = shape.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    picture.paste(drawn, mask=drawn)
    stream = io.BytesIO()
    picture.quantize(128).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _scaled(*places: float) -> list[float]:
    return [place * FINER for place in places]


def _battery(draw: ImageDraw.ImageDraw) -> None:
    """A down-tube battery: case, rail, cap with a lock, and its charge in five lights."""
    draw.rounded_rectangle(_scaled(330, 470, 1270, 1000), 90 * FINER, fill="#20262e")
    draw.rounded_rectangle(_scaled(330, 470, 1270, 640), 90 * FINER, fill="#2c343e")
    draw.rectangle(_scaled(330, 560, 1270, 640), fill="#2c343e")
    draw.rounded_rectangle(_scaled(470, 400, 1130, 490), 40 * FINER, fill="#3a434e")
    draw.rounded_rectangle(_scaled(330, 690, 1270, 760), 0, fill="#0b6b4f")
    draw.ellipse(_scaled(1110, 830, 1190, 910), fill="#3a434e", outline="#56616d", width=6 * FINER)
    draw.rectangle(_scaled(1145, 850, 1155, 890), fill="#11151a")
    for place in range(5):
        left = 430 + place * 84
        draw.rounded_rectangle(
            _scaled(left, 855, left + 60, 885), 14 * FINER, fill="#5ee0a0" if place < 4 else "#3a434e"
        )


def _jacket(draw: ImageDraw.ImageDraw) -> None:
    """A hooded jacket from the front."""
    navy, dark, light = "#24406b", "#1b3153", "#34568b"
    draw.polygon(_scaled(560, 400, 330, 520, 250, 930, 370, 960, 470, 640), fill=dark)
    draw.polygon(_scaled(1040, 400, 1270, 520, 1350, 930, 1230, 960, 1130, 640), fill=dark)
    draw.polygon(_scaled(560, 390, 1040, 390, 1140, 560, 1120, 1010, 480, 1010, 460, 560), fill=navy)
    draw.ellipse(_scaled(610, 190, 990, 540), fill=light)
    draw.ellipse(_scaled(660, 250, 940, 540), fill=dark)
    draw.rectangle(_scaled(790, 470, 810, 1010), fill="#d9e2ee")
    for left in (540, 890):
        draw.rounded_rectangle(_scaled(left, 790, left + 170, 815), 12 * FINER, fill=dark)
    draw.rounded_rectangle(_scaled(480, 975, 1120, 1010), 10 * FINER, fill=dark)
    draw.rounded_rectangle(_scaled(900, 600, 1010, 630), 8 * FINER, fill="#e9b949")


def _washing_machine(draw: ImageDraw.ImageDraw) -> None:
    """A front loader: panel, dial, door."""
    draw.rounded_rectangle(
        _scaled(450, 200, 1150, 1020), 36 * FINER, fill="#e9edf1", outline="#c3cad2", width=6 * FINER
    )
    draw.rounded_rectangle(_scaled(450, 200, 1150, 350), 36 * FINER, fill="#d4dae1")
    draw.rectangle(_scaled(450, 310, 1150, 350), fill="#d4dae1")
    draw.ellipse(_scaled(740, 225, 850, 335), fill="#f7f9fa", outline="#9aa5b1", width=6 * FINER)
    draw.rectangle(_scaled(792, 232, 798, 262), fill="#0b6b4f")
    draw.rounded_rectangle(_scaled(930, 250, 1090, 310), 10 * FINER, fill="#20262e")
    draw.rounded_rectangle(_scaled(500, 250, 660, 310), 10 * FINER, fill="#c3cad2")
    draw.ellipse(_scaled(560, 450, 1040, 930), fill="#9aa5b1")
    draw.ellipse(_scaled(600, 490, 1000, 890), fill="#20262e")
    draw.ellipse(_scaled(640, 530, 960, 850), fill="#3d5a73")
    draw.chord(_scaled(640, 530, 960, 850), 20, 160, fill="#6f97b5")
    draw.rounded_rectangle(_scaled(1000, 650, 1040, 730), 14 * FINER, fill="#56616d")


_DRAWN: Final[dict[str, Draw]] = {
    "EB-T500": _battery,
    "JK-FJORD-M-NAVY": _jacket,
    "WM-AQUA-9": _washing_machine,
}
