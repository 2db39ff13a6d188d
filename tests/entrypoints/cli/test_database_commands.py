"""countermark db: as a person at the command line sees it."""

import stat
from pathlib import Path

from alembic.script import ScriptDirectory

from countermark.db.migrate import MIGRATIONS
from countermark.serials import new_key
from tests.support.command_line import Deployment
from tests.support.databases import all_rows


def test_migrate_brings_an_empty_database_to_the_newest_schema(empty: Deployment) -> None:
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    assert empty.succeed("db", "migrate", "--json").json == {"before": None, "after": newest}
    assert f"already at {newest}" in empty.succeed("db", "migrate").output
    assert empty.succeed("db", "status", "--json").json["current"] == newest


def test_a_database_without_schema_says_what_to_do(empty: Deployment) -> None:
    ran = empty.run("user", "create", "someone@example.com")
    assert (ran.code, ran.output) == (3, "")
    assert "run `countermark db migrate` first" in ran.errors
    assert ran.errors.count("\n") == 1


def test_a_database_that_is_not_there_is_named_unfit(empty: Deployment) -> None:
    gone = Deployment("postgresql://nobody@127.0.0.1:1/nothing", empty.home)
    ran = gone.run("db", "status", "--json")
    assert ran.code == 3
    assert ran.errors.count("\n") == 1


def test_a_backup_restores_data_and_key_elsewhere(fresh: Deployment, empty: Deployment, tmp_path: Path) -> None:
    fresh.succeed("user", "create", "owner@example.com")
    fresh.succeed("brand", "create", "Mine", "--subdomain", "mine", "--owner", "owner@example.com")
    (fresh.home / "objects" / "a-brand").mkdir(parents=True)
    (fresh.home / "objects" / "a-brand" / "a-file").write_bytes(b"kept")
    made = fresh.succeed("db", "backup", str(tmp_path / "backup.tar"), "--json").json
    assert made["files"]["count"] == 1
    restored = empty.succeed("db", "restore", str(tmp_path / "backup.tar"), "--json").json
    assert restored == made
    assert (empty.home / "objects" / "a-brand" / "a-file").read_bytes() == b"kept"
    assert all_rows(empty.database_url) == all_rows(fresh.database_url)
    assert (empty.home / "master.key").read_text() == (fresh.home / "master.key").read_text()
    assert stat.S_IMODE((empty.home / "master.key").stat().st_mode) == 0o600
    assert empty.succeed("audit", "verify", "--brand", "mine", "--json").json["intact"]


def test_a_restore_over_data_is_refused(fresh: Deployment, tmp_path: Path) -> None:
    fresh.succeed("user", "create", "owner@example.com")
    fresh.succeed("db", "backup", str(tmp_path / "backup.tar"))
    ran = fresh.run("db", "restore", str(tmp_path / "backup.tar"))
    assert ran.code == 1
    assert "not empty" in ran.errors


def test_a_restore_never_replaces_another_master_key(fresh: Deployment, empty: Deployment, tmp_path: Path) -> None:
    fresh.succeed("user", "create", "owner@example.com")
    fresh.succeed("db", "backup", str(tmp_path / "backup.tar"))
    other = new_key().hex()
    ran = empty.run("db", "restore", str(tmp_path / "backup.tar"), COUNTERMARK_MASTER_KEY=other)
    assert ran.code == 4
    assert all_rows(empty.database_url) == {}


def test_another_master_key_is_refused(fresh: Deployment) -> None:
    fresh.succeed("user", "create", "owner@example.com")
    ran = fresh.run("user", "create", "second@example.com", COUNTERMARK_MASTER_KEY=new_key().hex())
    assert ran.code == 4
    assert "not the one this database was filled with" in ran.errors


def test_a_lost_master_key_is_missed(fresh: Deployment) -> None:
    fresh.succeed("user", "create", "owner@example.com")
    (fresh.home / "master.key").unlink()
    ran = fresh.run("serve")
    assert ran.code == 4
    assert str(fresh.home / "master.key") in ran.errors


def test_psql_passes_arguments_and_exit_code(fresh: Deployment) -> None:
    assert fresh.succeed("db", "psql", "--", "-Atc", "SELECT count(*) FROM users").output == "0\n"
    assert fresh.run("db", "psql", "--", "-c", "SELECT nonsense").code == 1
