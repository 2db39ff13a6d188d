"""``countermark db``: migrate, status, backup, restore, psql."""

import subprocess
from pathlib import Path
from typing import Annotated

import psycopg
from cyclopts import App, Parameter

from countermark.db.backup import Manifest, back_up, restore
from countermark.db.client_programs import client_program, connection_arguments
from countermark.db.migrate import migrate, status
from countermark.entrypoints.cli.output import Json, show
from countermark.entrypoints.database import database_of
from countermark.entrypoints.services import master_key_file, read_master_key, write_master_key
from countermark.kit.settings import Settings, load_settings
from countermark.objects import OBJECTS_FOLDER
from countermark.serials import WrongMasterKey

db_app = App(name="db", help="The database: schema, backup, a prompt.")


@db_app.command(name="migrate")
def migrate_command(*, json: Json = False) -> None:
    """Bring the database to this version's schema."""
    with database_of(load_settings()) as database:
        before = status(database.owner_url)["current"]
        migrate(database.owner_url)
        after = status(database.owner_url)["current"]
    changed = f"migrated from {before or 'nothing'} to {after}" if before != after else f"already at {after}"
    show({"before": before, "after": after}, [changed], json=json)


@db_app.command(name="status")
def status_command(*, json: Json = False) -> None:
    """Show the server's version, the schema's revision, and the newest one."""
    with database_of(load_settings()) as database:
        facts = {"embedded": database.embedded is not None, "server_version": _server_version(database.owner_url)}
        facts |= status(database.owner_url)
    where = "embedded" if facts["embedded"] else "DATABASE_URL"
    state = "up to date" if facts["current"] == facts["newest"] else "run `countermark db migrate`"
    lines = [
        f"PostgreSQL {facts['server_version']} ({where})",
        f"schema {facts['current'] or 'none'}, newest {facts['newest']}: {state}",
    ]
    show(facts, lines, json=json)


@db_app.command(name="backup")
def backup_command(file: Path, /, *, json: Json = False) -> None:
    """Write data, files and master key into one new file. It holds every secret: keep it as one.

    Parameters
    ----------
    file
        The file to make. It must not exist.
    """
    settings = load_settings()
    with database_of(settings) as database:
        master_key = read_master_key(settings)
        if master_key is None:
            raise WrongMasterKey(f"there is no master key in {master_key_file(settings)} or COUNTERMARK_MASTER_KEY")
        manifest = back_up(database.owner_url, master_key, file, _local_objects(settings))
    size = f"{(manifest.dump_size_bytes + (manifest.files.size_bytes if manifest.files else 0)) / 1e6:.1f} MB"
    lines = [f"backed up schema {manifest.revision}, its key and {_files(manifest)}: {file} ({size})"]
    show(_facts(manifest, file), lines, json=json)


@db_app.command(name="restore")
def restore_command(file: Path, /, *, json: Json = False) -> None:
    """Put a backup into an empty database, its master key and its files into the home folder.

    Parameters
    ----------
    file
        What `countermark db backup` wrote.
    """
    settings = load_settings()
    with database_of(settings) as database:
        manifest = restore(database.owner_url, file, lambda key: _keep_key(settings, key), _local_objects(settings))
    made = f"{manifest.created_at:%Y-%m-%d %H:%M} UTC"
    lines = [f"restored schema {manifest.revision} of {made}, its master key and {_files(manifest)}"]
    show(_facts(manifest, file), lines, json=json)


@db_app.command(name="psql")
def psql_command(
    *arguments: Annotated[str, Parameter(allow_leading_hyphen=True)],
) -> int:
    """Open psql as the owner of the schema; what follows is passed on (`db psql -- -c 'SELECT 1'`)."""
    with database_of(load_settings()) as database:
        dbname, environment = connection_arguments(database.owner_url)
        command = [str(client_program("psql")), *dbname, *arguments]
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


def _server_version(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return str(row[0]) if row else "unknown"


def _facts(manifest: Manifest, file: Path) -> dict[str, object]:
    return {"file": str(file), **{name: getattr(manifest, name) for name in manifest.__struct_fields__}}


def _local_objects(settings: Settings) -> Path | None:
    """The folder of files, ``None`` when they are in a bucket."""
    return settings.home / OBJECTS_FOLDER if settings.s3_bucket is None else None


def _files(manifest: Manifest) -> str:
    if manifest.files is None:
        return "no files (they are in a bucket)"
    return "1 file" if manifest.files.count == 1 else f"{manifest.files.count} files"


def _keep_key(settings: Settings, master_key: bytes) -> None:
    configured = read_master_key(settings)
    if configured is None:
        write_master_key(settings, master_key)
    elif configured != master_key:
        raise WrongMasterKey(
            f"another master key is configured: remove {master_key_file(settings)} or COUNTERMARK_MASTER_KEY first, "
            "if no other data needs it"
        )
