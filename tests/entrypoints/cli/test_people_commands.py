"""countermark user create, brand create and audit verify."""

import psycopg

from tests.support.client import Brand
from tests.support.command_line import Deployment


async def test_a_created_user_can_sign_in(live: Deployment, brand: Brand) -> None:
    email = f"cli-{brand.subdomain}@example.com"
    made = live.succeed("user", "create", email, "--json").json
    credentials = {"email": email, "password": made["password"]}
    answer = await brand.owner.http.post("/auth/v1/token", params={"grant_type": "password"}, json=credentials)
    assert answer.json()["user"]["id"] == made["user_id"]


def test_a_password_can_come_by_standard_input(fresh: Deployment) -> None:
    ran = fresh.succeed("user", "create", "a@example.com", "--password-stdin", stdin="a long enough one\n")
    assert "password" not in ran.output


def test_a_short_password_is_refused(fresh: Deployment) -> None:
    ran = fresh.run("user", "create", "a@example.com", "--password-stdin", stdin="short\n")
    assert ran.code == 1
    assert "10 to 200 characters" in ran.errors


def test_an_address_makes_one_user_only(fresh: Deployment) -> None:
    fresh.succeed("user", "create", "a@example.com")
    ran = fresh.run("user", "create", "A@example.com")
    assert ran.code == 1
    assert "already" in ran.errors


def test_a_brand_belongs_to_its_owner(fresh: Deployment) -> None:
    user = fresh.succeed("user", "create", "a@example.com", "--json").json
    made = fresh.succeed("brand", "create", "Mine", "--subdomain", "mine", "--owner", "a@example.com", "--json").json
    with psycopg.connect(fresh.database_url) as connection:
        members = connection.execute("SELECT user_id::text, role FROM memberships").fetchall()
    assert made["subdomain"] == "mine"
    assert members == [(user["user_id"], "owner")]


def test_a_brand_needs_an_owner_who_exists(fresh: Deployment) -> None:
    ran = fresh.run("brand", "create", "Mine", "--subdomain", "mine", "--owner", "nobody@example.com", "--json")
    assert ran.code == 1
    assert "countermark user create nobody@example.com" in ran.errors


def test_a_taken_subdomain_gives_the_operations_own_error(fresh: Deployment) -> None:
    fresh.succeed("user", "create", "a@example.com")
    create = ("brand", "create", "Mine", "--subdomain", "mine", "--owner", "a@example.com", "--json")
    fresh.succeed(*create)
    ran = fresh.run(*create)
    assert ran.code == 1
    assert '"code":"SUBDOMAIN_TAKEN"' in ran.errors


async def test_a_changed_audit_row_is_found(live: Deployment, brand: Brand, owner: psycopg.Connection) -> None:
    while live.succeed("audit", "verify", "--brand", brand.subdomain, "--json").json["unsealed_rows"]:
        continue
    owner.execute("UPDATE audit_log SET new_value = '{}' WHERE brand_id = %s", (brand.id,))
    ran = live.run("audit", "verify", "--brand", brand.id)
    assert ran.code == 1
    assert ran.output.startswith("BROKEN at link 1: the sealed row was changed")


def test_an_unknown_brand_is_named(fresh: Deployment) -> None:
    ran = fresh.run("audit", "verify", "--brand", "nothing")
    assert ran.code == 1
    assert "no brand 'nothing'" in ran.errors
