"""GS1's rules for size and contrast."""

import pytest

from countermark.carriers import Colour, Symbology, contrast_warnings, make_symbol, size_warnings

SYMBOL = make_symbol(Symbology.QR, "https://id.example.org/01/09506000134352/21/SN-000001")


@pytest.mark.parametrize(
    ("module_mm", "codes"),
    [
        (0.395, ["MODULE_TOO_SMALL"]),
        (0.396, ["MODULE_BELOW_TARGET"]),
        (0.495, []),
        (0.990, []),
        (0.995, ["MODULE_TOO_BIG"]),
    ],
)
def test_a_module_has_bounds(module_mm: float, codes: list[str]) -> None:
    assert [warning.code for warning in size_warnings(SYMBOL, module_mm)] == codes


def test_a_warning_says_what_would_do() -> None:
    [warning] = size_warnings(SYMBOL, 0.2)
    assert warning.is_grave
    assert "side of 16.2 mm" in warning.message


@pytest.mark.parametrize(
    ("dark", "light", "codes"),
    [
        ("#000000", "#ffffff", []),
        ("#003366", "#ffffff", []),
        ("#ff0000", "#ffffff", ["CONTRAST_TOO_LOW"]),
        ("#777777", "#ffffff", []),
        ("#000000", "#bbbbbb", ["CONTRAST_LOW"]),
        ("#000000", "#0000ff", ["CONTRAST_TOO_LOW"]),
        ("#ffffff", "#000000", ["COLOURS_INVERTED"]),
    ],
)
def test_colours_are_judged_as_a_scanner_sees_them(dark: str, light: str, codes: list[str]) -> None:
    found = contrast_warnings(Colour.from_hex(dark), Colour.from_hex(light))
    assert [warning.code for warning in found] == codes
