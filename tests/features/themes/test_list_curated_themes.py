"""list_curated_themes: six, each of them readable and unlike the others."""

from countermark.features.themes.contrast_check import contrast_problems
from countermark.features.themes.curated import curated_themes
from countermark.features.themes.written_theme import CHOICES, read_theme, write_theme
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


def test_everybody_can_read_every_one_of_them() -> None:
    assert {key: contrast_problems(theme.tokens) for key, theme in curated_themes().items()} == {
        key: [] for key in curated_themes()
    }


def test_no_two_look_alike() -> None:
    looks = [write_theme(theme.tokens, "#1f4b99") for theme in curated_themes().values()]
    choices = [look.rpartition("-")[2] for look in looks]
    assert len(set(choices)) == len(choices) == 6
    assert all(len(each) == len(CHOICES) for each in choices)


def test_the_text_of_a_theme_is_read_back_and_no_other_text_is() -> None:
    text = write_theme(curated_themes()["werk"].tokens, "#1f4b99")
    assert read_theme(text) == curated_themes()["werk"].tokens
    assert [read_theme(wrong) for wrong in ("", text[1:], text[:-1] + "9", text.upper())] == [None] * 4


async def test_the_one_in_force_is_told(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)

    async def in_force() -> list[str]:
        return [each["key"] for each in await brand.call("list_curated_themes") if each["in_force"]]

    assert await in_force() == ["register"]
    await brand.call("assign_passport_theme", curated="terra")
    assert await in_force() == ["terra"]


async def test_another_brand_is_not_told_what_is_in_force_here(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    await other.owner.refused(403, "list_curated_themes", brand_id=shared_brand.id)
