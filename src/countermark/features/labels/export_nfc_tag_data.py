"""Tells an encoding station what to write into tags: the message with its mirror offsets, and the tags' keys."""

from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.carriers.nfc import tag_keys, tag_message
from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.labels.nfc_keys import nfc_keys
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.list_mint_units import ListMintUnits, list_mint_units
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

MOST_TAGS = 200
UID_HEX_DIGITS = 14


class TagOfUnit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tag, by its UID in hexadecimal, and the unit it is to be fixed to."""

    unit_id: UUID
    tag_uid: str


class ExportNfcTagData(BrandRequest, frozen=True, kw_only=True):
    """The tags that will be encoded."""

    tags: list[TagOfUnit]


class NfcTagData(Record, frozen=True, kw_only=True):
    """Bytes in hexadecimal. ``ndef_file`` is the content of the NDEF file; offsets are bytes from its beginning.

    Keys of the NTAG 424 DNA: ``master_key`` is number 0, ``meta_read_key`` 1, ``file_read_key`` 2.
    """

    unit_id: UUID
    tag_uid: str
    key_version: int
    uri: str
    ndef_file: str
    picc_data_offset: int
    mac_input_offset: int
    mac_offset: int
    master_key: str
    meta_read_key: str
    file_read_key: str


async def export_nfc_tag_data(tx: Tx, request: ExportNfcTagData) -> list[NfcTagData]:
    """What to write, tag by tag, under the newest key. It holds secrets: whoever has it can make such tags.

    Raises:
        InvalidInput: none or more than 200 tags, a malformed UID, a unit that is none of the brand's.
        Conflict: the brand has no NFC key yet (``NO_NFC_KEY``).
    """
    if not 1 <= len(request.tags) <= MOST_TAGS:
        raise InvalidInput("_tags", f"must be 1 to {MOST_TAGS}")
    keys = await nfc_keys(tx)
    if not keys:
        raise Conflict("_brand_id", "this brand has no NFC key yet", code="NO_NFC_KEY", hint="rotate_nfc_key makes one")
    origin = await brand_origin(tx)
    told = [await _data(tx, number, tag, origin, keys[0]) for number, tag in enumerate(request.tags)]
    await record(
        tx,
        Action.NFC_TAG_DATA_EXPORTED,
        ("nfc_key", str(keys[0][0])),
        new={"tags": len(told), "unit_ids": [str(tag.unit_id) for tag in request.tags]},
    )
    return told


async def _data(tx: Tx, number: int, tag: TagOfUnit, origin: str, newest: tuple[int, bytes]) -> NfcTagData:
    key_version, key = newest
    uid = _uid(number, tag.tag_uid)
    message = tag_message(origin, await _path(tx, number, tag.unit_id))
    keys = tag_keys(key, uid)
    return NfcTagData(
        unit_id=tag.unit_id,
        tag_uid=uid.hex().upper(),
        key_version=key_version,
        uri=message.uri,
        ndef_file=message.file.hex().upper(),
        picc_data_offset=message.picc_data_offset,
        mac_input_offset=message.mac_input_offset,
        mac_offset=message.mac_offset,
        master_key=keys.master.hex().upper(),
        meta_read_key=keys.meta_read.hex().upper(),
        file_read_key=keys.file_read.hex().upper(),
    )


def _uid(number: int, text: str) -> bytes:
    try:
        uid = bytes.fromhex(text) if len(text) == UID_HEX_DIGITS else b""
    except ValueError:
        uid = b""
    if not uid:
        raise InvalidInput(f"_tags[{number}].tag_uid", f"must be {UID_HEX_DIGITS} hexadecimal digits")
    return uid


async def _path(tx: Tx, number: int, unit_id: UUID) -> str:
    codec = await unit_codec(tx)
    unit_number = codec.number_of_unit_id(unit_id)
    row = await find_unit(tx, unit_number)
    if unit_number is None or row is None:
        raise unknown(f"_tags[{number}].unit_id", "unit")
    before = None if unit_number == row["first_unit_number"] else codec.unit_id_of(unit_number - 1).hex
    wanted = ListMintUnits(brand_id=tx.brand_id, mint_batch_id=row["mint_batch_id"], limit=1, cursor=before)
    units = (await list_mint_units(tx, wanted)).items
    if not units:
        raise unknown(f"_tags[{number}].unit_id", "unit")
    return units[0].gs1_path
