"""CSV files as people and programs write them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.features.imports.reading.open_table import read_head, read_rows
from countermark.features.imports.reading.table import LONGEST_CELL, Dialect, SourceRow, UnreadableFile

CSV = Dialect(format="csv")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def rows_of(content: bytes, wanted: Dialect = CSV) -> tuple[list[str], list[SourceRow]]:
    file = io.BytesIO(content)
    head = read_head(file, wanted)
    return head.columns, list(read_rows(file, head.dialect, len(head.columns)))


def cells_of(content: bytes) -> list[list[str]]:
    return [row.cells for row in rows_of(content)[1]]


def refusal(content: bytes, wanted: Dialect = CSV) -> str:
    with pytest.raises(UnreadableFile) as refused:
        rows_of(content, wanted)
    return refused.value.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_common_delimiter_encoding_and_line_end_is_recognised(
    delimiter: str, encoding: str, line_end: str
) -> None:
    table = [["SKU", "Größe", "Name"], ["A-1", "groß", "Fahrradträger für Kinder"], ["A-2", "klein", "Düse, ähnlich"]]
    lines = [delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in table]
    columns, rows = rows_of((line_end.join(lines) + line_end).encode(encoding))
    assert [columns, *(row.cells for row in rows)] == table
    assert [row.number for row in rows] == [2, 3]


def test_an_encoding_and_a_delimiter_that_are_named_win() -> None:
    named = Dialect(format="csv", encoding="cp1251", delimiter=";")
    assert rows_of("имя;вес\nвинт;1,5\n".encode("cp1251"), named)[1][0].cells == ["винт", "1,5"]


def test_cyrillic_in_a_legacy_encoding_is_guessed() -> None:
    text = "артикул;название\n" + "".join(f"A-{i};Городской велосипед для прогулки и дороги\n" for i in range(20))
    assert rows_of(text.encode("cp1251"))[1][0].cells[1].startswith("Городской велосипед")


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    assert rows_of(b"sep=|\nSKU|Name\nA|a;b\n") == (["SKU", "Name"], [SourceRow(2, ["A", "a;b"], {})])


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    _, rows = rows_of(b'SKU,Name\nA,"two\nlines"\nB,"say ""hi"""\n')
    assert [(row.number, row.cells) for row in rows] == [(2, ["A", "two\nlines"]), (3, ["B", 'say "hi"'])]


def test_a_comma_in_numbers_does_not_make_a_semicolon_file_a_comma_file() -> None:
    assert cells_of(b"SKU;Weight\nA;1,5\nB;2,5\nC;3\n") == [["A", "1,5"], ["B", "2,5"], ["C", "3"]]


def test_short_rows_are_filled_up_and_long_ones_are_a_problem() -> None:
    _, rows = rows_of(b"SKU,Name,Model\nA\nB,b,m,,\nC,c,m,more\n")
    assert [row.cells for row in rows] == [["A", "", ""], ["B", "b", "m"], ["C", "c", "m"]]
    assert [row.problems for row in rows[:2]] == [{}, {}]
    assert "has 4 cells, but there are 3 columns" in rows[2].problems[-1]


def test_blank_rows_are_left_out_and_counted() -> None:
    _, rows = rows_of(b"SKU,Name\n\nA,a\n,\nB,b\n")
    assert [row.number for row in rows] == [3, 5]


def test_repeated_and_missing_headers_get_names_of_their_own() -> None:
    assert rows_of(b"Name,name,,Name ,\nA,B,C,D,E\n")[0] == ["Name", "name (2)", "Column 3", "Name (3)"]


def test_a_nul_is_a_problem_of_its_cell() -> None:
    _, rows = rows_of(b"SKU,Name\nA,a\x00b\n")
    assert rows[0].cells == ["A", "a�b"]
    assert "NUL" in rows[0].problems[1]


def test_a_cell_of_ten_megabytes_is_a_problem_of_its_row_and_is_cut() -> None:
    _, rows = rows_of(b"SKU,Name\nA," + b"x" * (10 << 20) + b"\nB,b\n")
    assert "10,485,760 characters long" in rows[0].problems[1]
    assert len(rows[0].cells[1]) < LONGEST_CELL
    assert rows[1] == SourceRow(3, ["B", "b"], {})


def test_a_quote_that_is_never_closed_ends_the_reading() -> None:
    file = io.BytesIO(b'SKU,Name\nA,a\nB,"never' + b" closed\n" * (3 << 20))
    with pytest.raises(UnreadableFile, match="quote may never be closed"):
        list(read_rows(file, Dialect(format="csv", encoding="utf-8", delimiter=","), 2))


def test_what_holds_no_rows_is_refused() -> None:
    assert refusal(b"") == "FILE_EMPTY"
    assert refusal(b"\xef\xbb\xbf") == "FILE_EMPTY"
    assert refusal(b"\n\n") == "FILE_EMPTY"
    assert refusal(b"SKU,Name\n") == "FILE_HAS_NO_ROWS"
    assert refusal(b"SKU,Name\n\n,\n") == "FILE_HAS_NO_ROWS"


def test_what_is_no_table_is_refused() -> None:
    assert refusal(b"PK\x03\x04 and so on") == "NOT_A_TEXT_FILE"
    assert refusal(("," * 600 + "a\nb\n").encode()) == "TOO_MANY_COLUMNS"
    assert refusal(b"a,b\n1,2\n", Dialect(format="csv", encoding="klingon")) == "UNKNOWN_ENCODING"
    assert refusal(b"a,b\n1,2\n", Dialect(format="csv", encoding="base64")) == "UNKNOWN_ENCODING"


def test_bytes_outside_an_encoding_that_was_named_are_said() -> None:
    assert refusal(b"SKU,Name\nA,f\xfcr\n", Dialect(format="csv", encoding="utf-8")) == "NOT_IN_ENCODING"


@given(
    st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_python_writes_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    table = [["one", "two", "three"], *rows]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    dialect = Dialect(format="csv", encoding="utf-8", delimiter=delimiter)
    read = list(read_rows(io.BytesIO(text.getvalue().encode()), dialect, 3))
    assert [row.cells for row in read] == [row for row in rows if any(row)]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        columns, rows = rows_of(content)
    except UnreadableFile:
        return
    assert all(len(row.cells) == len(columns) for row in rows)
