"""The command line: every command there is, one line each, and what their exit codes mean."""

import sys

from cyclopts import App
from rich.console import Console

from countermark import __version__
from countermark.entrypoints.cli.exit_codes import ExitCode, exit_code_of
from countermark.entrypoints.cli.output import show_error
from countermark.kit.settings import load_settings

app = App(
    name="countermark",
    help="Countermark: a self-hostable platform for Digital Product Passports. See docs/cli.md.",
    version=__version__,
    default_parameter=None,
    error_console=Console(stderr=True),
)
# Named, not imported: a command loads what it needs itself, so that a short one is not kept waiting by the others.
COMMANDS = {
    "serve": (
        "serve:serve_command",
        "Migrate, then serve until SIGTERM or Ctrl-C. Prints the addresses when the server answers.",
    ),
    "worker": (
        "worker:worker_command",
        "Take jobs from the queue until SIGTERM or Ctrl-C, then finish those in hand. Any number may run. "
        "Its log is JSON on standard error, with or without --json.",
    ),
    "demo": (
        "demo:demo_command",
        "Make the demo brand in an empty database, or complete it, and print its addresses and login.",
    ),
    "db": ("database_commands:db_app", "The database: schema, backup, a prompt."),
    "brand": ("people_commands:brand_app", "Brands: the tenants of this deployment."),
    "user": ("people_commands:user_app", "People who can sign in."),
    "mint": ("mint:mint_command", "Mint units of a product and wait until they are there. A worker must be running."),
    "export": (
        "export:export_command",
        "Write a row for each unit of a mint batch, by default all about it, to standard output or into a new file.",
    ),
    "export-products": (
        "export_products:export_products_command",
        "Write the products that match into a CSV or XLSX file, or as CSV to standard output; an import can read it "
        "again.",
    ),
    "audit": ("audit_commands:audit_app", "The audit log."),
    "resolve": (
        "resolve:resolve_command",
        "Explain what a scan of a URL would do. Activates and records nothing; exit code 1 when it leads nowhere.",
    ),
    "settings": (
        "settings_command:settings_command",
        "List every setting: its variable, default, meaning and value here. Secrets are masked.",
    ),
}
for name, (where, what_it_does) in COMMANDS.items():
    app.command(f"countermark.entrypoints.cli.{where}", name=name, help=what_it_does)


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
