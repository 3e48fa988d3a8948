"""ACLED in every generation of its exports."""

from collections.abc import Callable

import pandas as pd
import pytest

from geodata.readers import recognise
from geodata.readers.acled import LAYOUT
from geodata.readers.cells import plain
from tests.geodata.readers.layouts import (
    ACLED_2019,
    ACLED_2024,
    ACLED_OLD,
    ONE,
    Rows,
    acled_2019,
    acled_2024,
    acled_old,
    cells,
    frame,
)

Writer = Callable[[Rows], bytes]
EVERY = pytest.mark.parametrize("write", [acled_old, acled_2019, acled_2024])


def read(data: bytes, order: str = "") -> tuple[pd.Series, pd.DataFrame]:
    block = cells(data, order)
    fields = LAYOUT.translate(block)
    return block.found, pd.DataFrame(fields)


@EVERY
def test_every_generation_is_recognised(write: Writer) -> None:
    assert recognise(frame(write(ONE)).columns) is LAYOUT


@EVERY
def test_every_generation_gives_the_same_event(write: Writer) -> None:
    found, events = read(write(ONE))
    assert found.tolist() == [""]
    event = events.iloc[0].to_dict()
    assert event["event_id"] == "IRQ900001"
    assert (event["event_type"], event["time_precision"]) == ("Battles", "day")
    assert (event["latitude"], event["longitude"], event["geo_precision"]) == (
        35.326,
        43.773,
        "town",
    )
    assert event["actor1"] == "Islamic State (Iraq)"
    assert event["actor2"] == "Military Forces of Iraq (2014-2020)"
    assert event["fatalities"] == 2
    assert event["notes"] == "Invented: a clash near Hawija,\nand a second line. 2 killed."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-05-09", "2020-05-09"),
        ("9-May-20", "2020-05-09"),
        ("31-12-19", "2019-12-31"),
        ("01-January-2015", "2015-01-01"),
        ("5-Aug-24", "2024-08-05"),
        ("16 July 2020", "2020-07-16"),
    ],
)
def test_dates_of_every_generation_are_read(written: str, day: str) -> None:
    found, events = read(acled_2019([{"event_date": written}]))
    assert found.tolist() == [""]
    assert events["event_date"].tolist() == [pd.Timestamp(day)]


def test_the_order_found_from_the_column_holds_for_every_row() -> None:
    rows = [{"EVENT_DATE": "31-12-17"}, {"EVENT_DATE": "03-04-17"}]
    _, events = read(acled_old(rows), "day-first")
    assert events["event_date"].dt.strftime("%Y-%m-%d").tolist() == ["2017-12-31", "2017-04-03"]


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("Battle-No change of territory", "Battles"),
        ("Battle-Government regains territory", "Battles"),
        ("Battle-Non-state actor overtakes territory", "Battles"),
        ("Remote violence", "Explosions/Remote violence"),
        ("Violence Against Civilians", "Violence against civilians"),
        ("Strategic development", "Strategic developments"),
        ("Headquarters or base established", "Strategic developments"),
        ("Non-violent transfer of territory", "Strategic developments"),
    ],
)
def test_types_of_before_2019_are_told_in_todays_terms(old: str, today: str) -> None:
    found, events = read(acled_old([{"EVENT_TYPE": old}]))
    assert found.tolist() == [""]
    assert events["event_type"].tolist() == [today]
    assert events["sub_event_type"].tolist() == [old]


@pytest.mark.parametrize(
    ("actors", "kind"),
    [
        ({"INTER1": "6", "INTER2": "0", "ACTOR1": "Protesters (Iraq)"}, "Protests"),
        ({"INTER1": "5", "INTER2": "0", "ACTOR1": "Rioters (Iraq)"}, "Riots"),
        ({"INTER1": "6", "INTER2": "5", "ACTOR1": "Protesters (Iraq)"}, "Riots"),
        ({"INTER1": "1", "INTER2": "6", "ACTOR2": "Protesters (Iraq)"}, "Protests"),
        ({"INTER1": "", "INTER2": "", "ACTOR1": "Rioters (Iraq)"}, "Riots"),
        ({"INTER1": "", "INTER2": "", "ACTOR1": "A crowd"}, "Not stated"),
    ],
)
def test_riots_and_protests_of_before_2019_are_parted_by_who_took_part(
    actors: dict[str, str], kind: str
) -> None:
    found, events = read(acled_old([{"EVENT_TYPE": "RIots/Protests", **actors}]))
    assert found.tolist() == [""]
    assert events["event_type"].tolist() == [kind]


def test_precisions_are_read_as_words() -> None:
    both = [{"geo_precision": code, "time_precision": code} for code in ("1", "2", "3.0")]
    _, events = read(acled_2024(both))
    assert events["geo_precision"].tolist() == ["town", "district", "province"]
    assert events["time_precision"].tolist() == ["day", "week", "month"]


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ({"event_date": "0000-01-01"}, "event_date '0000-01-01' is not a day of the years"),
        ({"event_date": "31-Dec-9999"}, "event_date '31-Dec-9999' is not a day of the years"),
        ({"event_type": "Weather"}, "event_type 'Weather' is none of: Battles, "),
        ({"geo_precision": "4"}, "geo_precision 4 is none of: 1, 2, 3"),
        ({"fatalities": "2.5"}, "fatalities 2.5 is neither empty nor a whole number"),
        ({"fatalities": "=SUM(A1:A2)"}, "fatalities '=SUM(A1:A2)' is a formula, not a number"),
        ({"latitude": "35°19'34\"N"}, "is not in decimal degrees"),
    ],
)
def test_a_wrong_cell_is_complained_of(cell: dict[str, str], complaint: str) -> None:
    found, _ = read(acled_2024([{}, cell]))
    assert found.iloc[0] == ""
    assert complaint in found.iloc[1]


def test_a_complaint_names_the_column_as_the_file_does() -> None:
    found, _ = read(acled_old([{"LATITUDE": "451.2"}]))
    assert found.tolist() == ["LATITUDE 451.2 is not between -90 and 90"]


def test_every_column_is_in_the_record_as_it_came_or_kept_beside() -> None:
    columns = [*ACLED_OLD, *ACLED_2019, *ACLED_2024]
    assert {plain(column) for column in columns} - set(map(plain, LAYOUT.kept(columns))) == {
        *("event_id_cnty", "event_date", "location", "latitude", "longitude", "actor1"),
        *("actor2", "fatalities", "notes", "source"),
    }
