"""Ranges alone: every number belongs to exactly the range it was given out by."""

from array import array
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from countermark.features.brands.scan_recording import ScanRecording
from countermark.features.passports.passport_page import BrandHeader
from countermark.features.resolution.brand_ranges import BrandRanges, LotRange, MintedRange
from countermark.serials import UnitCodec, new_key

HEADER = BrandHeader(
    name="B", accent_colour="#000000", legal_name=None, website_url=None, support_url=None, privacy_url=None
)
SIZES = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 50)), max_size=30)


def ranges_of(sizes: list[tuple[int, int]], state: str = "unpublished") -> BrandRanges:
    """A brand with ranges of these (gap before, quantity), each of one lot."""
    minted: list[MintedRange] = []
    lots: list[LotRange] = []
    first = 0
    for gap, quantity in sizes:
        first += gap
        batch_id, product_id = uuid4(), uuid4()
        rest = (product_id, None, None, True, False, "minted", state)
        minted.append(MintedRange(first, first + quantity, batch_id, *rest))
        lots.append(LotRange(first, first + quantity, uuid4(), batch_id, product_id, "L", uuid4(), state, False))
        first += quantity
    revoked, published = array("q", [3, 9, 10]), array("q", [4, 9])
    return BrandRanges(uuid4(), HEADER, ScanRecording.EVENTS, UnitCodec(new_key()), minted, lots, revoked, published)


@given(SIZES, st.integers(0, 2000))
def test_a_number_is_found_in_its_own_range_only(sizes: list[tuple[int, int]], number: int) -> None:
    ranges = ranges_of(sizes)
    expected = [minted for minted in ranges.minted if minted.first <= number < minted.end]
    found = ranges.range_of(number)
    assert ([found] if found else []) == expected
    lot = ranges.lot_of(number)
    assert (lot.mint_batch_id if lot else None) == (found.mint_batch_id if found else None)


def test_a_units_own_state_counts_when_it_is_further() -> None:
    drafts = ranges_of([(0, 20)])
    states = [drafts.passport_state_of(number, drafts.minted[0]) for number in (3, 4, 5, 9)]
    assert states == ["revoked", "published", "unpublished", "revoked"]
    gone = ranges_of([(0, 20)], state="revoked")
    assert gone.passport_state_of(4, gone.minted[0]) == "revoked"


def test_the_weight_grows_with_what_is_held() -> None:
    assert ranges_of([(0, 1)] * 10).weight > ranges_of([(0, 1)]).weight
