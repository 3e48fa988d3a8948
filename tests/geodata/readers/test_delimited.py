"""Delimited text: every record is a row or is set aside, and one broken row costs one row."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.readers.source import BLOCK
from tests.geodata.readers.reading import read

TRAPS = [
    '"',
    "'",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r\n",
    "\r",
    " ",
    "",
    "كركوك",
    "=1+1",
    "NA",
    "#",
    "007",
]
LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
CELLS = st.text(LETTERS, max_size=6) | st.sampled_from(TRAPS)
HEADER = ["event_id", "event_date", "notes"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "events.csv"


def written(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read(path)
    (line,) = str(caught.value).splitlines()
    return line


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_every_cell_comes_back_whatever_is_in_it(
    scratch: Path, rows: list[list[str]], delimiter: str, codec: str
) -> None:
    assume(any(not cell.startswith("#") for cell in rows[0] if cell) or not any(rows[0]))
    text = written([HEADER, *rows], delimiter)
    controls = sum(letter < " " and letter not in "\t\n\v\f\r" for letter in text)
    assume(controls * 10 <= len(text))  # else it is taken for no text at all
    path = scratch / "t.csv"
    path.write_bytes(text.encode(codec))
    whole = read(path)
    assert whole.source.columns == HEADER
    assert list(whole.rows.values()) == rows
    assert not whole.spoiled
    assert list(whole.rows) == list(range(2, len(rows) + 2))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(file: Path, end: str) -> None:
    file.write_bytes(written([["a", "b"], ["1", "x"], ["2", "y"]], end=end).encode())
    assert read(file).rows == {2: ["1", "x"], 3: ["2", "y"]}


def test_a_bare_line_feed_in_a_quoted_cell_is_no_line_of_a_file_with_crlf(file: Path) -> None:
    file.write_bytes(b'a,b\r\n1,"x\ny"\r\n2,z\r\n')
    assert read(file).rows == {2: ["1", "x\ny"], 3: ["2", "z"]}


@pytest.mark.parametrize(
    ("delimiter", "kind"),
    [
        (",", "CSV (comma, UTF-8)"),
        ("\t", "TSV (tab, UTF-8)"),
        (";", "CSV (semicolon, UTF-8)"),
        ("|", "CSV (pipe, UTF-8)"),
    ],
)
def test_the_delimiter_is_found_in_the_header_and_said(
    file: Path, delimiter: str, kind: str
) -> None:
    file.write_text(written([["a,;|", "b", "c"], ["1,5", "2;5", "3|\t5"]], delimiter))
    whole = read(file)
    assert whole.source.kind == kind
    assert whole.rows == {2: ["1,5", "2;5", "3|\t5"]}


def test_one_column_is_a_table_too(file: Path) -> None:
    file.write_text("day\n2020-07-16\n\n2020-07-17\n")
    assert read(file).rows == {2: ["2020-07-16"], 4: ["2020-07-17"]}


def test_rows_are_counted_as_a_spreadsheet_counts_them(file: Path) -> None:
    file.write_text('\n a,b\n1,"x\n\ny"\n\n  \n2,z\n,\n')
    whole = read(file)
    assert whole.source.columns == [" a", "b"]
    # The header is row 2, for a blank line is above it; two rows are blank after the first.
    assert whole.rows == {3: ["1", "x\n\ny"], 6: ["2", "z"], 7: ["", ""]}


def test_hxl_tags_are_left_aside_and_said(file: Path) -> None:
    file.write_text("id,date,note\n#event+id,#date,\n1,2020,#1 road\n#2,#3,#4\n")
    whole = read(file)
    assert whole.rows == {3: ["1", "2020", "#1 road"], 4: ["#2", "#3", "#4"]}
    assert whole.source.notes == ("the HXL tags in row 2 are left aside",)


def test_columns_without_a_name_are_called_by_their_place(file: Path) -> None:
    file.write_text("a,, ,d\n1,2,3,4\n")
    assert read(file).source.columns == ["a", "column 2", "column 3", "d"]


def test_windows_1252_is_read_and_said(file: Path) -> None:
    file.write_bytes("id,note\n1,“café” – né\n".encode("cp1252"))
    whole = read(file)
    assert whole.rows == {2: ["1", "“café” – né"]}
    assert whole.source.kind == "CSV (comma, Windows-1252)"
    assert whole.source.notes == ("read as Windows-1252, for it is not UTF-8",)


def test_arabic_in_windows_1256_is_read_and_said(file: Path) -> None:
    text = "التاريخ,المحافظة,الوصف\n2020-07-16,كركوك,انفجار عبوة ناسفة في سوق، 3 قتلى\n"
    file.write_bytes(text.encode("cp1256"))
    whole = read(file)
    assert whole.source.columns == ["التاريخ", "المحافظة", "الوصف"]
    assert whole.rows == {2: ["2020-07-16", "كركوك", "انفجار عبوة ناسفة في سوق، 3 قتلى"]}
    assert whole.source.kind == "CSV (comma, Windows-1256)"
    assert whole.source.notes == ("read as Windows-1256, for it is not UTF-8",)


def test_accents_in_latin_words_are_not_taken_for_arabic(file: Path) -> None:
    text = "city,summary\nPeña,“Müller” – café, né à Señor Ñuñoa…\xa0\xa0\xa0\nZürich,éé\n"
    rows = [line.split(",", 1) for line in text.splitlines()]
    file.write_bytes(written(rows).encode("cp1252"))
    whole = read(file)
    assert list(whole.rows.values()) == rows[1:]
    assert whole.source.kind == "CSV (comma, Windows-1252)"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_without_its_mark(file: Path, codec: str) -> None:
    file.write_bytes("id,place\n1,كركوك\n".encode(codec))
    whole = read(file)
    assert whole.rows == {2: ["1", "كركوك"]}
    assert whole.source.notes == ("read as UTF-16, which the file does not say",)


def test_a_damaged_byte_in_utf_8_spoils_no_other_letter_and_stays_visible(file: Path) -> None:
    file.write_bytes("id,place\n1,كركوك\n2,Nīnaw\n".encode() + b"3,Diy\xc4la\n")
    whole = read(file)
    assert whole.column("place") == ["كركوك", "Nīnaw", r"Diy\xc4la"]
    assert whole.source.kind == "CSV (comma, UTF-8)"
    assert whole.source.notes == ("bytes that are not UTF-8 text (1) show as \\xNN in their cells",)


BROKEN = {
    "too few cells": ("2,y", "2 cells where the header has 3", ("2", "y")),
    "too many cells": ("2,y,z,", "4 cells where the header has 3", ("2", "y", "z", "")),
    "another delimiter": ("2;y;z", "1 cells where the header has 3", ("2;y;z",)),
    "NUL": ("2,y\0,z", "there are NUL characters in it, which no table has", ("2", "y\0", "z")),
    "open quote": ('2,"y,z', "a quote is opened and never closed", ('2,"y,z',)),
    "quote in quotes": ('2,"y"y",z', "a quote stands within a quoted cell", ('2,"y"y",z',)),
    "10,000 cells": (
        ",".join(map(str, range(10_000))),
        "10,000 cells where the header has 3",
        tuple(map(str, range(10_000))),
    ),
}


@pytest.mark.parametrize(("line", "reason", "cells"), BROKEN.values(), ids=BROKEN)
def test_a_broken_row_is_set_aside_as_it_came_and_costs_no_other(
    file: Path, line: str, reason: str, cells: tuple[str, ...]
) -> None:
    file.write_text(f'a,b,c\n1,"p\np",q\n{line}\n3,"r ""r""",s\n4,t,u\n')
    whole = read(file)
    assert whole.rows == {2: ["1", "p\np", "q"], 4: ["3", 'r "r"', "s"], 5: ["4", "t", "u"]}
    (one,) = whole.spoiled.values()
    assert (one.row, one.reason) == (3, reason)
    assert tuple(cell.rstrip("\n") for cell in one.cells) == cells


