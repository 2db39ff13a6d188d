"""A person at the console without script: follows links, sends forms as a browser does."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import uuid4

import httpx

from tests.support.client import PASSWORD
from tests.support.server import LiveServer

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@dataclass
class Visitor:
    """A browser's cookies and the host it talks to."""

    http: httpx.AsyncClient

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """A page, redirects not followed."""
        return await self.http.get(path, headers=headers)

    async def token(self, path: str = "/console/sign-in") -> str:
        """The token in the form of a page."""
        found = TOKEN.search((await self.http.get(path)).text)
        assert found
        return found[1]

    async def send(self, path: str, form_at: str | None = None, **fields: str) -> httpx.Response:
        """Sends the form that stands at ``form_at`` (the same path by default), token included."""
        fields["csrf"] = await self.token(form_at or path)
        return await self.http.post(path, data=fields, headers={"sec-fetch-site": "same-origin"})


def form_fields(answer: httpx.Response, action: str) -> dict[str, str]:
    """What the first form of a page that goes to ``action`` sends by itself, token included."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', answer.text, re.DOTALL)
    assert form, f"no form to {action}"
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[1])
    return {name: unescape(value) for name, value in hidden}


def new_visitor(server: LiveServer) -> Visitor:
    """A browser that was never here."""
    return Visitor(server.client())


async def signed_up(server: LiveServer) -> Visitor:
    """A browser with a fresh account, signed in."""
    visitor = new_visitor(server)
    fields = {"display_name": "", "email": f"{uuid4().hex}@example.com", "password": PASSWORD}
    answer = await visitor.send("/console/sign-up", **fields)
    assert answer.status_code == 303, answer.text
    return visitor


async def with_brand(server: LiveServer) -> tuple[Visitor, str]:
    """A browser signed in, and the path of its fresh brand, which ends in a slash."""
    visitor = await signed_up(server)
    subdomain = f"c{uuid4().hex[:12]}"
    answer = await visitor.send("/console/new-brand", name="Alpenrad", subdomain=subdomain)
    assert answer.status_code == 303, answer.text
    await visitor.get(answer.headers["location"])  # the notice that the brand is ready shows once
    return visitor, answer.headers["location"]


async def signed_in(server: LiveServer, email: str) -> Visitor:
    """A browser signed in as somebody who exists."""
    visitor = new_visitor(server)
    answer = await visitor.send("/console/sign-in", email=email, password=PASSWORD)
    assert answer.status_code == 303, answer.text
    return visitor


def text_of(answer: httpx.Response) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def cookie_header(answer: httpx.Response, name: str) -> str:
    """The Set-Cookie line of a cookie."""
    return next(line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}="))


def location(answer: httpx.Response) -> Any:
    """Where a redirect leads."""
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]
