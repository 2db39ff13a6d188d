"""The language that texts are in when nothing says otherwise."""

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries


async def brand_locale(tx: Tx) -> str:
    """The brand's own language, a BCP 47 tag."""
    brand = await queries.get_brand(tx.connection, brand_id=tx.brand_id)
    locale: str = brand["locale"]
    return locale
