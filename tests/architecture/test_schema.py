"""The committed schema is what the migrations make."""

from tests.support.databases import new_database
from tests.support.schema import COMMITTED, schema_of


def test_all_revisions_together_give_the_committed_schema(server_url: str) -> None:
    assert schema_of(new_database(server_url)) == COMMITTED.read_text(), "run `make schema` and commit it"
