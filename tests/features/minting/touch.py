"""Makes rows of units as scans and revocations do, many at a time."""

from typing import Any

import psycopg

NUMBERS = """
    SELECT brand_id, first_unit_number + place, mint_batch_id
    FROM mint_batches, generate_series(%(first)s::int, %(last)s::int) AS place
    WHERE mint_batch_id = %(mint_batch_id)s
"""


def scan_units(owner: psycopg.Connection, batch: dict[str, Any], first: int, last: int) -> None:
    """First scans of the units at these places (from 0) of a mint batch."""
    owner.execute(
        "INSERT INTO unit_states (brand_id, unit_number, mint_batch_id, activated_at) "
        f"SELECT *, now() FROM ({NUMBERS}) AS unit",
        {"mint_batch_id": batch["mint_batch_id"], "first": first, "last": last},
    )
