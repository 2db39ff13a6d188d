"""Whether a tap came from a genuine tag, for the first time. Counters only go forward, in one statement."""

from enum import StrEnum

from countermark.carriers.nfc import PiccData, SunTap, is_sun_mac, read_picc_data, tag_keys
from countermark.db.transaction import Tx
from countermark.features.labels.nfc_keys import nfc_keys
from countermark.features.labels.queries import queries


class TapVerdict(StrEnum):
    """``replayed``: the link was genuine, and was opened before, so it may have been copied. ``unproven``: everything
    else, and nobody learns why."""

    GENUINE = "genuine"
    REPLAYED = "replayed"
    UNPROVEN = "unproven"


async def check_nfc_tap(tx: Tx, raw_path: bytes, tap: SunTap) -> TapVerdict:
    """The verdict. The MAC is over the path too: what a tag says of itself proves nothing of another unit."""
    mac_input = raw_path + b"?" + tap.before_mac
    for _, key in await nfc_keys(tx):
        picc = read_picc_data(tag_keys(key, b"").meta_read, tap.picc_data)
        if picc is not None and is_sun_mac(tap.mac, tag_keys(key, picc.uid).file_read, picc, mac_input):
            return await _counted(tx, raw_path, picc)
    return TapVerdict.UNPROVEN


async def _counted(tx: Tx, raw_path: bytes, picc: PiccData) -> TapVerdict:
    key = {"brand_id": tx.brand_id, "tag_uid": picc.uid}
    values = {"path": raw_path.decode("latin-1"), "read_counter": picc.counter}
    if await queries.move_tag_counter(tx.connection, **key, **values):
        return TapVerdict.GENUINE
    await queries.count_tag_replay(tx.connection, **key)
    return TapVerdict.REPLAYED
