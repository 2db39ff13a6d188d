"""``python -m countermark`` is the command line."""

from countermark.entrypoints.cli.main import main

main()
