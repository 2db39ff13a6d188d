"""Hypothesis strategies for GS1 values and for text that looks almost like a Digital Link."""

from hypothesis import strategies as st

from countermark.gs1 import check_digit
from countermark.gs1.character_sets import CSET_82

GTIN = "09506000134352"

gtins = st.text("0123456789", min_size=13, max_size=13).map(lambda body: body + check_digit(body))
lots = serials = cpvs = st.text(CSET_82, min_size=1, max_size=20)
tpxs = st.text(CSET_82, min_size=1, max_size=28)
data_attributes = st.fixed_dictionaries(
    {},
    optional={
        "17": st.sampled_from(["271200", "280229", "991231"]),
        "240": st.text(CSET_82, min_size=1, max_size=30),
        "3103": st.text("0123456789", min_size=6, max_size=6),
        "99": st.text(CSET_82, min_size=1, max_size=90),
    },
)
qualifiers = st.one_of(
    st.fixed_dictionaries({}, optional={"cpv": cpvs, "lot": lots, "serial": serials}),
    st.fixed_dictionaries({"tpx": tpxs}),
)

_PIECES = st.sampled_from(
    ["/", "/01/", GTIN, "/01/" + GTIN, "/22/", "/10/", "/21/", "/235/", "/00/", "/8006/", "/17/", "/415/"]
)
_VALUES = st.one_of(
    st.text(CSET_82 + " #~@^%\x00é\n", max_size=22),
    st.sampled_from(["%2F", "%2f", "%G1", "%", "%0", "%00", "%C3%A9", "+", "A" * 20, "A" * 21, "\n", "\x00"]),
)
almost_paths = st.lists(st.one_of(_PIECES, _VALUES), max_size=8).map("".join)
gtin_paths = st.builds(
    lambda gtin, chain: f"/01/{gtin}" + "".join(f"/{ai}/{value}" for ai, value in chain),
    st.one_of(
        gtins,
        st.just(GTIN),
        st.text("0123456789", min_size=14, max_size=14),
        st.text("0123456789A", min_size=12, max_size=15),
    ),
    st.lists(st.tuples(st.sampled_from(["22", "10", "21", "235", "01"]), _VALUES), max_size=3),
)
almost_queries = st.lists(
    st.one_of(
        st.sampled_from(["&", "=", "17=271200", "10=A", "99=A+B", "linkType=all", "1234=", "a", "37=1", "#"]),
        _VALUES,
    ),
    max_size=5,
).map("".join)
