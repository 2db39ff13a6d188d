"""What every command has in common."""

import importlib
import inspect
from pathlib import Path

import pytest
from cyclopts import App

from countermark.entrypoints.cli.exit_codes import EXIT_CODES, ExitCode
from countermark.entrypoints.cli.main import COMMANDS, app, run
from tests.support.command_line import Deployment

PAGE = Path(__file__).parents[3] / "docs" / "cli.md"


def _commands() -> list[str]:
    groups = {name: app[name] for name in app if not name.startswith("-")}
    return [
        f"{name} {sub}".strip()
        for name, command in groups.items()
        for sub in ([each for each in command if not each.startswith("-")] or [""])
    ]


@pytest.mark.parametrize("name", _commands())
def test_every_command_has_its_line_in_the_docs(name: str) -> None:
    assert f"| `{name}" in PAGE.read_text()


@pytest.mark.parametrize("name", [name for name in _commands() if name != "db psql"])
def test_every_command_takes_json(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run([*name.split(), "--help"]) == ExitCode.OK
    assert "--json" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name: str) -> None:
    where, said = COMMANDS[name]
    module, _, member = where.partition(":")
    command = getattr(importlib.import_module(f"countermark.entrypoints.cli.{module}"), member)
    own = command.help if isinstance(command, App) else str(inspect.getdoc(command)).partition("\n\nParameters")[0]
    assert " ".join((own or "").split()) == said


@pytest.mark.parametrize("name", EXIT_CODES)
def test_every_error_with_a_code_of_its_own_exists(name: str) -> None:
    module, _, error = name.rpartition(".")
    kind = getattr(importlib.import_module(module), error)
    assert f"{kind.__module__}.{kind.__qualname__}" == name


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    assert f"\n| {code.value} |" in PAGE.read_text()


@pytest.mark.parametrize("wrong", ["nonsense", "serve --only kitchen", "user create", "db backup", "serve --port x"])
def test_wrong_usage_is_one_line_and_code_2(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    assert run(wrong.split()) == ExitCode.USAGE
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith("countermark: ")


def test_a_failing_command_ends_its_process_with_its_code(fresh: Deployment) -> None:
    ran = fresh.run("nonsense", "--json")
    assert (ran.code, ran.output) == (2, "")
    assert '"details":"Unknown command' in ran.errors
