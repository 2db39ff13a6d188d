"""Settings: environment over file over default, and clear refusals."""

from pathlib import Path

import pytest

from countermark.kit.settings import SettingsError, load_settings


def test_the_environment_beats_the_file_and_the_file_the_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 9001\nbase_domain = "dpp.example"\n')
    settings = load_settings({"COUNTERMARK_CONFIG": str(file), "COUNTERMARK_PORT": "9002"})
    assert (settings.port, settings.base_domain, settings.pool_size) == (9002, "dpp.example", 10)


def test_the_bare_names_of_hosting_platforms_count_too() -> None:
    settings = load_settings({"PORT": "9003", "DATABASE_URL": "postgresql://db/x"})
    assert (settings.port, settings.database_url) == (9003, "postgresql://db/x")


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("portt = 1", "portt"),
        ('port = "many"', "port"),
        ("port =", "settings.toml"),
        ('public_scheme = "ftp"', "public_scheme"),
    ],
)
def test_a_bad_setting_is_named(tmp_path: Path, file: str, named: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(file)
    with pytest.raises(SettingsError, match=named):
        load_settings({"COUNTERMARK_CONFIG": str(path)})


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({"PORT": "8000"}, "http://localhost:8000"),
        ({"PORT": "80"}, "http://localhost"),
        ({"PORT": "8000", "COUNTERMARK_PUBLIC_SCHEME": "https", "COUNTERMARK_PUBLIC_PORT": "0"}, "https://localhost"),
    ],
)
def test_links_name_a_port_only_when_they_must(environment: dict[str, str], url: str) -> None:
    assert load_settings(environment).api_url == url
