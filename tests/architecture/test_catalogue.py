"""Walks the database's own catalogue: no table of a brand is without its locks."""

from collections.abc import Iterator

import psycopg
import pytest

from countermark.db.pool import APPLICATION_ROLE
from tests.support.databases import new_database

# Tables with a brand_id that must be read before any brand is known.
BEFORE_ANY_BRAND = {
    "host_names": "finds the brand of a scan; host names are public by nature",
    "brands_with_scans": "tells a worker whose scans to look at, and nothing of them",
}
BRAND_TABLES = """
    SELECT relname FROM pg_class
    JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'brand_id' AND NOT attisdropped
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
    ORDER BY relname
"""
KEYS_NOT_LED_BY_THE_BRAND = """
    SELECT table_name, key_name FROM (
        SELECT indrelid::regclass::text AS table_name, indexrelid::regclass::text AS key_name, indrelid AS relid,
               indkey[0] AS first_column
        FROM pg_index WHERE indisunique
        UNION ALL
        SELECT conrelid::regclass::text, conname, conrelid, conkey[1] FROM pg_constraint WHERE contype = 'f'
    ) AS keys
    WHERE table_name = ANY (%s)
      AND first_column IS DISTINCT FROM (
          SELECT attnum FROM pg_attribute WHERE attrelid = relid AND attname = 'brand_id')
"""


@pytest.fixture(scope="module")
def catalogue(server_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(new_database(server_url), autocommit=True) as connection:
        yield connection


def _guarded_tables(catalogue: psycopg.Connection) -> list[str]:
    return [name for (name,) in catalogue.execute(BRAND_TABLES).fetchall() if name not in BEFORE_ANY_BRAND]


def test_there_are_brand_tables(catalogue: psycopg.Connection) -> None:
    assert {"brands", "products", "mint_batches", "audit_log"} <= set(_guarded_tables(catalogue))


def test_every_brand_table_forces_row_level_security(catalogue: psycopg.Connection) -> None:
    unguarded = catalogue.execute(
        "SELECT relname FROM pg_class WHERE relname = ANY (%s) AND relnamespace = 'public'::regnamespace "
        "AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)",
        (_guarded_tables(catalogue),),
    ).fetchall()
    assert unguarded == []


def test_every_brand_table_shows_only_the_brand_of_the_transaction(catalogue: psycopg.Connection) -> None:
    policies: dict[str, str] = dict(
        catalogue.execute("SELECT tablename, qual FROM pg_policies WHERE policyname = 'brand_only'").fetchall()
    )
    assert set(policies) == set(_guarded_tables(catalogue))
    assert all("brand_id = " in rule and "app.brand_id" in rule for rule in policies.values())


def test_every_other_policy_only_reads(catalogue: psycopg.Connection) -> None:
    others = catalogue.execute("SELECT cmd FROM pg_policies WHERE policyname <> 'brand_only'").fetchall()
    assert {command for (command,) in others} <= {"SELECT"}


def test_the_brand_is_the_first_column_of_every_key(catalogue: psycopg.Connection) -> None:
    # A person may work in many brands, so a membership also refers to its user.
    elsewhere = {("memberships", "memberships_user_id_fkey")}
    keys = catalogue.execute(KEYS_NOT_LED_BY_THE_BRAND, (_guarded_tables(catalogue),)).fetchall()
    assert set(keys) - elsewhere == set()


def test_no_brand_table_has_a_trigger(catalogue: psycopg.Connection) -> None:
    triggers = catalogue.execute(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY (%s)",
        (_guarded_tables(catalogue),),
    ).fetchall()
    assert triggers == []


def test_no_key_of_a_brand_table_comes_from_a_sequence(catalogue: psycopg.Connection) -> None:
    sequences = catalogue.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
    ).fetchall()
    assert sequences == []


def test_the_application_role_cannot_bypass_row_level_security(catalogue: psycopg.Connection) -> None:
    powers = catalogue.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s",
        (APPLICATION_ROLE,),
    ).fetchone()
    assert powers == (False, False, False, False)


def test_the_application_role_owns_nothing(catalogue: psycopg.Connection) -> None:
    owned = catalogue.execute(
        "SELECT relname FROM pg_class WHERE relowner = %s::regrole", (APPLICATION_ROLE,)
    ).fetchall()
    assert owned == []


@pytest.mark.parametrize("table", ["audit_log", "audit_seals", "passport_snapshots"])
@pytest.mark.parametrize("privilege", ["UPDATE", "DELETE", "TRUNCATE"])
def test_what_is_append_only_stays_as_it_was_written(catalogue: psycopg.Connection, table: str, privilege: str) -> None:
    allowed = catalogue.execute(
        "SELECT has_table_privilege(%s, %s, %s)", (APPLICATION_ROLE, table, privilege)
    ).fetchone()
    assert allowed == (False,)


def test_no_brand_can_be_read_without_naming_it(catalogue: psycopg.Connection) -> None:
    brand = "00000000-0000-7000-8000-000000000001"
    catalogue.execute("INSERT INTO brands (brand_id, name, subdomain) VALUES (%s, 'A', 'a')", (brand,))
    with catalogue.transaction():
        catalogue.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        assert catalogue.execute("SELECT count(*) FROM brands").fetchone() == (0,)
        catalogue.execute(f"SET LOCAL app.brand_id = '{brand}'")
        assert catalogue.execute("SELECT count(*) FROM brands").fetchone() == (1,)


def test_nothing_can_be_written_into_another_brand(catalogue: psycopg.Connection) -> None:
    mine, other = "00000000-0000-7000-8000-000000000002", "00000000-0000-7000-8000-000000000003"
    attempt = (
        f"BEGIN; SET LOCAL ROLE {APPLICATION_ROLE}; SET LOCAL app.brand_id = '{mine}'; "
        f"INSERT INTO brands (brand_id, name, subdomain) VALUES ('{other}', 'B', 'b')"
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        catalogue.execute(attempt)
    catalogue.execute("ROLLBACK")
