"""Days as they are written, and their order as a whole column tells it."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.checks import YEARS
from geodata.readers.dates import DAY_FIRST, MONTH_FIRST, Survey, read, survey

DAYS = st.dates(date(YEARS[0], 1, 1), date(YEARS[1], 12, 31))


def column(*texts: str) -> pd.Series:
    return pd.Series(texts, index=range(2, len(texts) + 2), dtype="str")


def one(text: str, order: str = "") -> date | None:
    (day,) = read(column(text), order)
    return None if pd.isna(day) else day.date()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-07-16", date(2020, 7, 16)),
        (" 2020-07-16 ", date(2020, 7, 16)),
        ("2018-12-25 00:00:00.000", date(2018, 12, 25)),
        ("2020-07-16T22:30:00Z", date(2020, 7, 16)),
        ("2020-07-16T22:30:00+03:00", date(2020, 7, 16)),
        ("2020-07-16 10:00:00+03", date(2020, 7, 16)),
        ("2020-07-16 10:00:00+0", None),
        ("2020-7-16", date(2020, 7, 16)),
        ("2020/07/16", date(2020, 7, 16)),
        ("20200716", date(2020, 7, 16)),
        ("9-May-20", date(2020, 5, 9)),
        ("5-Aug-24", date(2024, 8, 5)),
        ("01-January-2015", date(2015, 1, 1)),
        ("16 July 2020", date(2020, 7, 16)),
        ("16th of July 2020", None),
        ("1st July, 2020", date(2020, 7, 1)),
        ("July 16, 2020", date(2020, 7, 16)),
        ("JUL 16 2020", date(2020, 7, 16)),
        ("31-12-19", date(2019, 12, 31)),
        ("31/12/2019", date(2019, 12, 31)),
        ("12/31/2019", date(2019, 12, 31)),
        ("12/31/2019 2:30 PM", date(2019, 12, 31)),
        ("31.12.2019", date(2019, 12, 31)),
        ("07/07/2020", date(2020, 7, 7)),
        ("1-Feb-97", date(1997, 2, 1)),
        ("٢٠٢٠-٠٧-١٦", date(2020, 7, 16)),
        ("١٦/٧/٢٠٢٠", date(2020, 7, 16)),
        ("١٦ تموز ٢٠٢٠", date(2020, 7, 16)),
        ("16 كانون الثاني 2020", date(2020, 1, 16)),
        ("16 تشرين الأول 2020", date(2020, 10, 16)),
        ("16 تشرين الاول 2020", date(2020, 10, 16)),
        ("16 آب/أغسطس 2020", date(2020, 8, 16)),
        ("16 يناير، 2020", date(2020, 1, 16)),
        ("16 أغسطس/يوليو 2020", None),
        ("", None),
        ("31 Foo", None),
        ("2020-02-30", None),
        ("2020-31-12", None),
        ("31/13/2019", None),
        ("2020", None),
        ("44000", None),
        ("2020-07-16 or so", None),
        ("0000-01-01", None),
        ("9999-12-31", None),
        ("1899-12-31", None),
        ("31-12-9999", None),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: date | None) -> None:
    assert one(text) == day


@pytest.mark.parametrize("text", ["1 a" + "-" * 1_000_000 + "x", "a" * 1_000_000 + " 2020"])
def test_a_long_text_is_no_date_and_is_not_looked_through(text: str) -> None:
    assert one(text) is None
    assert survey([column(text)]) == Survey()


def test_a_date_in_numbers_that_has_two_readings_is_not_guessed() -> None:
    assert one("03/04/2020") is None
    assert one("03/04/2020", DAY_FIRST) == date(2020, 4, 3)
    assert one("03/04/2020", MONTH_FIRST) == date(2020, 3, 4)


def test_an_order_holds_for_every_row() -> None:
    assert one("12/31/2019", DAY_FIRST) is None
    assert one("31/12/2019", MONTH_FIRST) is None
    assert one("2019-12-31", MONTH_FIRST) == date(2019, 12, 31)


@given(day=DAYS, order=st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_every_way_of_writing_a_day_gives_the_day_back(day: date, order: str) -> None:
    numbers = "%d/%m/%Y" if order == DAY_FIRST else "%m/%d/%Y"
    ways = ["%Y-%m-%d", "%Y%m%d", "%d-%B-%Y", "%B %d, %Y", "%Y-%m-%dT%H:%M:%SZ", numbers]
    read_as = read(column(*(day.strftime(way) for way in ways)), order)
    assert read_as.tolist() == [pd.Timestamp(day)] * len(ways)


@given(st.lists(st.text(max_size=12) | DAYS.map(str), max_size=8))
def test_any_text_gives_a_day_within_the_years_or_none(texts: list[str]) -> None:
    days = read(column(*texts))
    assert days.index.tolist() == list(range(2, len(texts) + 2))
    assert days.dtype == "datetime64[s]"
    assert days.dropna().dt.year.between(*YEARS).all()


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ([["2020-07-16", "9-May-20", "", "soon"]], Survey()),
        ([["03/04/2020"], ["31/12/2019", "04/05/2020"]], Survey(DAY_FIRST)),
        ([["03/04/2020"], ["12/31/2019", "04/05/2020"]], Survey(MONTH_FIRST)),
        ([["03-04-20 14:30", "31-12-19 09:00"]], Survey(DAY_FIRST)),
        ([["07/07/2020", "2020-07-16"]], Survey()),
    ],
)
def test_the_whole_column_tells_the_order(blocks: list[list[str]], found: Survey) -> None:
    assert survey(column(*texts) for texts in blocks) == found


def test_a_column_that_does_not_tell_is_asked_about() -> None:
    found = survey([column("2020-01-01", "03/04/2020", "05/06/2020")])
    assert found.order == ""
    assert found.question == (
        "03/04/2020 in row 3 can be day-first or month-first, and no row decides: "
        "say --dates day-first or month-first"
    )


def test_a_column_of_both_orders_is_asked_about_with_a_row_of_each() -> None:
    found = survey([column("03/04/2020", "31/12/2019"), column("12/30/2019")])
    assert found.order == ""
    assert "31/12/2019 in row 3 is day-first" in found.question
    assert "12/30/2019 in row 2 is month-first" in found.question
    assert "--dates day-first or month-first" in found.question
