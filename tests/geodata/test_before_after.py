"""Before and after a room opened, held against counting row by row."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata.before_after import BeforeAfter, Since, before_after, read_days
from geodata.dataset import Dataset
from geodata.demand import fine
from geodata.filters import LinkError
from geodata.periods import LENGTHS, Period
from geodata.reach import Coarse
from geodata.selection import Selection
from geodata.vocabulary import AREAS
from tests.geodata import slow
from tests.geodata.made import datasets, named, questions
from tests.geodata.samples import held, holding

GEOD = Geod(ellps="WGS84")
MADE = st.sampled_from(pd.date_range("2019-12-25", "2020-03-05").to_list())


def counted(dataset: Dataset, **asked: Any) -> dict[str, BeforeAfter]:
    usual: dict[str, Any] = {"selection": Selection(), "km": 25, "length": 90,
             "since": Since.OPENING, "coarse": Coarse.GIVEN}  # fmt: skip
    return {one.room["room_id"]: one for one in before_after(dataset, **(usual | asked))}


def opening(dataset: Dataset, days: list[pd.Timestamp]) -> Dataset:
    """The dataset with rooms that opened on other days, one after another."""
    rooms = dataset.rooms.copy()
    known = rooms["latitude"].notna()
    turns = [days[at % len(days)] for at in range(int(known.sum()))]
    rooms.loc[known, "opened_date"] = pd.Series(turns, index=rooms.index[known]).astype(
        rooms["opened_date"].dtype
    )
    return replace(dataset, rooms=rooms)


@given(
    made=datasets(most=40),
    question=questions(),
    days=st.lists(MADE, min_size=1, max_size=3),
    km=st.sampled_from([5, 50, 200]),
    length=st.sampled_from([3, 10, 30]),
    coarse=st.sampled_from(Coarse),
)
def test_every_figure_is_what_looking_at_each_incident_gives(
    made: Dataset,
    question: Selection,
    days: list[pd.Timestamp],
    km: int,
    length: int,
    coarse: Coarse,
) -> None:
    dataset = opening(made, days)
    anywhere = replace(question, provinces=AREAS, start=None, end=None)
    rows = [
        row
        for row in slow.rows(dataset, anywhere).to_dict("records")
        if row["geo_precision"] in fine(coarse)
    ]
    data = Period(*dataset.span)
    for one in before_after(dataset, question, km, length, Since.OPENING, coarse):
        room = one.room
        if pd.isna(room["latitude"]):
            assert "coordinates" in one.why_not
            continue
        day = room["opened_date"]
        (before, after), width = one.windows, timedelta(length)
        assert (before.days, after.days, after.start) == (length, length, day.date())
        assert bool(one.why_not) != (before.within(data) and after.within(data))
        if one.near is None:
            continue
        sides: dict[str, list[int]] = {"near": [0, 0, 0], "rest": [0, 0, 0]}
        for row in rows:
            apart = GEOD.inv(row["longitude"], row["latitude"], room["longitude"], room["latitude"])
            if apart[2] <= km * 1000:
                side = sides["near"]
            elif row["area"] == room["province"]:
                side = sides["rest"]
            else:
                continue
            if not day - width <= row["event_date"] < day + width:
                continue
            if row["earliest"] < day <= row["latest"]:
                side[2] += 1
            else:
                side[row["event_date"] >= day] += 1
        for name, found in (("near", one.near), ("rest", one.rest)):
            assert found is not None
            assert [found.rates.then, found.rates.now, found.unsure] == sides[name]
            assert found.rates.days_now == found.rates.days_then == length


def test_dates_and_provinces_of_the_selection_are_not_kept_to_but_all_else_is(
    dataset: Dataset,
) -> None:
    free = counted(dataset, length=365)
    bound = Selection(("Kirkuk",), start=pd.Timestamp("2024-01-01").date())
    for room, one in counted(dataset, selection=bound, length=365).items():
        assert (one.near, one.rest, one.left_out) == (
            *(free[room].near, free[room].rest, free[room].left_out),
        )
    battles = counted(dataset, selection=Selection(event_types=("Battles",)), length=365)
    assert battles["khanaqin"].near is not None
    assert free["khanaqin"].near is not None
    assert 0 < battles["khanaqin"].near.rates.then < free["khanaqin"].near.rates.then


def test_a_change_is_said_in_two_sentences_to_quote(dataset: Dataset) -> None:
    said = counted(dataset, length=365)["khanaqin"].sentences(25)
    assert said == [
        "Khanaqin opened on 19 May 2021. Within 25 km: 4 incidents in 19 May 2021 – 18 May 2022, "
        "against 22 in 19 May 2020 – 18 May 2021: 82% fewer; with 95% confidence the true change "
        "is 46% to 95% fewer.",
        "In the rest of Diyala in the same days: 19 incidents, against 23: 17% fewer, which chance "
        "alone would explain; with 95% confidence the true change is anything from 57% fewer to "
        "59% more.",
    ]


def test_too_few_get_no_ratio(dataset: Dataset) -> None:
    kasik = counted(dataset)["kasik"]
    assert kasik.near is not None
    assert kasik.near.rates.ratio is None
    assert "too few to say whether anything changed" in kasik.sentences(25)[0]


def test_a_room_whose_opening_is_not_known_stands_at_the_first_report_and_says_so(
    dataset: Dataset,
) -> None:
    for room in ("makhmour", "kasik"):
        one = counted(dataset)[room]
        assert one.windows[1].start.isoformat() == "2021-05-31"
        assert (
            "was reported at work by 31 May 2021 (the day of its opening was not found)"
            in (one.sentences(25)[0])
        )
    announced = counted(dataset, since=Since.ANNOUNCEMENT)["makhmour"]
    assert "was announced on 21 August 2020" in announced.sentences(25)[0]


def test_a_room_without_place_or_day_says_so_and_the_headquarters_are_not_there(
    dataset: Dataset,
) -> None:
    for since in Since:
        found = counted(dataset, since=since)
        assert set(found) == {
            *("khanaqin", "kirkuk-k1", "makhmour", "kasik", "tuz-khurmatu", "gwer")
        }
        assert "no source gives its coordinates" in found["gwer"].why_not
        assert "no source" in found["tuz-khurmatu"].why_not
        assert found["gwer"].near is found["tuz-khurmatu"].near is None


def test_a_window_beyond_the_data_gets_a_message_and_no_figure(dataset: Dataset) -> None:
    days = pd.to_datetime(["2020-06-01", "2021-08-01"])
    short = named(holding(dataset, held(dataset).head(2).assign(event_date=days)), "short")
    one = counted(short)["khanaqin"]
    assert one.near is None
    assert "What is not covered would look like a change. " in one.why_not
    assert "has only 75 of the 90 days 19 May – 16 August 2021" in one.why_not


def test_incidents_placed_too_coarsely_are_counted_apart(dataset: Dataset) -> None:
    given = counted(dataset, length=365)["khanaqin"]
    left = counted(dataset, length=365, coarse=Coarse.LEFT)["khanaqin"]
    assert given.left_out == {"province": 16}
    assert left.left_out["province"] == 16
    assert left.left_out["district"] > 0
    assert left.near is not None
    assert given.near is not None
    assert left.near.rates.then < given.near.rates.then


def test_the_length_of_a_window_is_one_of_those_to_choose_from() -> None:
    assert [read_days(str(length)) for length in LENGTHS] == list(LENGTHS)
    for text in ("91", "-30", "", "90.0", "x"):
        with pytest.raises(LinkError, match="none of the lengths"):
            read_days(text)
