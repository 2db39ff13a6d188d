"""Rendering alone: states, languages, odd values, colours. No database."""

import re

from hypothesis import given
from hypothesis import strategies as st

from countermark.entrypoints.passport_pages.languages import localized
from countermark.entrypoints.passport_pages.passport_view import passport_view
from countermark.entrypoints.passport_pages.public_request import prefers_json
from countermark.entrypoints.passport_pages.stylesheet import stylesheet_at, stylesheet_path
from countermark.entrypoints.passport_pages.templates import render
from countermark.features.passports.passport_page import PassportPage
from countermark.features.themes.colours import contrast, parsed, text_on
from countermark.kit.negotiation import wanted_languages
from tests.entrypoints.passport_pages.sample_pages import BATCH, ITEM, MODEL, PAGES, RECALLED, REVOKED, changed

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def page(passport: PassportPage, *wanted: str) -> str:
    return render("passport.html", view=passport_view(passport, wanted)).decode()


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
    assert '<rect class="share-part" width="38.4" height="1">' in text


def test_a_missing_translation_shows_its_language() -> None:
    assert '<span class="tag" title="Not available in your language">de</span>' in page(ITEM, "en")
    assert 'class="tag"' not in page(ITEM, "de")


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
