"""The built files: cached for ever, compressed, and nothing else is served from their folder."""

import json
import re
from pathlib import Path

from tests.entrypoints.console.visitor import new_visitor
from tests.support.server import LiveServer

REPOSITORY = Path(__file__).parents[3]


async def test_a_built_file_may_be_kept_for_ever(live_server: LiveServer) -> None:
    visitor = new_visitor(live_server)
    for address in re.findall(r"/assets/[^\"]+", (await visitor.get("/console/sign-in")).text):
        answer = await visitor.get(address)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_text_comes_compressed_where_the_browser_takes_it(live_server: LiveServer) -> None:
    visitor = new_visitor(live_server)
    address = re.findall(r"/assets/console-[^\"]+css", (await visitor.get("/console/sign-in")).text)[0]
    packed = await visitor.get(address, **{"accept-encoding": "br"})
    plain = await visitor.get(address, **{"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "br"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 5


async def test_only_built_files_are_served(live_server: LiveServer) -> None:
    visitor = new_visitor(live_server)
    for name in ("manifest.json", "nothing.css", "..%2Fapp.py", "console.css"):
        assert (await visitor.get(f"/assets/{name}")).status_code == 404


async def test_the_reference_of_the_api_uses_no_other_host(live_server: LiveServer) -> None:
    answer = await new_visitor(live_server).get("/docs")
    assert answer.status_code == 200
    assert not re.findall(r"(?:src|href)=\"https?:", answer.text)
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((REPOSITORY / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