@pytest.mark.parametrize("end", ["", '"y', '"y\nyy\nyyy', "y"])
def test_a_file_that_ends_in_the_middle_of_a_row_loses_only_this_row(file: Path, end: str) -> None:
    file.write_text(f"a,b,c\n1,x,z\n2,{end}")
    whole = read(file)
    assert whole.rows == {2: ["1", "x", "z"]}
    (one,) = whole.spoiled.values()
    assert one.row == 3
    assert one.reason.startswith("the file ends in the middle of this row")
    assert "".join(one.cells).startswith("2")


def test_many_open_quotes_cost_a_row_each(file: Path) -> None:
    lines = [f'{n},"x' if n % 7 == 0 else f"{n},x" for n in range(2, 2_000)]
    file.write_text("a,b\n" + "\n".join(lines) + "\n")
    whole = read(file)
    assert len(whole.rows) + len(whole.spoiled) == len(lines)
    assert list(whole.spoiled) == [n for n in range(2, 2_000) if n % 7 == 0]


def test_a_large_file_comes_in_blocks_that_say_how_far_they_are(file: Path) -> None:
    rows = [[str(n), "x" * 20] for n in range(2, BLOCK * 2 + 12)]
    file.write_text(written([["n", "text"], *rows]))
    whole = read(file)
    assert [len(block.rows) for block in whole.blocks] == [BLOCK, BLOCK, 10]
    assert whole.blocks[0].done < 0.6
    assert whole.blocks[-1].done == 1
    assert [int(cells[0]) for cells in whole.rows.values()] == list(whole.rows)


