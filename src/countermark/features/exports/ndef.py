"""The NDEF messages that NFC tags store, a column of them at once."""

from countermark.carriers.nfc import ndef_uri_message, well_known_prefix
from countermark.features.exports.cells import Cells, hex_of, joined


def ndef_hex(origin: str, paths: Cells, count: int) -> Cells:
    """The messages of ``origin`` and a path each, in upper-case hexadecimal; ``origin`` is the same in all rows.

    Where all paths are of one length, all messages begin the same: that is made once, and the rest is joined to it.
    """
    prefix = well_known_prefix(origin)
    rests = joined(count, [origin.removeprefix(prefix), paths])
    if isinstance(rests, list):
        return [ndef_uri_message(prefix + rest).hex().upper() for rest in rests]
    length = len(rests.encode()) if isinstance(rests, str) else rests.shape[1]
    head = ndef_uri_message(prefix + "x" * length)[: -length or None].hex().upper()
    return joined(count, [head, hex_of(rests)])
