"""countermark settings, and docs/settings.md, against the one table of settings."""

from pathlib import Path

from countermark.entrypoints.cli.settings_command import list_settings
from countermark.kit.settings import Settings, load_settings
from tests.support.command_line import Deployment

PAGE = Path(__file__).parents[3] / "docs" / "settings.md"


def test_every_setting_is_listed_with_its_value(fresh: Deployment) -> None:
    rows = {row["name"]: row for row in fresh.succeed("settings", "--json", COUNTERMARK_POOL_SIZE="7").json}
    assert list(rows) == list(Settings.__struct_fields__)
    assert (rows["pool_size"]["value"], rows["pool_size"]["default"]) == ("7", "10")
    assert rows["port"]["variables"] == ["COUNTERMARK_PORT", "PORT"]


def test_secrets_are_masked(fresh: Deployment) -> None:
    url = "postgresql://me:sesame@db.example.com/countermark?password=sesame"
    ran = Deployment(url, fresh.home).succeed("settings", COUNTERMARK_MASTER_KEY="ab" * 32)
    assert "sesame" not in ran.output
    assert "abab" not in ran.output
    assert "postgresql://me:***@db.example.com/countermark?password=***" in ran.output


def test_a_value_that_does_not_fit_names_its_setting(fresh: Deployment) -> None:
    ran = fresh.run("settings", COUNTERMARK_POOL_SIZE="many")
    assert ran.code == 2
    assert "pool_size" in ran.errors


def test_an_unknown_key_of_the_file_is_refused(fresh: Deployment, tmp_path: Path) -> None:
    file = tmp_path / "countermark.toml"
    file.write_text("prot = 8000\n")
    ran = fresh.run("settings", COUNTERMARK_CONFIG=str(file))
    assert ran.code == 2
    assert "prot" in ran.errors


def test_the_docs_have_a_line_for_every_setting() -> None:
    page = PAGE.read_text()
    rows = list_settings(load_settings({}))
    missing = [row.name for row in rows if not all(f"`{name}`" in page for name in (row.name, *row.variables))]
    assert missing == []
    assert [row.name for row in rows if row.meaning not in page] == []
