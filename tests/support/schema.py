"""The schema as one text: what all migrations together make of an empty database.

``python -m tests.support.schema`` (``make schema``) writes the committed copy, which is there to be read and compared.
"""

import re
import subprocess
import tempfile
from pathlib import Path

import countermark.db
from countermark.db.client_programs import client_program, connection_arguments
from countermark.db.embedded import start_embedded
from countermark.db.migrate import create_database, migrate

COMMITTED = Path(countermark.db.__file__).with_name("schema.sql")
NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)$", re.MULTILINE)
HEAD = "-- What all migrations together make of an empty database. Made by `make schema`; a test compares it.\n\n"


def schema_of(url: str) -> str:
    """The database's schema by pg_dump, without comments, session settings and owners."""
    dbname, environment = connection_arguments(url)
    command = [str(client_program("pg_dump")), *dbname, "--schema-only", "--no-owner"]
    dump = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return HEAD + re.sub(r"\n{3,}", "\n\n", NOISE.sub("", dump)).strip() + "\n"


def main() -> None:
    """Migrates a database of its own and writes the committed copy."""
    with tempfile.TemporaryDirectory(prefix="countermark-schema-") as home:
        server = start_embedded(Path(home))
        try:
            create_database(server.url(database="postgres"), "schema")
            migrate(server.url(database="schema"))
            COMMITTED.write_text(schema_of(server.url(database="schema")))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
