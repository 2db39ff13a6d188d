"""The brand's unit codec, from its wrapped key."""

from collections import OrderedDict
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries
from countermark.serials import UnitCodec, unwrap

REMEMBERED_CODECS = 1_000
# Keys never change and are the same for every transaction of the process; building a codec costs 0.2 ms.
_codecs: OrderedDict[tuple[UUID, bytes], UnitCodec] = OrderedDict()


def wrapping_context(brand_id: UUID) -> bytes:
    """What a wrapped unit key is bound to, so that it opens for its own brand only."""
    return b"unit-key:" + brand_id.bytes


async def unit_codec(tx: Tx) -> UnitCodec:
    """The codec that turns the brand's unit numbers into serials and ids, and back.

    Raises:
        WrongMasterKey: the deployment's master key is not the one the brand's key was wrapped with.
    """
    row = await queries.get_unit_key(tx.connection, brand_id=tx.brand_id)
    known = (tx.brand_id, row["wrapped_unit_key"])
    codec = _codecs.get(known)
    if codec is None:
        codec = UnitCodec(unwrap(tx.master_key, row["wrapped_unit_key"], wrapping_context(tx.brand_id)))
        _codecs[known] = codec
        if len(_codecs) > REMEMBERED_CODECS:
            _codecs.popitem(last=False)
    return codec
