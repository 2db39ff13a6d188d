"""NFC tags: what is written into them, and how what they say is checked.

Standards: NFC Forum NDEF 1.0 and URI RTD 1.0; NXP AN12196 (NTAG 424 DNA, secure unique NFC messages), AN10922 (keys
diversified by tag). Pure: bytes in, bytes out.
"""

from countermark.carriers.nfc.ndef import ndef_uri_message, uri_in_ndef, well_known_prefix
from countermark.carriers.nfc.sun import PiccData, SunTap, is_sun_mac, read_picc_data, sun_mac, tap_in
from countermark.carriers.nfc.tag_keys import TagKeys, diversified_key, tag_keys
from countermark.carriers.nfc.tag_message import TagMessage, tag_message

__all__ = [
    "PiccData",
    "SunTap",
    "TagKeys",
    "TagMessage",
    "diversified_key",
    "is_sun_mac",
    "ndef_uri_message",
    "read_picc_data",
    "sun_mac",
    "tag_keys",
    "tag_message",
    "tap_in",
    "uri_in_ndef",
    "well_known_prefix",
]
