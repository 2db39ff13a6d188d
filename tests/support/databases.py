"""Databases of a test's own, beside the worker's shared one."""

from uuid import uuid4

import psycopg

TEMPLATE = "countermark_template"


def new_database(server_url: str, *, template: str = TEMPLATE) -> str:
    """The URL of a new database: a clone of the migrated template, or empty with ``template0``."""
    name = f"countermark_test_{uuid4().hex[:12]}"
    with psycopg.connect(server_url.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return server_url.format(database=name)


def all_rows(url: str) -> dict[str, list[str]]:
    """Every row of every table as text, sorted, by table."""
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('public', 'jobs')"
        ).fetchall()
        return {
            name: sorted(row[0] for row in connection.execute(f"SELECT row::text FROM {name} AS row").fetchall())
            for (name,) in tables
        }
