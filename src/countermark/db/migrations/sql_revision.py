"""A revision is a plain SQL file beside its Alembic stub."""

from pathlib import Path

from alembic import op


def run_sql(revision_file: str) -> None:
    """Runs the ``.sql`` file of the same name as ``revision_file``, as one script."""
    cursor = op.get_bind().connection.cursor()
    cursor.execute(Path(revision_file).with_suffix(".sql").read_text())
