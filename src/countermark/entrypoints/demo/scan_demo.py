"""The demo's first scans: what its codes would get in a shop, sent to the resolver like anybody's."""

import http.client
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from typing import Final

from countermark.entrypoints.demo.demo import Demo
from countermark.kit.settings import Settings

SCANS: Final = 48
EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # compared with, not bound to
WEBKIT: Final = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
BLINK: Final = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE: Final = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {WEBKIT}"
ANDROID: Final = f"Mozilla/5.0 (Linux; Android 10; K) {BLINK} Chrome/130.0.0.0 Mobile Safari/537.36"
SAMSUNG: Final = f"Mozilla/5.0 (Linux; Android 10; K) {BLINK} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36"
FIREFOX: Final = "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"
WHATSAPP: Final = "WhatsApp/2.23.20.0"
CRAWLER: Final = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
AGENTS: Final = (IPHONE, ANDROID, IPHONE, SAMSUNG, ANDROID, FIREFOX, IPHONE, WHATSAPP, ANDROID, IPHONE, CRAWLER)
LANGUAGES: Final = ("de-AT,de;q=0.9", "en", "de-DE,de;q=0.9", "pl", "fr-FR,fr;q=0.9", "pt-PT", "it-IT,it;q=0.9")


def scan_demo(demo: Demo, settings: Settings) -> None:
    """Scans units of the demo by a running server; gives up without a word, for it is only decoration."""
    host = EVERYWHERE.get(settings.host, settings.host)
    connection = http.client.HTTPConnection(host, settings.port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        for path, headers in _scans(demo, settings):
            connection.request("GET", path, headers=headers)
            connection.getresponse().read()
    connection.close()


def _scans(demo: Demo, settings: Settings) -> Iterator[tuple[str, dict[str, str]]]:
    host = settings.brand_host(demo.subdomain)
    seen = zip(cycle(demo.shop_paths), cycle(AGENTS), cycle(LANGUAGES), strict=False)
    for path, agent, language in islice(seen, SCANS):
        is_person = agent not in (WHATSAPP, CRAWLER)
        yield path, {"host": host, "user-agent": agent} | ({"accept-language": language} if is_person else {})
