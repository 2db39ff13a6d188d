"""House rules, each with an example it allows and one it refuses."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.architecture.house_rules import (
    LONGEST_FILE,
    LONGEST_FUNCTION,
    MACHINE_PATHS,
    MOCKS,
    REGISTRY_HOSTS,
    ROOT,
    UNFINISHED,
    committed_files,
    html_in_code,
    is_long_file,
    long_functions,
    sql_in_code,
)

FEATURES = ROOT / "src/countermark/features"


def joined(text: str) -> str:
    """A bad example without the dot that keeps this file from being one."""
    return text.replace("·", "")


def _offenders(breaks: Callable[[str], object], *suffixes: str, under: str = "") -> list[str]:
    paths = [path for path in committed_files(*suffixes) if str(path.relative_to(ROOT)).startswith(under)]
    return [f"{path.relative_to(ROOT)} {found}" for path in paths if (found := breaks(path.read_text()))]


def test_no_python_file_is_too_long() -> None:
    assert _offenders(is_long_file, ".py") == []


def test_no_function_is_too_long() -> None:
    assert _offenders(long_functions, ".py") == []


def test_no_test_replaces_code() -> None:
    assert _offenders(MOCKS.search, ".py", under="tests") == []


def test_templates_hold_the_html_and_python_none() -> None:
    assert _offenders(html_in_code, ".py", under="src") == []


def test_features_keep_their_sql_in_named_blocks() -> None:
    assert _offenders(sql_in_code, ".py", under="src/countermark/features") == []


def test_no_committed_file_names_a_package_registry() -> None:
    assert _offenders(REGISTRY_HOSTS.search) == []


def test_no_committed_file_names_a_path_of_somebodys_machine() -> None:
    assert _offenders(MACHINE_PATHS.search) == []


def test_nothing_is_left_unfinished() -> None:
    assert _offenders(UNFINISHED.search, ".py", ".sql", ".md", ".js", ".css", ".html", ".toml") == []


def test_every_block_of_sql_says_what_it_is_for() -> None:
    silent = []
    for path in FEATURES.rglob("queries.sql"):
        lines = path.read_text().splitlines()
        for line, following in pairwise(lines):
            if line.startswith("-- name:") and not following.startswith("-- "):
                silent.append(f"{path.parent.name}: {line}")
    assert silent == []


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (is_long_file, "x\n" * LONGEST_FILE, "x\n" * (LONGEST_FILE + 1)),
        (
            long_functions,
            "def f():\n" + "    x\n" * (LONGEST_FUNCTION - 1),
            "async def f():\n" + "    x\n" * LONGEST_FUNCTION,
        ),
        (MOCKS.search, "import pytest", joined("from unit·test.mock import Mock")),
        (html_in_code, '"""Writes <p> elements."""\nx = "a < b"', 'x = "<div class=a>"'),
        (sql_in_code, 'x = "select one from the list"', 'x = "SELECT a FROM b"'),
        (REGISTRY_HOSTS.search, "pip install uv", joined("https://py·pi.org/simple")),
        (MACHINE_PATHS.search, "https://example.com/home/me", joined("see /ro·ot/x")),
        (UNFINISHED.search, "todos", joined("TO·DO later")),
    ],
)
def test_each_rule_lets_the_good_pass_and_stops_the_bad(rule: Callable[[str], object], good: str, bad: str) -> None:
    assert not rule(good)
    assert rule(bad)
