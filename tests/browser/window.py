"""A browser window at the console: how it looks, what it complains about, and how to check what it shows."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, ConsoleMessage, Page

from tests.support.client import PASSWORD
from tests.support.server import LiveServer

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
WCAG_2_2_AA = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
TIMEOUT_MS = 15_000


@dataclass(frozen=True)
class Look:
    """The size of a window in pixels, and the scheme its reader prefers."""

    width: int
    height: int
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """For the names of pictures."""
        return f"{self.width}-{self.scheme}"


DESKTOP = Look(1366, 768, "light")
DARK = Look(1366, 768, "dark")
LOOKS = (DESKTOP, DARK, Look(360, 740, "dark"), Look(360, 740, "light"))


@dataclass
class Window:
    """One window, with cookies of its own."""

    page: Page
    origin: str
    look: Look
    errors: list[str] = field(default_factory=list)

    async def visit(self, path: str) -> None:
        """Goes to a page of the console's host."""
        await self.page.goto(f"{self.origin}{path}")

    async def sign_in(self, email: str) -> None:
        """Signs in somebody who exists."""
        await self.visit("/console/sign-in")
        await self.page.get_by_label("E-mail address").fill(email)
        await self.page.get_by_label("Password").fill(PASSWORD)
        await self.page.get_by_role("button", name="Sign in").click()
        await self.page.wait_for_url(lambda url: "/sign-in" not in url)

    async def problems(self, name: str) -> list[str]:
        """Says where the page, as it is now, is not accessible or wider than its window, in every one of ``LOOKS``.

        Each is drawn if pictures are wanted. The page is not loaded anew: what differs is style, and whatever is open
        stays open. Dark differs from light in colours only, so only the rules about those are asked again, and once.
        """
        own, problems = self.look, []
        for look in LOOKS:
            await self.take_on(look)
            await self.picture(name)
            found: list[str] = []
            if look.scheme == "light" or look is DARK:
                found = await self.barriers(WCAG_2_2_AA if look.scheme == "light" else OF_COLOURS)
            problems += [f"{name}, {look.name}: {problem}" for problem in found + await self.overflow()]
        await self.take_on(own)
        return problems

    async def take_on(self, look: Look) -> None:
        """Makes the window as large and its reader's preference as ``look`` says."""
        await self.page.set_viewport_size({"width": look.width, "height": look.height})
        await self.page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")
        self.look = look

    async def overflow(self) -> list[str]:
        """By how much the page is wider than its window, if it is."""
        excess = await self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return [f"{excess} px wider than the window"] if excess > 0 else []

    async def picture(self, name: str) -> None:
        """Draws the page, if ``SCREENSHOTS`` names a folder."""
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            path = Path(folder) / f"{name}-{self.look.name}.png"
            await self.page.screenshot(path=path, full_page=True)

    async def barriers(self, rules: dict[str, Any] = WCAG_2_2_AA) -> list[str]:
        """What axe-core finds against ``rules``: rule, element, and what is wrong with it."""
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(AXE.read_text())
        found: list[dict[str, Any]] = await self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)",
            rules,
        )
        return [
            f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]


async def open_window(browser: Browser, server: LiveServer, look: Look, *, script: bool = True) -> Window:
    """A window that was never used, with motion reduced; ``script=False`` turns script off."""
    context = await browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    context.set_default_timeout(TIMEOUT_MS)
    page = await context.new_page()
    window = Window(page, f"http://localhost:{server.port}", look)

    def note(message: ConsoleMessage) -> None:
        # A form that is refused answers 422, a missing page 404: the browser logs both, and both are meant.
        if message.type == "error" and "responded with a status of 4" not in message.text:
            window.errors.append(f"{page.url}: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: window.errors.append(f"{page.url}: {error}"))
    return window
