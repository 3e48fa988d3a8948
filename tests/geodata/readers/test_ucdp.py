"""UCDP GED in both layouts: what each code becomes, and what is refused."""

from collections.abc import Callable

import pandas as pd
import pytest

from geodata.readers import recognise
from geodata.readers.cells import plain
from geodata.readers.ucdp import LAYOUT
from tests.geodata.readers.layouts import (
    ONE,
    UCDP_HDX,
    UCDP_NATIVE,
    Rows,
    cells,
    frame,
    ucdp_hdx,
    ucdp_native,
)

Writer = Callable[[Rows], bytes]
BOTH = pytest.mark.parametrize("write", [ucdp_native, ucdp_hdx])


def read(data: bytes) -> tuple[pd.Series, pd.DataFrame]:
    block = cells(data)
    fields = LAYOUT.translate(block)
    return block.found, pd.DataFrame(fields)


@BOTH
def test_either_layout_is_recognised_by_its_columns_in_any_order(write: Writer) -> None:
    columns = list(frame(write(ONE)).columns)
    assert recognise(columns) is LAYOUT
    assert recognise(columns[::-1]) is LAYOUT
    assert recognise([column.upper() for column in columns]) is LAYOUT
    assert recognise([column for column in columns if column != "where_prec"]) is None


@BOTH
def test_an_event_reads_the_same_in_either_layout(write: Writer) -> None:
    found, read_as = read(write(ONE))
    assert found.tolist() == [""]
    event = read_as.loc[found.index[0]].drop("end_date").to_dict()
    assert event == {
        "event_id": "900001",
        "event_date": pd.Timestamp("2018-12-25"),
        "time_precision": "day",
        "province": "Kirkūk province",
        "district": "Qaḑā’ al Ḩawījah",
        "location": "Al Ḩawījah town",
        "latitude": 35.326,
        "longitude": 43.773,
        "geo_precision": "town",
        "event_type": "Battles",
        "sub_event_type": "state-based conflict",
        "actor1": "Government of Iraq",
        "actor2": "IS",
        "fatalities": 2,
        "fatalities_low": 1,
        "fatalities_high": 3,
        "notes": "Invented: two killed near Hawija",
        "source": "Invented News",
    }


@pytest.mark.parametrize(
    ("code", "adm_1", "precision"),
    [
        ("1", "Kirkūk province", "town"),
        ("2", "Kirkūk province", "district"),
        ("3", "Kirkūk province", "district"),
        ("4", "Kirkūk province", "province"),
        ("5", "Kirkūk province", "province"),
        ("5", "", "country"),
        ("1", "", "country"),
        ("6", "", "country"),
        ("7", "", "country"),
    ],
)
def test_where_prec_says_how_well_the_place_is_known(code: str, adm_1: str, precision: str) -> None:
    found, event = read(ucdp_hdx([{"where_prec": code, "adm_1": adm_1}]))
    assert found.tolist() == [""]
    assert event["geo_precision"].tolist() == [precision]


def test_date_prec_says_how_well_the_date_is_known() -> None:
    _, events = read(ucdp_hdx([{"date_prec": code} for code in "12345"]))
    assert events["time_precision"].tolist() == ["day", "week", "week", "month", "year"]


def test_type_of_violence_gives_the_event_type() -> None:
    _, events = read(ucdp_hdx([{"type_of_violence": code} for code in "123"]))
    assert events["event_type"].tolist() == ["Battles", "Battles", "Violence against civilians"]
    assert events["sub_event_type"].tolist() == [
        *("state-based conflict", "non-state conflict", "one-sided violence"),
    ]


@BOTH
def test_an_event_of_several_days_keeps_its_last_day(write: Writer) -> None:
    found, events = read(write([{"date_end": "2018-12-27"}, {}]))
    assert found.tolist() == ["", ""]
    assert events["end_date"].tolist() == [pd.Timestamp("2018-12-27"), pd.NaT]


def test_tolls_out_of_order_are_taken_as_they_stand() -> None:
    found, events = read(
        ucdp_hdx([{"low": "5", "best": "0", "high": "4"}, {"best": "", "low": ""}])
    )
    assert found.tolist() == ["", ""]
    tolls = events[["fatalities_low", "fatalities", "fatalities_high"]]
    assert tolls.to_numpy().tolist() == [[5, 0, 4], [pd.NA, pd.NA, 3]]


def test_an_older_event_names_its_source_in_the_article_only() -> None:
    older = {"source_office": "", "source_headline": ""}
    named = older | {"source_article": '"R 12 May 2005, Invented: a bomb; two killed"'}
    found, events = read(ucdp_native([named, older | {"source_article": ""}]))
    assert found.tolist() == ["", ""]
    assert events["source"].tolist() == ["R 12 May 2005", "UCDP GED"]
    assert events["notes"].tolist() == ["an invented village near Hawija"] * 2


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ({"date_end": "2018-12-24"}, "date_end '2018-12-24' is before date_start"),
        ({"date_start": "31 Foo"}, "date_start '31 Foo' is not a day of the years 1900 to 2100"),
        ({"date_start": ""}, "date_start '' is not a day of the years 1900 to 2100"),
        ({"latitude": "451.2"}, "latitude 451.2 is not between -90 and 90"),
        ({"longitude": ""}, "longitude '' is not between -180 and 180"),
        ({"best": "-1"}, "best -1 is below zero"),
        ({"high": "many"}, "high 'many' is neither empty nor a whole number"),
        ({"where_prec": "8"}, "where_prec 8 is none of: 1, 2, 3, 4, 5, 6, 7"),
        ({"date_prec": ""}, "date_prec '' is none of: 1, 2, 3, 4, 5"),
        ({"type_of_violence": "4"}, "type_of_violence 4 is none of: 1, 2, 3"),
    ],
)
def test_a_wrong_cell_is_complained_of_and_the_next_row_is_not(
    cell: dict[str, str], complaint: str
) -> None:
    found, _ = read(ucdp_hdx([cell, {}]))
    assert found.tolist() == [complaint, ""]


def test_every_column_is_in_the_record_as_it_came_or_kept_beside() -> None:
    columns = [*UCDP_NATIVE, *UCDP_HDX]
    assert {plain(column) for column in columns} - set(map(plain, LAYOUT.kept(columns))) == {
        *("id", "date_start", "date_end", "where_coordinates", "latitude", "longitude"),
        *("side_a", "side_b", "best", "low", "high", "source_headline", "source_office"),
    }
