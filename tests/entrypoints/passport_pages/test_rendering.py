"""Rendering alone: states, languages, odd values, colours. No database."""

import io
import json
import re
import tomllib
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import resvg_py
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from countermark.entrypoints.passport_pages import templates
from countermark.entrypoints.passport_pages.languages import localized
from countermark.entrypoints.passport_pages.passport_view import passport_view
from countermark.entrypoints.passport_pages.public_request import prefers_json
from countermark.entrypoints.passport_pages.stylesheet import stylesheet_at, stylesheet_path
from countermark.entrypoints.passport_pages.substances import substance_of
from countermark.entrypoints.passport_pages.templates import render
from countermark.entrypoints.passport_pages.words import LANGUAGES
from countermark.features.passports.as_of import as_of, end_of
from countermark.features.passports.passport_page import Fact, PassportPage, Section
from countermark.features.themes.colours import contrast, parsed, text_on
from countermark.kit.negotiation import wanted_languages
from tests.entrypoints.passport_pages.sample_pages import BATCH, ITEM, MODEL, PAGES, RECALLED, REVOKED, changed

T = re.compile(r'\bt\("([^"]+)"')
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def page(passport: PassportPage, *wanted: str) -> str:
    view = passport_view(passport, wanted)
    return render("passport.html", view.ui, view=view).decode()


def test_every_kind_of_passport_renders_within_its_size() -> None:
    for passport in PAGES.values():
        assert len(page(passport).encode()) < 60_000


def test_each_granularity_says_what_it_covers() -> None:
    assert "one single item" in page(ITEM)
    assert "All items of this lot" in page(BATCH)
    assert "no proof that an item is genuine" in page(MODEL)


def test_revoked_goes_before_recalled() -> None:
    both = changed(REVOKED, recalled=True)
    assert passport_view(both, ()).status == 410
    assert "This production batch was recalled" in page(both)
    assert passport_view(RECALLED, ()).status == 200


def test_a_banner_shows_only_when_it_matters() -> None:
    assert "banner" not in page(ITEM)
    assert "This passport is revoked" in page(REVOKED)


def test_empty_parts_leave_no_trace() -> None:
    bare = changed(MODEL, gtin=None, sections=[], digital_link=None, snapshot_sha256=None)
    for words in ("GTIN", "Serial", "SHA-256", "None"):
        assert words not in page(bare)


def test_values_look_like_what_they_are() -> None:
    text = page(ITEM)
    assert '<time datetime="2029-02-18">18 February 2029</time>' in text
    assert "1,000" in text
    assert "Portugal" in text
    assert 'href="https://nordlicht.example/lca/ne-630.pdf" rel="noopener nofollow">nordlicht.example/lca' in text
    assert '<rect class="share-part share-0" x="0" width="38.4" height="6">' in text
    assert "38.4&nbsp;%" in text


def test_a_missing_translation_shows_its_language() -> None:
    assert '<span class="tag" title="Not available in your language">de</span>' in page(ITEM, "en")
    assert 'class="tag"' not in page(ITEM, "de")


def test_the_page_speaks_the_readers_language_and_says_what_it_cannot() -> None:
    german = page(ITEM, "de-at")
    assert '<html lang="de">' in german
    for words in ("Gültig", "Seriennummer", "18. Februar 2029", "17,5", "Bezeichnungen ohne Übersetzung"):
        assert words in german
    assert '<span lang="en">Rated capacity</span>' in german
    assert '<html lang="ar" dir="rtl">' in page(ITEM, "ar")
    assert '<html lang="en">' in page(ITEM, "ja")


def test_every_language_has_every_word() -> None:
    folder = Path(templates.__file__).with_name("words")
    said = {path.stem: set(tomllib.loads(path.read_text())) for path in folder.glob("*.toml")}
    assert set(said) == set(LANGUAGES) - {"en"}
    assert len({frozenset(keys) for keys in said.values()}) == 1
    folder = Path(templates.__file__).with_name("templates")
    used = {text for name in ("base", "facts", "passport") for text in T.findall((folder / f"{name}.html").read_text())}
    assert used - said["de"] == set()


