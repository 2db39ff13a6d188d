"""The parts of a server process, and how it is told which to run."""

PARTS_VARIABLE = "COUNTERMARK_SERVE_PARTS"
ALL_PARTS = frozenset({"api", "console", "resolver"})
