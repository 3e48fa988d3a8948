"""GTD: unknown parts of dates, places and tolls, and the kinds of attack."""

import io

import pandas as pd
import pytest

from geodata.readers import recognise
from geodata.readers.cells import Cells, plain
from geodata.readers.gtd import LAYOUT
from tests.geodata.readers.layouts import GTD, ONE, Rows, cells, gtd_csv, gtd_xlsx


def read_cells(block: Cells) -> tuple[pd.Series, pd.DataFrame]:
    fields = LAYOUT.translate(block)
    return block.found, pd.DataFrame(fields)


def read(rows: Rows) -> tuple[pd.Series, pd.DataFrame]:
    return read_cells(cells(gtd_csv(rows)))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_attack_is_read_from_csv(encoding: str) -> None:
    block = cells(gtd_csv(ONE, encoding), encoding=encoding)
    found, events = read_cells(block)
    assert found.tolist() == [""]
    assert events.iloc[0].drop(["end_date", "abducted"]).to_dict() == {
        "event_id": "201405090001",
        "event_date": pd.Timestamp("2014-05-09"),
        "time_precision": "day",
        "province": "Kirkuk",
        "location": "Hawija",
        "latitude": 35.326,
        "longitude": 43.773,
        "geo_precision": "town",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Bombing/Explosion",
        "actor1": "Unknown",
        "actor2": "Private Citizens & Property",
        "fatalities": 3,
        "militants_killed": 0,
        "wounded": 7,
        "notes": "05/09/2014: Invented: a bomb went off at a café in Hawija.",
        "source": '"Invented: three killed in Hawija," Invented News, May 10, 2014.',
    }


def test_numbers_as_a_workbook_gives_them_are_ids_and_codes_still() -> None:
    rows = pd.read_excel(io.BytesIO(gtd_xlsx()), dtype="object", engine="calamine")
    texts = rows.map(
        lambda cell: (
            "" if pd.isna(cell) else str(float(cell)) if isinstance(cell, int) else str(cell)
        )
    )
    assert recognise(texts.columns) is LAYOUT
    found, events = read_cells(Cells(texts.astype("str")))
    assert found.tolist() == [""]
    assert events["event_id"].tolist() == ["201405090001"]
    assert events["event_type"].tolist() == ["Explosions/Remote violence"]
    assert events["fatalities"].tolist() == [3]


@pytest.mark.parametrize(
    ("date", "first", "precision"),
    [
        ({"iday": "9"}, "2014-05-09", "day"),
        ({"iday": "9", "approxdate": "May 8-9, 2014"}, "2014-05-09", "week"),
        ({"iday": "0", "approxdate": "May 2014"}, "2014-05-01", "month"),
        ({"iday": "0", "imonth": "0"}, "2014-01-01", "year"),
    ],
)
def test_an_unknown_day_or_month_is_a_coarser_date(
    date: dict[str, str], first: str, precision: str
) -> None:
    found, events = read([date])
    assert found.tolist() == [""]
    assert events["event_date"].tolist() == [pd.Timestamp(first)]
    assert events["time_precision"].tolist() == [precision]


def test_an_attack_of_several_days_keeps_its_last_day() -> None:
    found, events = read([{"extended": "1", "resolution": "2014-05-12"}, {}])
    assert found.tolist() == ["", ""]
    assert events["end_date"].tolist() == [pd.Timestamp("2014-05-12"), pd.NaT]


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        ({"specificity": "1"}, "town"),
        ({"specificity": "1", "vicinity": "1"}, "district"),
        ({"specificity": "2"}, "district"),
        ({"specificity": "3"}, "district"),
        ({"specificity": "4"}, "province"),
        ({"specificity": "5", "latitude": "", "longitude": ""}, "province"),
        ({"specificity": "1", "latitude": "", "longitude": ""}, "province"),
        ({"specificity": "5", "latitude": "", "longitude": "", "provstate": "Unknown"}, "country"),
        ({"specificity": "", "latitude": "", "longitude": ""}, "province"),
    ],
)
def test_specificity_says_how_well_the_place_is_known(
    place: dict[str, str], precision: str
) -> None:
    found, events = read([place])
    assert found.tolist() == [""]
    assert events["geo_precision"].tolist() == [precision]


def test_an_unknown_place_is_empty() -> None:
    _, events = read([{"provstate": "Unknown", "city": "unknown", "latitude": "", "longitude": ""}])
    assert events[["province", "location"]].to_numpy().tolist() == [["", ""]]
    assert events["latitude"].isna().all()


def test_unknown_tolls_are_not_numbers_and_shares_are_rounded() -> None:
    tolls = ("nkill", "nkillter", "nwound", "nhostkid")
    rows = [dict.fromkeys(tolls, cell) for cell in ("-99", "-9", "", "0", "2.5", "12.0")]
    found, events = read(rows)
    assert (found == "").all()
    for field in ("fatalities", "militants_killed", "wounded", "abducted"):
        assert events[field].tolist() == [pd.NA, pd.NA, pd.NA, 0, 3, 12]


@pytest.mark.parametrize(
    ("attack", "target", "kind"),
    [
        ("1", "14", "Violence against civilians"),
        ("1", "3", "Battles"),
        ("2", "4", "Battles"),
        ("2", "17", "Battles"),
        ("2", "10", "Violence against civilians"),
        ("3", "4", "Explosions/Remote violence"),
        ("4", "6", "Violence against civilians"),
        ("5", "4", "Violence against civilians"),
        ("6", "14", "Violence against civilians"),
        ("7", "21", "Strategic developments"),
        ("8", "14", "Violence against civilians"),
        ("9", "3", "Not stated"),
    ],
)
def test_an_attack_is_a_battle_where_its_target_bears_arms(
    attack: str, target: str, kind: str
) -> None:
    found, events = read([{"attacktype1": attack, "targtype1": target}])
    assert found.tolist() == [""]
    assert events["event_type"].tolist() == [kind]


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ({"eventid": "2.01405E+11"}, "eventid '2.01405E+11' is not a GTD id of 12 digits"),
        ({"imonth": "13"}, "imonth 13 is not 0 to 12"),
        ({"imonth": "2", "iday": "30"}, "iday 30 is no day of its month"),
        ({"iyear": "14"}, "iyear 14 is not the year of an attack"),
        ({"iyear": ""}, "iyear '' is not the year of an attack"),
        ({"imonth": ""}, "imonth '' is not 0 to 12"),
        ({"latitude": ""}, "latitude '' is not between -90 and 90"),
        ({"resolution": "2014-05-01"}, "resolution '2014-05-01' is before the day it began"),
        ({"attacktype1": "10"}, "attacktype1 10 is none of: 1, 2, 3"),
        ({"nkill": "-1"}, "nkill -1 is below zero"),
    ],
)
def test_a_wrong_cell_is_complained_of(cell: dict[str, str], complaint: str) -> None:
    found, _ = read([cell, {}])
    assert found.iloc[0].startswith(complaint)
    assert found.iloc[1] == ""


def test_every_column_is_in_the_record_as_it_came_or_kept_beside() -> None:
    columns = [*GTD]
    assert {plain(column) for column in columns} - set(map(plain, LAYOUT.kept(columns))) == {
        *("eventid", "latitude", "longitude", "gname", "targtype1_txt", "attacktype1_txt"),
        *("summary", "scite1"),
    }
