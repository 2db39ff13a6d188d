"""Computes the columns of a stretch of units: what each fact is, for all its rows at once."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from countermark.features.exports.cells import Bytes, Cells, decimal_texts, joined, texts_of, uuid_texts
from countermark.features.exports.definition import EpcDefinition
from countermark.features.exports.facts import Fact
from countermark.features.exports.ndef import ndef_hex
from countermark.features.exports.unit_source import BatchFacts, Stretch, path_parts
from countermark.gs1.epc import EpcScheme, Sgtin, encode_epc_hex, pure_identity_uri, tag_uri
from countermark.gs1.epc.bulk import epc_hex_of_serials
from countermark.gs1.percent_encoding import percent_encode
from countermark.serials import UnitCodec

CANONICAL_ORIGIN: Final = "https://id.gs1.org"


class StretchColumns:
    """The columns of one stretch, each worked out once and only when asked for.

    ``own_serials`` are the brand's, in order, when the mint batch has such.
    """

    def __init__(
        self,
        facts: BatchFacts,
        stretch: Stretch,
        codec: UnitCodec,
        epc: EpcDefinition,
        own_serials: Sequence[str] | None = None,
    ) -> None:
        self._facts = facts
        self._stretch = stretch
        self._codec = codec
        self._epc = epc
        self._own_serials = own_serials
        self.count = stretch.count

    def column(self, fact: Fact) -> Cells:
        """The cells of a fact."""
        return _COLUMNS[fact](self)

    @cached_property
    def serial(self) -> Cells:
        """Serials; nothing in batch mode."""
        if self._facts.serial_style == "none":
            return ""
        if self._own_serials is not None:
            return list(self._own_serials)
        numeric = self._facts.serial_style == "numeric"
        make = self._codec.numeric_serials_of if numeric else self._codec.serials_of
        serials = make(self._stretch.first_unit_number, self.count)
        return serials.view(np.uint8).reshape(self.count, -1)

    @cached_property
    def unit_id(self) -> Cells:
        """Canonical UUIDs."""
        return uuid_texts(self._codec.unit_ids_of(self._stretch.first_unit_number, self.count))

    @cached_property
    def path(self) -> Cells:
        """What the codes hold, below the brand's origin."""
        if self._facts.serial_style == "none":
            return self._stretch.range.lot_path
        before, after = path_parts(self._facts.gtin)
        if not self._facts.gtin:
            return joined(self.count, [before, self.unit_id, after])
        encoded: Cells = self.serial
        if self._own_serials is not None:
            encoded = [percent_encode(serial) for serial in self._own_serials]
        return joined(self.count, [before, encoded, after])

    @cached_property
    def passport_id(self) -> Cells:
        """Canonical UUIDs of the units' passports, or that of their lot."""
        of_lot = self._stretch.range.passport_id
        if of_lot is not None:
            return str(of_lot)
        return uuid_texts(self._codec.passport_ids_of(self._stretch.first_unit_number, self.count))

    @property
    def origin(self) -> str:
        """The brand's."""
        return self._facts.origin

    @property
    def facts(self) -> BatchFacts:
        """What all units have in common."""
        return self._facts

    @property
    def lot(self) -> str:
        """The lot's code."""
        return self._stretch.range.lot_code

    def sequence(self) -> Cells:
        """Places within the mint batch, from 1, all of one width."""
        first = self._stretch.first_unit_number - self._facts.first_unit_number + 1
        return decimal_texts(first, self.count, len(str(self._facts.quantity)))

    def element_string(self) -> Cells:
        """GTIN and lot or serial in brackets; a "(" within a value is written as a backslash and "("."""
        gtin = f"(01){self._facts.gtin}" if self._facts.gtin else ""
        if self._facts.serial_style == "none":
            return gtin + (f"(10){_escaped(self.lot)}" if self.lot else "")
        if self._own_serials is not None:
            return [f"{gtin}(21){_escaped(serial)}" for serial in self._own_serials]
        return joined(self.count, [f"{gtin}(21)", self.serial])

    def hri(self) -> Cells:
        """The human-readable interpretation: GTIN and lot or serial, as they stand beside a code."""
        gtin = f"(01) {self._facts.gtin} " if self._facts.gtin else ""
        if self._facts.serial_style == "none":
            return (gtin + (f"(10) {self.lot}" if self.lot else "")).strip()
        return joined(self.count, [f"{gtin}(21) ", self.serial])

    def sgtin(self, serial: str) -> Sgtin:
        """The item of a serial. Raises EpcError when no EPC can hold it."""
        return Sgtin(
            gtin=self._facts.gtin,
            serial=serial,
            filter_value=self._epc.filter_value,
            company_prefix_length=self._epc.company_prefix_length,
        )

    def epc_hex(self) -> Cells:
        """The EPC memory of each tag. Raises EpcError."""
        scheme, serials = self._epc.scheme, self.serial
        if isinstance(serials, np.ndarray):
            return epc_hex_of_serials(scheme, self.sgtin(_text(serials)), serials)
        return [encode_epc_hex(scheme, self.sgtin(serial)) for serial in texts_of(serials, self.count)]

    def epc_uri(self) -> Cells:
        """Pure identities, where the company prefix is known; else canonical Digital Links. Raises EpcError."""
        if self._epc.company_prefix_length is None:
            return joined(self.count, [CANONICAL_ORIGIN, self.path])
        return self._urns(pure_identity_uri)

    def epc_tag_uri(self) -> Cells:
        """``urn:epc:tag:...``. Raises EpcError for SGTIN+."""
        scheme: EpcScheme = self._epc.scheme
        return self._urns(lambda sgtin: tag_uri(scheme, sgtin))

    def _urns(self, urn_of: Callable[[Sgtin], str]) -> Cells:
        serials = self.serial
        if isinstance(serials, np.ndarray):
            first = _text(serials)
            return joined(self.count, [urn_of(self.sgtin(first)).removesuffix(first), serials])
        return [urn_of(self.sgtin(serial)) for serial in texts_of(serials, self.count)]


