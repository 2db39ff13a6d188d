"""The days that scans are kept in: made ahead, filled from the default one, dropped when no brand wants them."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from countermark.db.pool import APPLICATION_ROLE
from tests.support.databases import new_database

DAYS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'scan_events'::regclass ORDER BY 1"


@pytest.fixture
def database(server_url: str) -> Iterator[psycopg.Connection]:
    """A database of its own, because brands of others would want their days kept."""
    with psycopg.connect(new_database(server_url), autocommit=True) as connection:
        connection.execute("SET timezone = 'UTC'")
        yield connection


def new_brand(database: psycopg.Connection, retention_days: int) -> UUID:
    """A brand that keeps its scans for so long."""
    brand_id = uuid4()
    database.execute(
        "INSERT INTO brands (brand_id, name, subdomain, scan_retention_days) VALUES (%s, 'A', 'a', %s)",
        (brand_id, retention_days),
    )
    database.execute("INSERT INTO host_names (host_name, brand_id) VALUES (%s, %s)", (brand_id.hex, brand_id))
    return brand_id


def scan(database: psycopg.Connection, brand_id: UUID, days_ago: int) -> None:
    """Records a scan of a day, as the application does."""
    with database.transaction():
        database.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}; SET LOCAL app.brand_id = '{brand_id}'")
        database.execute(
            "INSERT INTO scan_events (brand_id, scanned_at, path, query, agent_family, traffic_class, outcome) "
            "VALUES (%s, now() - make_interval(days => %s), '/', '', '', 'human', 'resolved')",
            (brand_id, days_ago),
        )


def call(database: psycopg.Connection, function: str) -> int:
    """Calls a function as the application."""
    with database.transaction():
        database.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        found = database.execute(f"SELECT {function}()").fetchone()
    assert found is not None
    return int(found[0])


def day_of(days_ago: int) -> str:
    """The partition of a day."""
    return f"scan_events_{date.today() - timedelta(days=days_ago):%Y%m%d}"


def count(database: psycopg.Connection, table: str) -> int:
    """How many rows a table has."""
    found = database.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert found is not None
    return int(found[0])


def test_a_week_is_made_ahead_and_scans_of_other_days_move_to_days_of_their_own(database: psycopg.Connection) -> None:
    brands = [new_brand(database, 30) for _ in range(2)]
    for brand_id in brands:
        scan(database, brand_id, 0)
        scan(database, brand_id, 3)
    assert count(database, "scan_events_default") == 4
    assert call(database, "make_scan_days") == 9
    assert count(database, "scan_events_default") == 0
    assert (count(database, day_of(0)), count(database, day_of(3)), count(database, "scan_events")) == (2, 2, 4)
    scan(database, brands[0], 0)
    scan(database, brands[0], -30)
    assert (count(database, day_of(0)), count(database, "scan_events_default")) == (3, 1)
    assert call(database, "make_scan_days") == 1


def test_every_day_keeps_brands_apart(database: psycopg.Connection) -> None:
    call(database, "make_scan_days")
    unguarded = database.execute(
        "SELECT relname FROM pg_class WHERE relname LIKE 'scan_events%' AND relkind IN ('r', 'p') "
        "AND NOT (relrowsecurity AND relforcerowsecurity)"
    ).fetchall()
    assert unguarded == []
    policies = database.execute("SELECT count(*) FROM pg_policies WHERE tablename LIKE 'scan_events%'").fetchone()
    assert policies == (10,)
    database.execute(f"SET ROLE {APPLICATION_ROLE}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        database.execute(f"SELECT FROM {day_of(0)}")


def test_a_day_is_dropped_when_no_brand_wants_it(database: psycopg.Connection) -> None:
    brief, patient = new_brand(database, 5), new_brand(database, 60)
    for age in (1, 10, 61, 90):
        scan(database, brief, age)
        scan(database, patient, age)
    call(database, "make_scan_days")
    assert call(database, "drop_scan_days") == 2
    days = {name for (name,) in database.execute(DAYS).fetchall()}
    assert {day_of(1), day_of(10)} <= days
    assert not {day_of(61), day_of(90)} & days
    assert count(database, "scan_events") == 4


def test_nothing_is_dropped_before_there_is_a_brand(database: psycopg.Connection) -> None:
    scan(database, uuid4(), 400)
    call(database, "make_scan_days")
    assert call(database, "drop_scan_days") == 0


def test_days_come_and_go_where_the_owner_of_the_schema_is_no_superuser(database: psycopg.Connection) -> None:
    owner = f"owner_{uuid4().hex[:12]}"
    database.execute(f"CREATE ROLE {owner} NOSUPERUSER NOBYPASSRLS; GRANT ALL ON SCHEMA public TO {owner}")
    for (statement,) in database.execute(
        "SELECT format('ALTER TABLE %%s OWNER TO ' || %s::text, oid::regclass) FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
        "UNION ALL SELECT format('ALTER FUNCTION %%s OWNER TO ' || %s::text, oid::regprocedure) FROM pg_proc "
        "WHERE proname IN ('make_scan_days', 'drop_scan_days')",
        (owner, owner),
    ).fetchall():
        database.execute(statement)
    brand_id = new_brand(database, 30)
    for age in (0, 10, 60):
        scan(database, brand_id, age)
    assert call(database, "make_scan_days") == 10
    assert (count(database, "scan_events_default"), count(database, day_of(10))) == (0, 1)
    assert call(database, "drop_scan_days") == 1
    assert count(database, "scan_events") == 2
    scan(database, brand_id, 10)
    assert count(database, day_of(10)) == 2
