"""countermark serve and demo: one command to a working platform."""

import json
import os
import signal
import socket
import stat
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import psycopg

from countermark.entrypoints.demo.scan_demo import SCANS
from tests.support.command_line import Deployment
from tests.support.scanning import leads_to
from tests.support.server import LiveServer, command, environment, free_port, start_server, wait_until_healthy

WITHIN_S = 30


def _addresses(deployment: Deployment, tmp_path: Path) -> dict[str, Any]:
    """What a served demo writes to DEMO_JSON; it was ended again when this returns."""
    target = tmp_path / "demo-addresses.json"
    target.unlink(missing_ok=True)
    with start_server(deployment.database_url, deployment.home, "--demo", DEMO_JSON=str(target)) as server:
        _wait_for(target)
        addresses: dict[str, Any] = json.loads(target.read_text())
        _follow(server, addresses)
    return addresses


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + WITHIN_S
    while not path.exists():
        assert time.monotonic() < deadline, path
        time.sleep(0.05)


def _follow(server: LiveServer, addresses: dict[str, Any]) -> None:
    """Signs in, scans and reads the passport, at the addresses given."""
    login = {"email": addresses["email"], "password": addresses["password"]}
    with httpx.Client(base_url=server.url, headers={"host": addresses["brand_host"]}) as public:
        scanned = public.get(addresses["scan_url"].split(str(server.port))[1])
        assert scanned.status_code == 307
        assert scanned.headers["location"] == addresses["passport_url"]
        assert public.get(leads_to(scanned)).status_code == 200
    signed_in = httpx.post(f"{server.url}/auth/v1/token?grant_type=password", json=login)
    assert signed_in.status_code == 200


def test_an_empty_database_becomes_a_demo_that_a_second_start_finds_again(fresh: Deployment, tmp_path: Path) -> None:
    first = _addresses(fresh, tmp_path)
    second = _addresses(fresh, tmp_path)
    assert (
        list(first)
        == (
            "api_url console_url email password brand_id brand_host product_id product_batch_id mint_batch_id "
            "scan_url passport_url"
        ).split()
    )
    unchanged = [name for name in first if not name.endswith("_url")]
    assert [first[name] for name in unchanged] == [second[name] for name in unchanged]
    assert stat.S_IMODE((fresh.home / "demo.json").stat().st_mode) == 0o600
    with psycopg.connect(fresh.database_url) as owner:
        logged = b"".join(row[0] for row in owner.execute("SELECT scans FROM scan_log").fetchall()).count(b"\n")
        counted = owner.execute("SELECT sum(scans) FROM scan_rollups WHERE grain = 'day'").fetchone()
    # Those of the first start, and one that followed the addresses of each.
    assert logged + int(counted[0] or 0 if counted else 0) == SCANS + 2


def test_demo_prints_addresses_and_a_code_to_scan(fresh: Deployment) -> None:
    ran = fresh.succeed("demo", PORT="8123")
    assert "http://demo.localhost:8123/01/09520123450014/21/" in ran.output
    assert "▀" in ran.output
    assert fresh.succeed("demo", "--json").json["email"] == "demo@example.com"


def test_an_interrupted_demo_is_completed(fresh: Deployment) -> None:
    whole = fresh.succeed("demo", "--json").json
    login = {"email": whole["email"], "password": whole["password"]}
    (fresh.home / "demo.json").write_text(json.dumps(login))
    assert fresh.succeed("demo", "--json").json == whole


def test_a_database_with_brands_gets_no_demo(fresh: Deployment) -> None:
    fresh.succeed("user", "create", "a@example.com")
    fresh.succeed("brand", "create", "Mine", "--subdomain", "mine", "--owner", "a@example.com")
    ran = fresh.run("demo")
    assert ran.code == 1
    assert "has brands already" in ran.errors


def test_a_taken_port_is_named(fresh: Deployment) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = fresh.run("serve", PORT=port)
    assert ran.code == 1
    assert f"port {port} of 127.0.0.1 is in use" in ran.errors


def test_only_the_named_parts_are_served(fresh: Deployment) -> None:
    with start_server(fresh.database_url, fresh.home, "--only", "resolver") as server:
        assert httpx.get(f"{server.url}/healthz").status_code == 200
        assert httpx.get(f"{server.url}/openapi.json").status_code == 404


def test_a_killed_worker_is_started_again(fresh: Deployment) -> None:
    with start_server(fresh.database_url, fresh.home) as server:
        first = _worker_of(server.process.pid)
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + WITHIN_S
        while (second := _worker_of(server.process.pid)) in (0, first):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert second


def _worker_of(parent: int) -> int:
    """The process id of the worker that a server started, 0 while there is none."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,stat,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=3) for line in listed.splitlines()[1:]]
    return next(
        (int(row[0]) for row in rows if int(row[1]) == parent and "worker" in row[3] and not row[2].startswith("Z")), 0
    )


def test_a_worker_alone_ends_in_order(fresh: Deployment) -> None:
    fresh.succeed("db", "migrate")
    process = subprocess.Popen(command("serve", "--only", "worker"), env=environment(fresh.database_url, fresh.home))
    _wait_for(fresh.home / "master.key")
    process.terminate()
    assert process.wait(WITHIN_S) in (0, -signal.SIGTERM)


def test_serving_as_json_tells_the_address(fresh: Deployment) -> None:
    port = free_port()
    process = subprocess.Popen(
        command("serve", "--json"),
        env=environment(fresh.database_url, fresh.home, PORT=str(port)),
        stdout=subprocess.PIPE,
        text=True,
    )
    wait_until_healthy(LiveServer(port, process, fresh.home / "none"))  # type: ignore[arg-type]  # text, not bytes
    assert process.stdout is not None
    output = "".join(iter(process.stdout.readline, "}\n"))  # it is told when the server answers
    process.terminate()
    process.wait(WITHIN_S)
    assert json.loads(output + "}") == {"api_url": f"http://localhost:{port}"}
