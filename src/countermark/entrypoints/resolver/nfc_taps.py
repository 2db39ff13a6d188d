"""Taps of NFC tags: checked once, and taken out of the address before it goes anywhere else."""

from typing import Final

import structlog

from countermark.carriers.nfc import tap_in
from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.passport_pages.tap_token import TapTokens
from countermark.features.labels.check_nfc_tap import check_nfc_tap
from countermark.features.resolution.brand_memory import KnownBrand
from countermark.features.resolution.resolution import Resolution

TAP: Final = b"cmac="
log = structlog.get_logger(__name__)


class NfcTaps:
    """Checks taps of every brand. ``master_key`` unwraps the brands' keys."""

    def __init__(self, pool: Pool, master_key: bytes) -> None:
        self._pool = pool
        self._master_key = master_key
        self._tokens = TapTokens(master_key)

    async def settle(
        self, request: PublicRequest, brand: KnownBrand, resolution: Resolution, *, may_count: bool
    ) -> bool:
        """Puts a signed verdict into the query in place of the tap; whether there was one. Previews and HEAD only lose
        it: a counter that a link preview had used up would make the person's own tap look like a copy."""
        tap = tap_in(request.query_string)
        if tap is None:
            return False
        parts = [tap.rest] if tap.rest else []
        if may_count and request.method == "GET" and resolution.passport is not None:
            async with brand_transaction(self._pool, brand.ranges.brand_id, SYSTEM_ACTOR, self._master_key) as tx:
                verdict = await check_nfc_tap(tx, request.raw_path, tap)
            parts.append(self._tokens.token(request.host, resolution.passport.encode(), verdict))
        request.query_string = b"&".join(parts)
        return True
