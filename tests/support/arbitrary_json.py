"""Any JSON at all, for what must never make the server fail."""

from hypothesis import strategies as st

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([2**63, -(2**63), 10**300])
TEXTS = st.text() | st.text("\x00\x1b\u2028\uffff\U0010ffff") | st.sampled_from(["%", "_", "'", "null", "9" * 5000])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda members: st.lists(members, max_size=4) | st.dictionaries(TEXTS, members, max_size=4),
    max_leaves=12,
)
