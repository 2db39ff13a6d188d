"""check_link_targets: a real worker looks at real servers; what it found stands in the links, and in the audit log."""

import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.databases import new_database
from tests.support.factories import new_link, new_product
from tests.support.server import LiveServer, command, environment, start_server
from tests.support.waiting import until
from tests.support.web_server import WebServer, answer, web_server

GLN = "/414/9506000134352"
LOOKS = {"COUNTERMARK_CHECK_LINKS": "true", "COUNTERMARK_CHECK_PRIVATE_LINKS": "true"}


@pytest.fixture(scope="module")
def own_database(server_url: str) -> str:
    """A database that only workers who may look at private addresses work on."""
    return new_database(server_url)


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checking")


@pytest.fixture(scope="module")
async def brand(own_database: str, own_home: Path) -> AsyncIterator[Brand]:
    """A brand there, behind an API without a worker."""
    with start_server(own_database, own_home, "--only", "api") as server:
        yield await new_brand(server)


@pytest.fixture
async def web() -> AsyncIterator[WebServer]:
    async with web_server() as running:
        yield running


@contextmanager
def worker(database_url: str, home: Path, **extra: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(command("worker"), env=environment(database_url, home, **(LOOKS | extra)))
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


async def targets_of(brand: Brand) -> dict[str, dict[str, Any]]:
    """The links by the last segment of their target."""
    links = (await brand.call("list_links"))["items"]
    return {link["target_url"].rpartition("/")[2]: link for link in links}


def told(url: str, brand: Brand, link_id: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT action FROM audit_log WHERE brand_id = %s AND object_id = %s ORDER BY audit_id", (brand.id, link_id)
        ).fetchall()
    return [action for (action,) in rows]


async def test_what_looks_found_is_told_and_a_killed_worker_leaves_nothing_undone(
    own_database: str, own_home: Path, brand: Brand, web: WebServer
) -> None:
    web.answers |= {"/good": answer(200), "/moved": answer(302, "/fine"), "/fine": answer(200), "/slow": answer(200)}
    ids = {
        name: (await new_link(brand, gs1_path=GLN, target_url=web.url(f"/{name}")))["link_id"]
        for name in ("good", "moved", "gone", "slow")
    }
    with worker(own_database, own_home) as first:
        await until(lambda: targets_of(brand), lambda _: web.asked["/slow"] > 0)
        first.send_signal(signal.SIGKILL)
        first.wait(20)
    web.going_on.set()
    with worker(own_database, own_home):
        links = await until(
            lambda: targets_of(brand), lambda links: all(link["checked_at"] is not None for link in links.values())
        )
        assert {name: link["target_state"] for name, link in links.items()} == {
            "good": "ok",
            "moved": "ok",
            "gone": "broken",
            "slow": "ok",
        }
        assert links["gone"]["target_problem"] == "answers with status 404"
        web.answers |= {"/gone": answer(200), "/good": answer(500)}
        asked = await brand.call("check_link_targets")
        assert asked == {"ok": True, "targets": 4}
        await until(
            lambda: targets_of(brand),
            lambda links: (links["gone"]["target_state"], links["good"]["target_state"]) == ("ok", "broken"),
        )
        broken = await brand.call("list_links", target_state="broken")
        assert [link["link_id"] for link in broken["items"]] == [ids["good"]]
    made = "links:create_link"
    assert told(own_database, brand, ids["gone"]) == [
        made,
        "links:link_target_broken",
        "links:link_target_recovered",
    ]
    assert told(own_database, brand, ids["good"]) == [made, "links:link_target_broken"]
    assert told(own_database, brand, ids["moved"]) == [made]


async def test_private_addresses_are_refused_unless_allowed(
    own_database: str, own_home: Path, brand: Brand, web: WebServer
) -> None:
    link = await new_link(brand, gs1_path=GLN, target_url=web.url("/private"))
    with worker(own_database, own_home, COUNTERMARK_CHECK_PRIVATE_LINKS="false"):
        found = await until(
            lambda: brand.call("get_link", link_id=link["link_id"]), lambda now: now["checked_at"] is not None
        )
    assert (found["target_state"], found["target_problem"]) == ("broken", "127.0.0.1 is not on the public internet")
    assert web.asked.total() == 0


async def test_one_link_s_target_alone_can_be_asked_for(shared_brand: Brand) -> None:
    link = await new_link(shared_brand, product_id=(await new_product(shared_brand))["product_id"])
    asked = await shared_brand.call("check_link_targets", link_id=link["link_id"])
    assert asked == {"ok": True, "targets": 1}


async def test_another_brand_s_link_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    theirs = await new_link(shared_brand, product_id=(await new_product(shared_brand))["product_id"])
    refusals = [
        await mine.refused(400, "check_link_targets", link_id=link_id) for link_id in (theirs["link_id"], NOBODYS_ID)
    ]
    assert refusals[0] == refusals[1]