def _escaped(value: str) -> str:
    return value.replace("(", "\\(")


def _text(serials: Bytes) -> str:
    return bytes(serials[0]).decode("ascii")


_COLUMNS: Final[dict[Fact, Callable[[StretchColumns], Cells]]] = {
    Fact.SEQUENCE: StretchColumns.sequence,
    Fact.SERIAL: lambda stretch: stretch.serial,
    Fact.LOT: lambda stretch: stretch.lot,
    Fact.GTIN: lambda stretch: stretch.facts.gtin,
    Fact.UNIT_ID: lambda stretch: stretch.unit_id,
    Fact.DIGITAL_LINK: lambda stretch: joined(stretch.count, [stretch.origin, stretch.path]),
    Fact.GS1_PATH: lambda stretch: stretch.path,
    Fact.ELEMENT_STRING: StretchColumns.element_string,
    Fact.HRI: StretchColumns.hri,
    Fact.PASSPORT_ID: lambda stretch: stretch.passport_id,
    Fact.PASSPORT_URL: lambda stretch: joined(stretch.count, [f"{stretch.origin}/passport/", stretch.passport_id]),
    Fact.NDEF_HEX: lambda stretch: ndef_hex(stretch.origin, stretch.path, stretch.count),
    Fact.EPC_HEX: StretchColumns.epc_hex,
    Fact.EPC_URI: StretchColumns.epc_uri,
    Fact.EPC_TAG_URI: StretchColumns.epc_tag_uri,
    Fact.PRODUCT_NAME: lambda stretch: stretch.facts.product_name,
    Fact.SKU: lambda stretch: stretch.facts.sku,
    Fact.PRODUCT_ID: lambda stretch: str(stretch.facts.product_id),
    Fact.BATCH_NUMBER: lambda stretch: stretch.facts.batch_number,
    Fact.PRODUCTION_DATE: lambda stretch: stretch.facts.production_date,
    Fact.MINT_BATCH_ID: lambda stretch: str(stretch.facts.mint_batch_id),
    Fact.MINTED_DATE: lambda stretch: stretch.facts.minted_date,
    Fact.BRAND_NAME: lambda stretch: stretch.facts.brand_name,
}
