"""export_audit_log: CSV and JSON Lines with a chain that can be computed again; two brands."""

import csv
import io
import json
from itertools import pairwise

from tests.support.client import Brand, new_brand
from tests.support.operators import new_operator
from tests.support.server import LiveServer
from tests.support.waiting import until


async def _lines(brand: Brand) -> list[dict[str, object]]:
    content = (await brand.call("export_audit_log"))["content"]
    return [json.loads(line) for line in content.splitlines()]


async def test_the_links_of_the_chain_are_in_it(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for _ in range(3):
        await new_operator(brand)
    rows = await until(lambda: _lines(brand), lambda rows: all(row["sequence"] for row in rows))
    oldest_first = sorted(rows, key=lambda row: int(str(row["sequence"])))
    assert [row["sequence"] for row in oldest_first] == list(range(1, len(rows) + 1))
    links = pairwise(oldest_first)
    assert all(later["previous_hash"] == earlier["hash"] for earlier, later in links)


async def test_a_table_comes_in_parts_with_one_line_of_names(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await new_operator(brand, name="=HYPERLINK(1)")
    first = await brand.call("export_audit_log", format="csv", limit=1)
    rest = await brand.call("export_audit_log", format="csv", cursor=first["next_cursor"])
    rows = list(csv.DictReader(io.StringIO(first["content"] + rest["content"])))
    assert (first["rows"], first["has_more"], len(rows)) == (1, True, 1 + rest["rows"])
    assert rows[0]["action"] == "operators:create_economic_operator"


async def test_another_brand_cannot_export_it(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    await other.owner.refused(403, "export_audit_log", brand_id=shared_brand.id)
