"""What the resolver found out about a tap, told to the passport page: signed, for this passport, for a short while.

Without it anybody could write "genuine" into a link; after it nothing of the tap is in the address any more.
"""

import hmac
import time
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from countermark.features.labels.check_nfc_tap import TapVerdict

LIFETIME_S: Final = 120
PARAMETER: Final = b"tag="
_PURPOSE: Final = b"countermark nfc verdict v1"
_MAC_HEX_DIGITS: Final = 32


class TapTokens:
    """Makes and reads tokens. ``master_key`` is the deployment's."""

    def __init__(self, master_key: bytes) -> None:
        self._key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(master_key)

    def token(self, host: bytes, passport: bytes, verdict: TapVerdict) -> bytes:
        """``tag=<verdict>.<end>.<mac>`` for the passport's page on a host."""
        said = b"%b.%d" % (verdict.encode(), int(time.time()) + LIFETIME_S)
        return b"%b%b.%b" % (PARAMETER, said, self._mac(host, passport, said))

    def verdict(self, host: bytes, passport: bytes, query_string: bytes) -> TapVerdict | None:
        """The verdict in a query; ``None`` when there is none, or it is not for this page, or no longer."""
        given = next((part for part in query_string.split(b"&") if part.startswith(PARAMETER)), b"")
        said, _, mac = given.removeprefix(PARAMETER).rpartition(b".")
        verdict, _, end = said.partition(b".")
        if not said or not hmac.compare_digest(mac, self._mac(host, passport, said)):
            return None
        return TapVerdict(verdict.decode()) if int(end) >= time.time() else None

    def _mac(self, host: bytes, passport: bytes, said: bytes) -> bytes:
        message = b"%b/%b/%b" % (host, passport, said)
        return hmac.new(self._key, message, sha256).hexdigest()[:_MAC_HEX_DIGITS].encode()
