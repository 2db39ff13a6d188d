"""A browser window at the console: how it looks, what it complains about, and how to check what it shows."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, ConsoleMessage, Page

from tests.support.client import PASSWORD
from tests.support.server import LiveServer

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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
LOOKS = (DESKTOP, Look(1366, 768, "dark"), Look(360, 740, "light"), Look(360, 740, "dark"))


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
        """Draws the page if pictures are wanted; says where it is not accessible, or wider than its window."""
        await self.picture(name)
        problems = await self.barriers()
        overflow = await self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if overflow > 0:
            problems.append(f"{overflow} px wider than the window")
        return [f"{name}: {problem}" for problem in problems]

    async def picture(self, name: str) -> None:
        """Draws the page, if ``SCREENSHOTS`` names a folder."""
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            path = Path(folder) / f"{name}-{self.look.name}.png"
            await self.page.screenshot(path=path, full_page=True)

    async def barriers(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA: rule, element, and what is wrong with it."""
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(AXE.read_text())
        found: dict[str, Any] = await self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG_2_2_AA
        )
        return [
            f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
            for violation in found["violations"]
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
