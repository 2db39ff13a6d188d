"""A backup holds data and key together and goes back whole, or not at all."""

import stat
from pathlib import Path

import psycopg
import pytest

from countermark.db.backup import back_up, read_manifest, restore
from countermark.db.backup_files import BackupError
from countermark.db.pool import APPLICATION_ROLE
from countermark.serials.key_wrap import WrongMasterKey, check_value, new_key
from tests.support.databases import all_rows, new_database

KEY = new_key()


def forget(master_key: bytes) -> None:
    """Where the key goes in tests that look at the data only."""


@pytest.fixture
def deployment(server_url: str) -> str:
    """A database with a brand, a product with non-ASCII text and an audit row, made with ``KEY``."""
    url = new_database(server_url)
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO deployment (master_key_check) VALUES (%s)", (check_value(KEY),))
        connection.execute(
            "INSERT INTO brands (brand_id, name, subdomain) SELECT md5(n::text)::uuid, 'Brand ' || n, 'brand-' || n "
            "FROM generate_series(1, 3) AS n"
        )
        connection.execute(
            "INSERT INTO products (brand_id, name, attributes) "
            'SELECT brand_id, \'{"en": "Bébé ärm"}\', \'{"deep": [1, {"a": null}]}\' FROM brands'
        )
        connection.execute(
            "INSERT INTO audit_log (brand_id, actor_kind, action, object_type, object_id) "
            "SELECT brand_id, 'system', 'brands:create_brand', 'brand', brand_id::text FROM brands"
        )
    return url


def test_everything_comes_back_with_its_key(deployment: str, server_url: str, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar"
    made = back_up(deployment, KEY, target)
    empty = new_database(server_url, template="template0")
    keys: list[bytes] = []
    assert restore(empty, target, keys.append) == made == read_manifest(target)
    assert (keys, made.master_key_check) == ([KEY], check_value(KEY))
    assert all_rows(empty) == all_rows(deployment)


def test_what_was_restored_is_guarded_as_before(deployment: str, server_url: str, tmp_path: Path) -> None:
    back_up(deployment, KEY, tmp_path / "backup.tar")
    empty = new_database(server_url, template="template0")
    restore(empty, tmp_path / "backup.tar", forget)
    with psycopg.connect(empty) as connection:
        connection.execute(f"SET ROLE {APPLICATION_ROLE}")
        assert connection.execute("SELECT count(*) FROM products").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM audit_log")


def test_the_file_is_readable_by_its_owner_only(deployment: str, tmp_path: Path) -> None:
    back_up(deployment, KEY, tmp_path / "backup.tar")
    assert stat.S_IMODE((tmp_path / "backup.tar").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["backup.tar"]


def test_a_database_with_data_is_not_overwritten(deployment: str, tmp_path: Path) -> None:
    back_up(deployment, KEY, tmp_path / "backup.tar")
    before = all_rows(deployment)
    with pytest.raises(BackupError, match="not empty"):
        restore(deployment, tmp_path / "backup.tar", forget)
    assert all_rows(deployment) == before


def test_another_key_is_refused(deployment: str, tmp_path: Path) -> None:
    with pytest.raises(WrongMasterKey):
        back_up(deployment, new_key(), tmp_path / "backup.tar")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_overwritten(deployment: str, tmp_path: Path) -> None:
    (tmp_path / "backup.tar").write_text("mine")
    with pytest.raises(BackupError, match="exists already"):
        back_up(deployment, KEY, tmp_path / "backup.tar")


def test_a_changed_byte_is_noticed_before_anything_is_written(deployment: str, server_url: str, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar"
    back_up(deployment, KEY, target)
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    empty = new_database(server_url, template="template0")
    with pytest.raises(BackupError, match="SHA-256"):
        restore(empty, target, forget)
    assert all_rows(empty) == {}


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\x00" * 10_240])
def test_another_file_is_no_backup(server_url: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(BackupError, match="not a Countermark backup"):
        restore(new_database(server_url, template="template0"), tmp_path / "other", forget)


def test_an_empty_database_has_nothing_to_back_up(server_url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="nothing to back up"):
        back_up(new_database(server_url, template="template0"), KEY, tmp_path / "backup.tar")


def test_nothing_is_restored_when_the_key_cannot_be_kept(deployment: str, server_url: str, tmp_path: Path) -> None:
    def refuse(master_key: bytes) -> None:
        raise WrongMasterKey("there is another one")

    back_up(deployment, KEY, tmp_path / "backup.tar")
    empty = new_database(server_url, template="template0")
    with pytest.raises(WrongMasterKey):
        restore(empty, tmp_path / "backup.tar", refuse)
    assert all_rows(empty) == {}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """An object folder with two files, and one that is still being written."""
    folder = tmp_path / "objects"
    for name, content in (("brand/a/1", b"one"), ("brand/b/2", b"two" * 100_000), ("brand/b/3#1", b"half")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_come_back_with_the_rows(deployment: str, server_url: str, tmp_path: Path, files: Path) -> None:
    made = back_up(deployment, KEY, tmp_path / "backup.tar", files)
    assert made.files is not None
    assert (made.files.count, made.files.size_bytes) == (2, 300_003)
    target = tmp_path / "elsewhere" / "objects"
    assert restore(new_database(server_url, template="template0"), tmp_path / "backup.tar", forget, target) == made
    assert contents(target) == {name: content for name, content in contents(files).items() if "#" not in name}
    assert [path.name for path in target.parent.iterdir()] == ["objects"]


def test_files_are_not_mixed_with_others(deployment: str, server_url: str, tmp_path: Path, files: Path) -> None:
    back_up(deployment, KEY, tmp_path / "backup.tar", files)
    empty = new_database(server_url, template="template0")
    before = contents(files)
    with pytest.raises(BackupError, match="not empty"):
        restore(empty, tmp_path / "backup.tar", forget, files)
    assert (contents(files), all_rows(empty)) == (before, {})


def test_a_changed_file_is_noticed_before_anything_is_written(
    deployment: str, server_url: str, tmp_path: Path, files: Path
) -> None:
    back_up(deployment, KEY, tmp_path / "backup.tar", files)
    content = (tmp_path / "backup.tar").read_bytes()
    (tmp_path / "backup.tar").write_bytes(content.replace(b"twotwotwo", b"twotwotwO", 1))
    empty = new_database(server_url, template="template0")
    with pytest.raises(BackupError, match="damaged"):
        restore(empty, tmp_path / "backup.tar", forget, tmp_path / "elsewhere" / "objects")
    assert (all_rows(empty), list((tmp_path / "elsewhere").iterdir())) == ({}, [])


def test_files_go_again_when_the_rows_cannot_follow(
    deployment: str, server_url: str, tmp_path: Path, files: Path
) -> None:
    def refuse(master_key: bytes) -> None:
        raise WrongMasterKey("there is another one")

    back_up(deployment, KEY, tmp_path / "backup.tar", files)
    target = tmp_path / "elsewhere" / "objects"
    with pytest.raises(WrongMasterKey):
        restore(new_database(server_url, template="template0"), tmp_path / "backup.tar", refuse, target)
    assert list(target.parent.iterdir()) == []


def test_a_backup_with_files_needs_a_folder_for_them(
    deployment: str, server_url: str, tmp_path: Path, files: Path
) -> None:
    back_up(deployment, KEY, tmp_path / "backup.tar", files)
    empty = new_database(server_url, template="template0")
    with pytest.raises(BackupError, match="2 files"):
        restore(empty, tmp_path / "backup.tar", forget)
    assert all_rows(empty) == {}
