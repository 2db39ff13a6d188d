"""Pictures of the demo's products, drawn here."""

import io
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = (960, 720)
DRAWN: Final = (1600, 1200)  # larger, so that edges come out smooth
Draw = Callable[[ImageDraw.ImageDraw], None]


def draw_picture(sku: str) -> bytes:
    """A PNG of the product with this SKU, on white with a soft shadow."""
    shape = Image.new("RGBA", DRAWN, (0, 0, 0, 0))
    _DRAWN_BY[sku](ImageDraw.Draw(shape))
    shade = Image.new("L", DRAWN, 0)
    ImageDraw.Draw(shade).ellipse((380, 985, 1220, 1065), fill=70)
    shade = shade.resize(SIZE).filter(ImageFilter.GaussianBlur(13))
    picture = Image.new("RGB", SIZE, "#ffffff")
    picture.paste((40, 48, 60), mask=shade)
    drawn = shape.resize(SIZE, Image.Resampling.LANCZOS)
    picture.paste(drawn, mask=drawn)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def _battery(draw: ImageDraw.ImageDraw) -> None:
    """A down-tube battery: case, rail, cap with a lock, and its charge in five lights."""
    draw.rounded_rectangle((330, 470, 1270, 1000), 90, fill="#20262e")
    draw.rounded_rectangle((330, 470, 1270, 640), 90, fill="#2c343e")
    draw.rectangle((330, 560, 1270, 640), fill="#2c343e")
    draw.rounded_rectangle((470, 400, 1130, 490), 40, fill="#3a434e")
    draw.rounded_rectangle((330, 690, 1270, 760), 0, fill="#0b6b4f")
    draw.ellipse((1110, 830, 1190, 910), fill="#3a434e", outline="#56616d", width=6)
    draw.rectangle((1145, 850, 1155, 890), fill="#11151a")
    for place in range(5):
        left = 430 + place * 84
        draw.rounded_rectangle((left, 855, left + 60, 885), 14, fill="#5ee0a0" if place < 4 else "#3a434e")


def _jacket(draw: ImageDraw.ImageDraw) -> None:
    """A hooded jacket from the front."""
    navy, dark, light = "#24406b", "#1b3153", "#34568b"
    draw.polygon((560, 400, 330, 520, 250, 930, 370, 960, 470, 640), fill=dark)
    draw.polygon((1040, 400, 1270, 520, 1350, 930, 1230, 960, 1130, 640), fill=dark)
    draw.polygon((560, 390, 1040, 390, 1140, 560, 1120, 1010, 480, 1010, 460, 560), fill=navy)
    draw.ellipse((610, 190, 990, 540), fill=light)
    draw.ellipse((660, 250, 940, 540), fill=dark)
    draw.rectangle((790, 470, 810, 1010), fill="#d9e2ee")
    for left in (540, 890):
        draw.rounded_rectangle((left, 790, left + 170, 815), 12, fill=dark)
    draw.rounded_rectangle((480, 975, 1120, 1010), 10, fill=dark)
    draw.rounded_rectangle((900, 600, 1010, 630), 8, fill="#e9b949")


def _washing_machine(draw: ImageDraw.ImageDraw) -> None:
    """A front loader: panel, dial, door."""
    draw.rounded_rectangle((450, 200, 1150, 1020), 36, fill="#e9edf1", outline="#c3cad2", width=6)
    draw.rounded_rectangle((450, 200, 1150, 350), 36, fill="#d4dae1")
    draw.rectangle((450, 310, 1150, 350), fill="#d4dae1")
    draw.ellipse((740, 225, 850, 335), fill="#f7f9fa", outline="#9aa5b1", width=6)
    draw.rectangle((792, 232, 798, 262), fill="#0b6b4f")
    draw.rounded_rectangle((930, 250, 1090, 310), 10, fill="#20262e")
    draw.rounded_rectangle((500, 250, 660, 310), 10, fill="#c3cad2")
    draw.ellipse((560, 450, 1040, 930), fill="#9aa5b1")
    draw.ellipse((600, 490, 1000, 890), fill="#20262e")
    draw.ellipse((640, 530, 960, 850), fill="#3d5a73")
    draw.chord((640, 530, 960, 850), 20, 160, fill="#6f97b5")
    draw.rounded_rectangle((1000, 650, 1040, 730), 14, fill="#56616d")


_DRAWN_BY: Final[dict[str, Draw]] = {
    "EB-T500": _battery,
    "JK-FJORD-M-NAVY": _jacket,
    "WM-AQUA-9": _washing_machine,
}
