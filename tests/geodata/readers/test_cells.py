"""A block read column by column: numbers as they are written, complaints that name the cell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.readers import LAYOUTS, recognise
from geodata.readers.cells import Cells
from geodata.readers.layout import plain


def block(**columns: list[str]) -> Cells:
    rows = pd.DataFrame(columns, dtype="str")
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    return Cells(rows)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("Event Date ", "event_date"),
        ("EVENT_DATE", "event_date"),
        ("event-date", "event_date"),
        ("خط العرض", "خط_العرض"),
        ("#", ""),
    ],
)
def test_a_column_has_one_plain_name_however_it_is_written(column: str, name: str) -> None:
    assert plain(column) == name


def test_layouts_do_not_mistake_one_another() -> None:
    for layout in LAYOUTS:
        assert [other for other in LAYOUTS if other.needs <= layout.needs] == [layout]
        assert recognise(sorted(layout.needs)) is layout
    assert recognise(["date", "latitude", "longitude"]) is None
    assert recognise([]) is None


def test_of_two_columns_with_one_plain_name_the_first_is_read() -> None:
    rows = pd.DataFrame([["1", "x"]], columns=["Killed", "KILLED "], dtype="str")
    cells = Cells(rows)
    assert cells.whole("killed").tolist() == [1]
    assert (cells.found == "").all()


def test_the_first_column_that_is_there_is_read() -> None:
    cells = block(ally_actor_1=[" someone "])
    assert cells.text("assoc_actor_1", "ally_actor_1").tolist() == ["someone"]
    assert cells.text("nothing").tolist() == [""]
    assert cells.has("ally_actor_1")
    assert not cells.has("assoc_actor_1")


def test_whole_numbers_are_read_and_unknown_ones_are_not_zero() -> None:
    cells = block(killed=["", "0", "12", "12.0", "-99", "٣", "007"])
    assert cells.whole("killed", ("-99",)).tolist() == [pd.NA, 0, 12, 12, pd.NA, 3, 7]
    assert (cells.found == "").all()


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("-1", "Killed -1 is below zero"),
        ("2.5", "Killed 2.5 is neither empty nor a whole number"),
        ("two", "Killed 'two' is neither empty nor a whole number"),
        ("1.000", "Killed 1.000 is neither empty nor a whole number"),
        ("12.000", "Killed 12.000 is neither empty nor a whole number"),
        ("1e400", "Killed '1e400' is neither empty nor a whole number"),
        ("99999999", "Killed 99999999 is neither empty nor a whole number"),
        ("=B2+1", "Killed '=B2+1' is a formula, not a number: save the table with its values"),
    ],
)
def test_what_is_no_count_is_complained_of(cell: str, complaint: str) -> None:
    cells = block(Killed=["1", cell])
    cells.whole("killed")
    assert cells.found.to_dict() == {2: "", 3: complaint}


def test_a_point_of_thousands_is_no_share_either() -> None:
    cells = block(killed=["1.000", "1.25", "1.00"])
    assert cells.whole("killed", rounded=True).tolist() == [pd.NA, 1, 1]
    assert cells.found.to_dict()[2] == "killed 1.000 is neither empty nor a whole number"


def test_a_header_as_long_as_a_book_is_cut_in_a_complaint() -> None:
    header = "Killed\nand " + "x" * 1_000_000
    cells = Cells(pd.DataFrame({header: ["two"]}, dtype="str"))
    cells.whole(header)
    assert cells.found[0].startswith("Killed and xxx")
    assert len(cells.found[0].splitlines()) == 1
    assert len(cells.found[0]) < 200


def test_a_cell_as_long_as_a_book_is_cut_in_its_complaint() -> None:
    cells = block(killed=["x" * 1_000_000])
    cells.whole("killed")
    assert len(cells.found.loc[2]) < 200


def test_degrees_are_read_with_a_point_or_a_comma() -> None:
    cells = block(
        latitude=["34.5", "34,5", "٣٤٫٥", "+34.5"], longitude=["45", "-45,25", "0", "180"]
    )
    read = cells.degrees()
    assert read["latitude"].tolist() == [34.5, 34.5, 34.5, 34.5]
    assert read["longitude"].tolist() == [45.0, -45.25, 0.0, 180.0]
    assert (cells.found == "").all()


@given(
    degrees=st.lists(
        st.floats(-180, 180, width=32).map(repr) | st.sampled_from(["", " 4 ", "+5", "x", "inf"])
    )
)
def test_degrees_are_the_same_beside_one_that_is_read_with_care(degrees: list[str]) -> None:
    alone = block(latitude=degrees, longitude=degrees).degrees()
    beside = block(latitude=[*degrees, "3,5"], longitude=[*degrees, "x"]).degrees()
    for name, read in alone.items():
        pd.testing.assert_series_equal(read, beside[name][:-1], check_exact=True)


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("451.2", "latitude 451.2 is not between -90 and 90"),
        ("3876543.2", "latitude 3876543.2 is not between -90 and 90"),
        ("34,123,456", "latitude '34,123,456' is not between -90 and 90"),
        ("inf", "latitude 'inf' is not between -90 and 90"),
        ("", "latitude '' is not between -90 and 90"),
        ("34°30'00\"", "is not in decimal degrees: give 34.5, not degrees, minutes and seconds"),
        ("34 30 00 N", "is not in decimal degrees: give 34.5, not degrees, minutes and seconds"),
        ("=A1", "latitude '=A1' is a formula, not a number: save the table with its values"),
    ],
)
def test_what_is_no_latitude_is_complained_of(cell: str, complaint: str) -> None:
    cells = block(latitude=[cell], longitude=["45"])
    cells.degrees()
    assert complaint in cells.found.loc[2]


def test_where_a_point_is_optional_half_of_one_is_complained_of() -> None:
    cells = block(latitude=["", "34"], longitude=["", ""])
    read = cells.degrees(optional=True)
    assert read["latitude"].isna().tolist() == [True, False]
    assert cells.found.tolist() == ["", "longitude '' is not between -180 and 180"]


def test_days_may_be_left_out_only_where_they_are_optional() -> None:
    cells = block(start=["2020-01-01", ""], end=["", "soon"])
    assert cells.day("end", optional=True).isna().all()
    assert cells.found.tolist() == ["", "end 'soon' is not a day of the years 1900 to 2100"]
    assert cells.day("start").tolist() == [pd.Timestamp("2020-01-01"), pd.NaT]


def test_codes_are_read_as_words_and_others_are_listed() -> None:
    cells = block(prec=["1", "1.0", "Two", "3", ""])
    words = {"1": "town", "two": "district"}
    assert cells.coded("prec", words, empty="country").tolist() == [
        *("town", "town", "district", "", "country"),
    ]
    assert cells.found.tolist() == ["", "", "", "prec 3 is none of: 1, two", ""]


def test_only_the_first_complaint_of_a_row_is_kept() -> None:
    cells = block(killed=["-1"], wounded=["-2"])
    cells.whole("killed")
    cells.whole("wounded")
    assert cells.found.tolist() == ["killed -1 is below zero"]


TEXT = st.text(max_size=6) | st.sampled_from(["0", "-1", "=1", "nan", "1e9", "٣", "34,5", "\0"])


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_every_cell_is_read_or_complained_of(texts: list[str]) -> None:
    cells = block(killed=texts, latitude=texts, longitude=texts, date=texts)
    counts = cells.whole("killed")
    assert (counts.notna() | (cells.text("killed") == "") | (cells.found != "")).all()
    read = cells.degrees(optional=True)
    known = read["latitude"].between(-90, 90) & read["longitude"].between(-180, 180)
    assert (known | (cells.text("latitude") == "") | (cells.found != "")).all()
    assert (cells.day("date").notna() | (cells.found != "")).all()
