"""Tells people from programs by user agent, and keeps only a coarse name of it.

The lists are plain and short on purpose: the big senders announce themselves. Crawlers beyond them are known by the
patterns that the ua-parser project maintains. When in doubt it is a person: a crawler counted too much does less harm
than a customer who never becomes the first. The whole user agent is forgotten as soon as it is classed.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from countermark.features.scans.scan_event import TrafficClass

REMEMBERED_AGENTS: Final = 4_096
LONGEST_USER_AGENT: Final = 512

# Programs that fetch a link to draw its preview in a chat or feed. They come before any person does.
UNFURLERS: Final = (
    "facebookexternalhit facebot meta-externalfetcher whatsapp slackbot slack-imgproxy twitterbot telegrambot "
    "discordbot linkedinbot skypeuripreview microsoftpreview bingpreview pinterestbot redditbot mattermost-bot "
    "mastodon vkshare line-poker google-pagerenderer bitlybot embedly iframely flipboardproxy cardyb synapse "
    "kakaotalk-scrap"
).split()

# Programs that index, archive, watch or train and whose name does not end in "bot".
CRAWLERS: Final = (
    "google-inspectiontool googleother google-extended mediapartners apis-google baiduspider bytespider "
    "oai-searchbot chatgpt-user claude-web ia_archiver archive.org_bot pingdom statuscake phantomjs lighthouse scrapy "
    "nutch censys zgrab masscan nuclei crawler spider"
).split()

# First match names the family; several browsers also carry the names of those they descend from.
FAMILIES: Final = (
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("Mozilla", "Other browser"),
    ("CFNetwork", "iOS app"),
    ("okhttp", "Android app"),
    ("Dalvik", "Android app"),
    ("curl", "curl"),
    ("python", "Python"),
)

# "bot" at the end of a word, but not the telephones of a maker called Cubot.
_UNFURLER: Final = re.compile("|".join(map(re.escape, UNFURLERS)), re.IGNORECASE)
_CRAWLER: Final = re.compile("|".join(map(re.escape, CRAWLERS)) + r"|[a-z]*(?<!cu)bot\b", re.IGNORECASE)
# What browsers send; programs that dress as one add what they are, mostly after "compatible".
_BROWSER: Final = re.compile(r"^Mozilla/5\.0 \((?!compatible)[^)]*\) (?:AppleWebKit|Gecko)/")
_PERSON: Final = re.compile(r"^Mozilla/|CFNetwork/|^okhttp/|^Dalvik/")


class Agent(NamedTuple):
    """What is kept of a user agent."""

    traffic_class: TrafficClass
    family: str

    @property
    def may_activate(self) -> bool:
        """Whether its scan counts as the first one.

        An unknown agent may be a scanner app or a customs terminal: a person who never becomes the first is worse
        than a script that does.
        """
        return self.traffic_class in (TrafficClass.HUMAN, TrafficClass.UNKNOWN)


@lru_cache(REMEMBERED_AGENTS)
def classed_agent(user_agent: bytes) -> Agent:
    """The class and family of a ``User-Agent`` header; ``b""`` when there is none."""
    text = user_agent[:LONGEST_USER_AGENT].decode("latin-1")
    for pattern, traffic_class in ((_UNFURLER, TrafficClass.UNFURLER), (_CRAWLER, TrafficClass.CRAWLER)):
        if found := pattern.search(text):
            return Agent(traffic_class, found[0].lower())
    if spider := _spider_in(text):
        return Agent(TrafficClass.CRAWLER, spider)
    family = next((name for mark, name in FAMILIES if mark in text), "Other")
    return Agent(TrafficClass.HUMAN if _PERSON.search(text) else TrafficClass.UNKNOWN, family)


def _spider_in(text: str) -> str | None:
    """The name by which the ua-parser project's patterns know a program; ``None`` for all else.

    The last of them is a catch-all of words that browsers have in their names as well ("silk", "yahoo"): it counts only
    where nothing looks like a browser.
    """
    *exact, catch_all = spider_patterns()
    patterns = exact if _BROWSER.match(text) else [*exact, catch_all]
    return "other crawler" if any(search(text) for search in patterns) else None


@cache
def spider_patterns() -> list[Callable[[str], object]]:
    """What finds spiders among devices (ua-parser's ``regexes.yaml``). Loading it takes a tenth of a second, once."""
    from ua_parser.loaders import load_lazy_builtins

    _, _, devices = load_lazy_builtins()
    return [
        re.compile(device.regex, device.flags).search
        for device in devices
        if getattr(device, "family", None) == "Spider"
    ]


@lru_cache(REMEMBERED_AGENTS)
def first_language(accept_language: bytes) -> str | None:
    """The primary language of the first tag of ``Accept-Language``: ``b"de-AT,en;q=0.8"`` is ``"de"``.

    The whole list tells people apart; its first language does not.
    """
    found = re.match(rb"\s*([A-Za-z]{2,3})(?=[-,;\s]|$)", accept_language)
    return found[1].decode().lower() if found else None
