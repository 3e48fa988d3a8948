"""A table of no known layout: columns guessed or said, and little taken for granted."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.readers.anytable import FIELDS, guess, missing, read_mapping, table_layout
from geodata.readers.cells import Cells
from geodata.readers.typewords import type_of

TABLE = {
    "When": ["2020-07-16", "2020-07-17"],
    "Y": ["34,348", ""],
    "X": ["45.391", ""],
    "Governorate": ["Diyala", "Kirkuk"],
    "What": ["IED", "Armed clash"],
    "Killed": ["2", "unknown"],
    "Link": ["https://example.org/1", "javascript:alert(1)"],
    "Remark": ["kept", "beside"],
}
MAPPING = {
    "date": "When",
    "latitude": "Y",
    "longitude": "X",
    "province": "Governorate",
    "event_type": "What",
    "fatalities": "Killed",
    "source_url": "Link",
}


def read(
    mapping: dict[str, str], table: dict[str, list[str]], order: str = ""
) -> tuple[list[str], pd.DataFrame]:
    cells = Cells(pd.DataFrame(table, dtype="str"), order)
    fields = table_layout(mapping, list(table)).translate(cells)
    return cells.found.tolist(), pd.DataFrame(fields)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["date", "lat", "lon"], {"date": "date", "latitude": "lat", "longitude": "lon"}),
        (["When", "Y", "X"], {"date": "When", "latitude": "Y", "longitude": "X"}),
        (["Date of attack", "ADM1_EN"], {"date": "Date of attack", "province": "ADM1_EN"}),
        (["incident_date", "date"], {"date": "date"}),
        (["الجهه المنفذه", "خط العرض"], {"latitude": "خط العرض", "actor1": "الجهه المنفذه"}),
        (
            ["التاريخ", "المحافظة", "القضاء", "القرية", "القتلى", "الجرحى", "الوصف"],
            {
                "date": "التاريخ",
                "province": "المحافظة",
                "district": "القضاء",
                "location": "القرية",
                "fatalities": "القتلى",
                "wounded": "الجرحى",
                "notes": "الوصف",
            },
        ),
        (["lattice", "colour", "y_axis"], {}),
        (["killed, %", "KILLED", "state"], {"province": "state", "fatalities": "KILLED"}),
        (["State actor", "State of things"], {}),
        (["Province (ISO)"], {"province": "Province (ISO)"}),
        (["lat", "lon", "Province (ISO)"], {"latitude": "lat", "longitude": "lon"}),
        ([], {}),
    ],
)
def test_columns_are_guessed_by_their_names(columns: list[str], found: dict[str, str]) -> None:
    assert guess(columns) == found


@given(
    st.lists(st.sampled_from(["date", "Date", "x", "lat", "type", "id", "", "#", "admin1 date"]))
)
def test_no_column_is_guessed_for_two_fields(columns: list[str]) -> None:
    found = guess(columns)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(FIELDS)
    assert set(found.values()) <= set(columns)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"date": "a", "province": "b"}, ""),
        ({"date": "a", "latitude": "b", "longitude": "c"}, ""),
        ({"province": "b"}, "no column was found for date: say --map date=COLUMN; columns: a, b"),
        ({"date": "a", "latitude": "b"}, "no column was found for longitude: say --map longitude="),
        ({"date": "a", "province": "b", "longitude": "c"}, "no column was found for latitude: say"),
        ({"date": "a"}, "for latitude, longitude: say --map latitude=COLUMN,longitude=COLUMN, or"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(mapping: dict[str, str], said: str) -> None:
    found = missing(mapping, ["a", "b"])
    assert said in found
    assert bool(said) == bool(found)


def test_of_thousands_of_columns_the_message_lists_some() -> None:
    assert "and 9,960 more" in missing({}, [f"column {number}" for number in range(10_000)])


def test_messages_give_long_names_of_columns_cut_and_on_one_line() -> None:
    name = "a\r\nb" * 1_000
    said = [missing({}, [name])]
    for mapping in ("datum=x", f'"date={name},end_date={name}"', f"date={name}", '"date=no\nne"'):
        with pytest.raises(DataError) as caught:
            read_mapping(mapping, [name])
        said.append(str(caught.value))
    found, _ = read({"date": name, "province": "b"}, {name: ["soon"], "b": ["Diyala"]})
    assert "ba b" in found[0]
    for line in (*said, *found):
        assert len(line.splitlines()) == 1
        assert len(line) < 600


def test_a_mapping_is_read_with_exact_names_first() -> None:
    columns = ["When", "when", "Y", "City, town"]
    assert read_mapping('date=when, latitude=y, "location=City, town"', columns) == {
        "date": "when",
        "latitude": "Y",
        "location": "City, town",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("datum=When", r"--map has no field 'datum' \(is date meant\?\): date, end_date, "),
        ("date=Wen", r"--map date: no column 'Wen' \(is When meant\?\); columns: When, Y"),
        ("date=When,date=Y", "--map names the field date twice"),
        ("date=When,end_date=When", "--map gives the column 'When' to two fields"),
        ("When", "--map 'When' is not a field=column, such as date=When"),
    ],
)
def test_a_wrong_mapping_is_said(text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        read_mapping(text, ["When", "Y"])


def test_a_table_is_read_by_its_mapping() -> None:
    found, events = read(MAPPING, TABLE)
    assert found == ["", ""]
    assert events["event_date"].tolist() == [pd.Timestamp("2020-07-16"), pd.Timestamp("2020-07-17")]
    assert events["latitude"].tolist()[0] == 34.348
    assert events["fatalities"].tolist() == [2, pd.NA]
    assert events["event_type"].tolist() == ["Explosions/Remote violence", "Battles"]
    assert events["sub_event_type"].tolist() == ["IED", "Armed clash"]
    assert events["source_url"].tolist() == ["https://example.org/1", ""]


def test_a_table_that_does_not_say_how_well_it_knows_places_is_not_trusted_to_the_point() -> None:
    _, events = read(MAPPING, TABLE)
    assert events["geo_precision"].tolist() == ["district", "province"]


def test_precisions_are_read_where_there_is_a_column_for_them() -> None:
    table = TABLE | {"geo": ["1", ""], "time": ["month", ""]}
    found, events = read(MAPPING | {"geo_precision": "geo", "time_precision": "time"}, table)
    assert found == ["", ""]
    assert events["geo_precision"].tolist() == ["town", "province"]
    assert events["time_precision"].tolist() == ["month", "day"]


def test_what_is_not_read_word_for_word_is_kept_beside() -> None:
    layout = table_layout(MAPPING, list(TABLE))
    assert layout.kept(TABLE) == ["Governorate", "What", "Link", "Remark"]


TWINS = {
    "Date ": ["03/04/2020"],
    "Date": ["2020-07-16"],
    "Province": ["Diyala"],
    "Killed %": ["50"],
    "Killed": ["2"],
}


@pytest.mark.parametrize("mapping", ["date=Date,province=Province,fatalities=Killed", ""])
def test_of_columns_that_differ_by_marks_only_the_one_meant_is_read(mapping: str) -> None:
    header = list(TWINS)
    chosen = read_mapping(mapping, header) if mapping else guess(header)
    assert chosen["fatalities"] == "Killed"
    found, events = read(chosen, TWINS, "day-first")
    assert found == [""]
    assert events["fatalities"].tolist() == [2]
    layout = table_layout(chosen, header)
    assert "Killed %" in layout.kept(header)
    assert "Killed" not in layout.kept(header)


def test_the_column_with_more_marks_can_be_meant_too() -> None:
    mapping = {"date": "Date ", "province": "Province", "fatalities": "Killed %"}
    found, events = read(mapping, TWINS, "day-first")
    assert found == [""]
    assert events["event_date"].tolist() == [pd.Timestamp("2020-04-03")]
    assert events["fatalities"].tolist() == [50]
    assert table_layout(mapping).dated(TWINS) == ["Date "]
    found, _ = read(mapping, TWINS | {"Killed %": ["all"]}, "day-first")
    assert found == ["Killed % 'all' is neither empty nor a whole number"]


def test_numeric_dates_are_read_in_the_order_of_the_column() -> None:
    table = TABLE | {"When": ["03/04/2020", "31/12/2019"]}
    assert table_layout(MAPPING).dated(TABLE) == ["When"]
    found, events = read(MAPPING, table, "day-first")
    assert found == ["", ""]
    assert events["event_date"].dt.strftime("%Y-%m-%d").tolist() == ["2020-04-03", "2019-12-31"]


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        (
            {"Governorate": ["Diyala", ""]},
            "Governorate '' must not be empty where there is no point",
        ),
        ({"Y": ["34.3", "34.4"]}, "X '' is not between -180 and 180"),
        (
            {"When": ["2020-07-16", "summer"]},
            "When 'summer' is not a day of the years 1900 to 2100",
        ),
        ({"Killed": ["1", "=SUM(A1)"]}, "Killed '=SUM(A1)' is a formula, not a number"),
    ],
)
def test_a_wrong_cell_is_complained_of_by_the_tables_own_column(
    cell: dict[str, list[str]], complaint: str
) -> None:
    found, _ = read(MAPPING, TABLE | cell)
    assert found[0] == ""
    assert complaint in found[1]


def test_a_last_day_before_the_first_is_complained_of() -> None:
    table = TABLE | {"Until": ["2020-07-01", "2020-07-20"]}
    found, events = read(MAPPING | {"end_date": "Until"}, table)
    assert found == ["Until '2020-07-01' is before the first day", ""]
    assert events["end_date"].tolist()[1] == pd.Timestamp("2020-07-20")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Battles", "Battles"),
        ("violence against civilians", "Violence against civilians"),
        ("Remote violence", "Explosions/Remote violence"),
        ("Riots/Protests", "Not stated"),
        ("IED", "Explosions/Remote violence"),
        ("VBIED", "Explosions/Remote violence"),
        ("Car bomb", "Explosions/Remote violence"),
        ("Mortar attack", "Explosions/Remote violence"),
        ("Rockets", "Explosions/Remote violence"),
        ("air strike", "Explosions/Remote violence"),
        ("Airstrike", "Explosions/Remote violence"),
        ("Shelling", "Explosions/Remote violence"),
        ("Indirect Fire", "Explosions/Remote violence"),
        ("عبوة ناسفة", "Explosions/Remote violence"),
        ("IED Found/Cleared", "Strategic developments"),
        ("clash", "Battles"),
        ("SAF", "Battles"),
        ("Direct Fire", "Battles"),
        ("الاشتباكات", "Battles"),
        ("Ambush", "Battles"),
        ("Kidnapping", "Violence against civilians"),
        ("assassination", "Violence against civilians"),
        ("اغتيال", "Violence against civilians"),
        ("Protest", "Protests"),
        ("تظاهرة", "Protests"),
        ("riot", "Riots"),
        ("Arrest", "Strategic developments"),
        ("raid", "Strategic developments"),
        ("safe house", "Not stated"),
        ("mineral dispute", "Not stated"),
        ("other", "Not stated"),
        ("", "Not stated"),
    ],
)
def test_a_word_in_use_gives_its_type_and_another_gives_none(word: str, kind: str) -> None:
    assert type_of(word) == kind
