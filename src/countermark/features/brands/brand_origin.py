"""Where the public reaches the brand of a transaction."""

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries


async def brand_origin(tx: Tx) -> str:
    """``scheme://host[:port]``, as the door that opened the transaction knows it.

    Raises:
        RuntimeError: the door did not say.
    """
    if tx.origin_of is None:
        raise RuntimeError("this transaction was opened without the origin of brands")
    row = await queries.get_brand(tx.connection, brand_id=tx.brand_id)
    return tx.origin_of(row["subdomain"])