def test_substances_are_a_table_with_their_numbers() -> None:
    substances = ["Lead (CAS 7439-92-1, EC 231-100-4)", "Cobalt CAS 7440-48-4", "Something 7439-92-2"]
    assert [substance_of(text) for text in substances] == [
        ("Lead", "7439-92-1", "231-100-4"),
        ("Cobalt", "7440-48-4", None),
        ("Something 7439-92-2", None, None),
    ]
    key = "core.composition.substances_of_concern"
    fact = Fact(key=key, label="Substances of concern", value=list(substances), kind="texts")
    text = page(changed(sections=[Section(key="s", heading="Substances", facts=[fact])]))
    assert '<th scope="row" dir="auto">Lead</th><td class="code">7439-92-1</td><td class="code">231-100-4</td>' in text


def test_linked_data_has_the_facts_and_cannot_leave_its_block() -> None:
    evil = changed(product_name={"en": "</script><script>alert(1)</script>"})
    (block,) = re.findall(r"<script[^>]*>(.*?)</script>", page(evil), re.DOTALL)
    told = json.loads(block)
    assert told["name"]["en"] == "</script><script>alert(1)</script>"
    assert (told["gs1:gtin"], told["serialNumber"]) == (ITEM.gtin, ITEM.serial)
    assert {"@type": "PropertyValue", "propertyID": "rated_capacity", "name": {"en": "Rated capacity"}} | {
        "unitText": "Ah",
        "value": 17.5,
    } in told["additionalProperty"]


def test_the_code_on_the_page_leads_where_the_code_on_the_product_does() -> None:
    text = page(ITEM)
    view_box, path = re.search(r'viewBox="([^"]*)" role="img".*?<path d="([^"]*)"', text).groups()  # type: ignore[union-attr]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"><rect width="99" height="99" fill="#fff"/>'
    picture = resvg_py.svg_to_bytes(svg_string=f'{svg}<path d="{path}"/></svg>', width=400)
    pixels = np.array(Image.open(io.BytesIO(bytes(picture))).convert("L"))
    assert [code.text for code in zxingcpp.read_barcodes(pixels)] == [ITEM.digital_link]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-11-11", None), ("2026-11-12", "published"), ("2026-11-19", "published"), ("2026-11-20", "revoked")],
)
def test_a_page_as_of_a_date_is_what_was_shown_then(day: str, state: str | None) -> None:
    shown = as_of(REVOKED, end_of(date.fromisoformat(day)))
    assert (shown.state if shown else None) == state


@given(COLOURS)
def test_any_accent_colour_is_readable(colour: str) -> None:
    accent = parsed(colour)
    assert contrast(text_on(accent), accent) >= 4.5
    style = stylesheet_at(stylesheet_path(changed(ITEM).brand).replace("0f5c4d", colour[1:]).encode())
    assert style is not None
    for scheme in re.findall(r":root\{(--paper[^}]*)\}", style.decode()):
        role = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", scheme))
        for ground in ("paper", "surface"):
            assert contrast(parsed(role["accent-ink"]), parsed(role[ground])) >= 4.5


def test_languages_are_wanted_by_quality() -> None:
    assert wanted_languages(b"en;q=0.2, de-AT, fr;q=0, *;q=0.1, x y") == ("de-at", "en")
    assert wanted_languages(b"") == ()


def test_a_language_is_found_by_tag_then_by_its_primary_part() -> None:
    texts = {"en": "a", "pt-BR": "b", "de": "c"}
    assert localized(texts, ("de-at",)) == ("c", "de", False)
    assert localized(texts, ("pt",)) == ("b", "pt-BR", False)
    assert localized(texts, ("ja",)) == ("a", "en", True)
    assert localized({"ja": "d"}, ()) == ("d", "ja", False)


def test_json_is_for_who_names_it() -> None:
    wishes = {b"application/json": True, b"application/problem+json, */*": True, b"*/*": False, b"": False}
    wishes |= {b"text/html, application/json;q=0.9": False, b"text/html;q=0.5, application/json": True}
    assert {accept: prefers_json(accept) for accept in wishes} == wishes
