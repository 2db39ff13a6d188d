"""The command line: every command there is, one line each, and what their exit codes mean."""

import sys

from cyclopts import App
from rich.console import Console

from countermark import __version__
from countermark.entrypoints.cli.audit_commands import audit_app
from countermark.entrypoints.cli.database_commands import db_app
from countermark.entrypoints.cli.demo import demo_command
from countermark.entrypoints.cli.exit_codes import ExitCode, exit_code_of
from countermark.entrypoints.cli.export import export_command
from countermark.entrypoints.cli.mint import mint_command
from countermark.entrypoints.cli.output import show_error
from countermark.entrypoints.cli.people_commands import brand_app, user_app
from countermark.entrypoints.cli.resolve import resolve_command
from countermark.entrypoints.cli.serve import serve_command, worker_command
from countermark.entrypoints.cli.settings_command import settings_command
from countermark.kit.settings import load_settings

app = App(
    name="countermark",
    help="Countermark: a self-hostable platform for Digital Product Passports. See docs/cli.md.",
    version=__version__,
    default_parameter=None,
    error_console=Console(stderr=True),
)
app.command(serve_command, name="serve")
app.command(worker_command, name="worker")
app.command(demo_command, name="demo")
app.command(db_app)
app.command(brand_app)
app.command(user_app)
app.command(mint_command, name="mint")
app.command(export_command, name="export")
app.command(audit_app)
app.command(resolve_command, name="resolve")
app.command(settings_command, name="settings")


def main() -> None:
    """Runs the command named on the command line and exits with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of a command line. Errors are one line on standard error, never a stack trace.

    With ``COUNTERMARK_LOG_LEVEL=debug`` an unforeseen error is raised instead, for whoever mends it.
    """
    try:
        result = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except (Exception, KeyboardInterrupt) as error:
        code = exit_code_of(error)
        if code is ExitCode.FAILED and _debugging():
            raise
        show_error(error, json="--json" in arguments)
        return code
    return result if isinstance(result, int) else ExitCode.OK


def _debugging() -> bool:
    try:
        return load_settings().log_level == "debug"
    except ValueError:
        return False
