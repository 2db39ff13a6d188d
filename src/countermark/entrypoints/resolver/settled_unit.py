"""What most scans ask for, and what of it can be answered without waiting for anything."""

import re
from typing import Final

from countermark.features.resolution.brand_memory import KnownBrand
from countermark.features.resolution.link_answer import links_may_matter_of
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.resolve_target import unit_in_memory

# GTIN and a generated serial, as the codes are printed that we make: nothing in it can be percent-encoded.
_UNIT_PATH: Final = re.compile(r"/01/([0-9]{14})/21/([0-9A-HJKMNP-TV-Z]{16})")


def settled_unit(brand: KnownBrand, raw_path: bytes) -> Resolution | None:
    """The unit at a path, where no link of the brand has a say; ``None`` for everything else.

    The general way (``read_target``, ``resolve_target``, ``link_answer``) comes to the same; this one asks nothing that
    is not in memory, so it need not be able to wait.
    """
    found = _UNIT_PATH.fullmatch(raw_path.decode("latin-1"))
    if found is None:
        return None
    gtin, serial = found.groups()
    product = brand.products.remembered(gtin)
    if product is None:
        return None
    resolution = unit_in_memory(brand.ranges, product, gtin, serial)
    return None if resolution is None or links_may_matter_of(brand, product, resolution) else resolution
