"""Clean stretches of text: cut at once, they give what a reader of records gives."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.readers.delimited import Delimited
from geodata.readers.digest import Digest
from geodata.readers.lines import Lines
from geodata.readers.source import Block, File, Spoiled
from geodata.readers.stretches import cut

COLUMNS = ["a", "b", "c"]
TRAPS = (
    *('"', '""', ",", ";", "\n", "\r\n", "\r", " ", "\0", "x", "é", "كركوك", "\ufeff", "\u2028"),
    *('"x,y"', '"x\ny"', '"x ""y"""', '"\r\n"', '""""', "1,2,3\n", '4,"5\r\n5",6\r\n', "7,8,\n"),
)
CLEAN = "".join(f'{n},"some ""text"", not short, é",{n % 7}\n' for n in range(3_000))


@given(data=st.lists(st.sampled_from(TRAPS), max_size=12).map("".join), semicolon=st.booleans())
@example(data="1,2,3\n\n4,5,6\n", semicolon=False)
@example(data='1,2,3\n"4,5\n', semicolon=False)
@example(data='1,2,3\n"4"4,5,6\n', semicolon=False)
def test_what_is_cut_is_what_a_reader_of_records_reads(data: str, semicolon: bool) -> None:
    delimiter = ";" if semicolon else ","
    text = data.replace(",", ";").replace("x;y", "x,y") if semicolon else data
    if found := cut(text.encode(), COLUMNS, delimiter):
        table, rest = found
        whole = text.encode().removesuffix(rest).decode()
        lines = io.StringIO(whole, newline="")
        expected = list(csv.reader(lines, delimiter=delimiter, strict=True))
        assert [list(row.values()) for row in table.to_pylist()] == expected
        assert whole.endswith("\n")
        assert whole + rest.decode() == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_clean_table_is_cut_at_once(end: str) -> None:
    text = CLEAN.replace("\n", end) + '3000,"begun'
    found = cut(text.encode(), COLUMNS, ",")
    assert found is not None
    table, rest = found
    assert table.num_rows == 3_000
    assert table["b"][7].as_py() == 'some "text", not short, é'
    assert rest == b'3000,"begun'


@pytest.mark.parametrize("inside", ["\n", "\r", "\r\n"])
def test_lines_break_in_cells_of_a_text_of_any_length(inside: str) -> None:
    cell = f"one{inside}" * 1_000
    text = "".join(f'{n},"{cell}",x\n' for n in range(900))  # more than Arrow reads at a time
    found = cut(text.encode(), COLUMNS, ",")
    assert found is not None
    assert found[0]["b"].to_pylist() == [cell] * 900


class Careful(Delimited):
    """Reads every record with care."""

    def _parts(self, lines: Lines) -> Iterator[tuple[int, list[str] | Spoiled]]:
        yield from self._records(lines, self._pass_header(lines))


def told(blocks: Iterator[Block]) -> list[tuple[int, Any]]:
    """All that blocks say, wherever they end."""
    rows: list[tuple[int, Any]] = []
    for block in blocks:
        numbered = zip(block.rows.index, block.rows.to_numpy().tolist(), strict=True)
        rows += [*numbered, *((one.row, one) for one in block.spoiled)]
    return sorted(rows, key=lambda it: it[0])


@given(
    pieces=st.lists(st.sampled_from((*TRAPS, CLEAN)), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "damaged"]),
)
@example(pieces=[CLEAN, '5,"', CLEAN, "\r", CLEAN], delimiter=",", end="\n", codec="utf-8")
@example(pieces=[CLEAN, "\n\n", CLEAN, "x"], delimiter=",", end="\r\n", codec="utf-16")
def test_rows_are_the_same_whether_read_quickly_or_with_care(
    scratch: Path, pieces: list[str], delimiter: str, end: str, codec: str
) -> None:
    text = "a,b,c\n" + "1,2,3\n" * 20 + "".join(pieces)
    text = text.replace(",", delimiter).replace("\n", end)
    path = scratch / "t.csv"
    coded = text.encode("utf-8" if codec == "damaged" else codec)
    path.write_bytes(coded.replace(b"some", b"s\xc4me") if codec == "damaged" else coded)
    file = File(path, "t.csv", Digest([path], "t.csv"))
    assert told(Delimited(file).blocks()) == told(Careful(file).blocks())
