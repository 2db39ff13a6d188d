"""The first five minutes of the README work as they stand."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

from tests.support.client import PASSWORD, new_brand
from tests.support.server import LiveServer

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def _run_python(source: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False)


async def test_the_python_example_leads_from_a_product_to_a_scan(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    example = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)[0]
    for told, here in {
        "http://localhost:8000": live_server.url,
        "demo@example.com": brand.owner.email,
        "<printed by make run>": PASSWORD,
        "http://demo.localhost:8000": "",
    }.items():
        example = example.replace(told, here)
    done = await asyncio.to_thread(_run_python, example)
    assert done.returncode == 0, done.stderr
    scanned = await brand.owner.http.get(done.stdout.strip(), headers={"host": brand.host})
    assert scanned.status_code == 307


def test_every_file_the_documents_link_to_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
