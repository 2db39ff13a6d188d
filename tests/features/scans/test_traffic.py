"""People and programs by user agent, and how little is kept of one."""

import pytest

from countermark.features.scans.traffic import classed_agent, first_language
from tests.support.scanning import GOOGLEBOT, PHONE, WHATSAPP

IMESSAGE = "Mozilla/5.0 (Macintosh) AppleWebKit/601 Safari/601 facebookexternalhit/1.1 Facebot Twitterbot/1.0"
CUBOT = "Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
INSTAGRAM = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Mobile/15E148 Instagram 300.0"
CLASSES = {
    PHONE: ("human", "Safari"),
    CUBOT: ("human", "Chrome"),
    INSTAGRAM: ("human", "Other browser"),
    "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121.0": (
        "human",
        "Samsung Internet",
    ),
    "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/140.0": ("human", "Firefox"),
    "okhttp/4.12.0": ("human", "Android app"),
    "CodeScan/3 CFNetwork/1494 Darwin/23.4": ("human", "iOS app"),
    WHATSAPP: ("unfurler", "whatsapp"),
    IMESSAGE: ("unfurler", "facebookexternalhit"),
    "Slackbot-LinkExpanding 1.0": ("unfurler", "slackbot"),
    "LinkedInBot/1.0 (compatible; Mozilla/5.0)": ("unfurler", "linkedinbot"),
    GOOGLEBOT: ("crawler", "googlebot"),
    "Mozilla/5.0 (compatible; bingbot/2.0)": ("crawler", "bingbot"),
    "GPTBot/1.2": ("crawler", "gptbot"),
    "curl/8.5.0": ("unknown", "curl"),
    "": ("unknown", "Other"),
}


@pytest.mark.parametrize(("user_agent", "expected"), CLASSES.items())
def test_a_user_agent_is_classed(user_agent: str, expected: tuple[str, str]) -> None:
    assert classed_agent(user_agent.encode()) == expected


def test_people_and_unknown_agents_activate_and_programs_do_not() -> None:
    may = {
        str(classed_agent(agent.encode()).traffic_class): classed_agent(agent.encode()).may_activate
        for agent in CLASSES
    }
    assert may == {"human": True, "unknown": True, "unfurler": False, "crawler": False}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,de;q=0.9", "de"),
        ("EN", "en"),
        (" fil ", "fil"),
        ("*", None),
        ("", None),
        ("x-klingon", None),
        ("é", None),
    ],
)
def test_only_the_first_language_is_kept(header: str, language: str | None) -> None:
    assert first_language(header.encode("latin-1")) == language