REFUSED = {
    "empty": ("", "the file is empty"),
    "blank": ("\n \r\n", "the file is empty"),
    "header only": ("a,b\n", "there is a header but no row under it"),
    "header and tags only": ("a,b\n#a,#b\n\n", "there is a header but no row under it"),
    "broken header": ('a,"b\n1,2\n', "the header can not be read"),
    "NUL in the header": ("event\0id,date,notes\n1,2,3\n", "the header has NUL characters in it"),
    "double header": ("id,a,id,a\n1,2,3,4\n", "the column id, a stands twice in the header"),
    "4,097 columns": (",".join(f"c{n}" for n in range(4_097)) + "\n1\n", "4,097 columns"),
    "no text": ("\1\2\3\4" * 99, "it is no text"),
    "a cell without end": (f"a,b\n1,2\n3,{'x' * 1_000_001}\n", "row 3 has a cell of more than"),
    "a line without end in quotes": (
        f'a,b\n1,"abc\n{"x" * 1_500_000}\n',
        "row 2 has a cell of more than",
    ),
    "a quoted cell without end": (f'a,b\n1,"{"x y" * 400_000}"\n', "row 2 has a cell of more than"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_table_is_refused_in_one_line(file: Path, text: str, said: str) -> None:
    file.write_bytes(text.encode())
    line = refusal(file)
    assert line.startswith("events.csv: ")
    assert said in line


def test_a_quote_that_is_never_closed_does_not_swallow_a_large_file(file: Path) -> None:
    many = "".join(f"{n},some text that is not short\n" for n in range(60_000))
    file.write_text(f'a,b\n1,"x\n{many}')
    whole = read(file)
    assert whole.reasons() == {2: "a quote is opened and never closed"}
    assert len(whole.rows) == 60_000


def test_two_large_cells_cut_off_by_the_end_of_the_file_are_one_broken_row(file: Path) -> None:
    large = "x" * 900_000
    file.write_text(f'a,b\n1,2\n"{large}","{large}')
    whole = read(file)
    assert whole.rows == {2: ["1", "2"]}
    assert whole.reasons() == {3: "the file ends in the middle of this row"}
    assert len("".join(whole.spoiled[3].cells)) > 1_800_000
