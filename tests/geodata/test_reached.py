"""What the rooms reach of a Selection, recomputed row by row with `pyproj.Geod`."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.dataset import Dataset
from geodata.reach import Coarse
from geodata.reached import FURTHEST, Line, reached
from geodata.selection import Selection
from geodata.vocabulary import PLACED, PROVINCES
from tests.geodata import slow
from tests.geodata.made import datasets, questions
from tests.geodata.samples import selections

GEOD = Geod(ellps="WGS84")
KM = st.integers(5, 200)


def opened_in_winter(dataset: Dataset) -> Dataset:
    """The same rooms, opened while the made-up incidents happen."""
    days = {"khanaqin": "2020-01-10", "kirkuk-k1": "2020-02-01"}
    opened = pd.to_datetime(dataset.rooms["room_id"].map(days)).astype("datetime64[s]")
    seen = dataset.rooms["reported_active_by"].mask(opened.isna(), pd.Timestamp("2020-02-01"))
    return replace(dataset, rooms=dataset.rooms.assign(opened_date=opened, reported_active_by=seen))


def measured(dataset: Dataset, selection: Selection, coarse: Coarse) -> pd.DataFrame:
    """Measure the incidents of a Selection one by one."""
    rows = slow.rows(dataset, selection)
    rows = rows[rows["geo_precision"].isin(PLACED[: 2 if coarse is Coarse.LEFT else 3])]
    rooms = dataset.rooms[dataset.rooms["status"] == "active"].dropna(subset="latitude")
    since = rooms["opened_date"].fillna(rooms["reported_active_by"]).to_numpy()
    day, last = rows["event_date"].to_numpy(), selection.period(dataset.span)[1]
    lon, lat = rows["longitude"].to_numpy(float), rows["latitude"].to_numpy(float)
    apart = np.full((len(rows), len(rooms)), np.inf)
    for at, (east, north) in enumerate(zip(rooms["longitude"], rooms["latitude"], strict=True)):
        place = np.full(len(rows), east), np.full(len(rows), north)
        apart[:, at] = GEOD.inv(lon, lat, *place)[2] / 1000

    def nearest(at_work: np.ndarray) -> np.ndarray:
        return np.asarray(np.where(at_work, apart, np.inf).min(axis=1, initial=np.inf))

    return rows[["key", "area", "event_date"]].assign(
        on_day=nearest(since[None, :] <= day[:, None]),
        ever=nearest(np.full(apart.shape, True)),
        last=nearest(since[None, :] <= np.datetime64(last)),
    )


def check(line: Line, rows: pd.DataFrame, km: float) -> None:
    assert line.incidents == len(rows)
    assert line.beyond == (rows["last"] > km).sum()
    for spread, name in ((line.on_day, "on_day"), (line.ever, "ever")):
        apart = rows.loc[np.isfinite(rows[name]), name]
        assert (spread.incidents, spread.within) == (len(apart), (apart <= km).sum())
        if len(apart):
            wanted = np.percentile(apart, [50, 90])
            assert [spread.median, spread.most] == pytest.approx(wanted, abs=1e-3)
        else:
            assert spread.median is spread.most is None


def agrees(dataset: Dataset, selection: Selection, km: float, coarse: Coarse) -> None:
    found, rows = reached(dataset, selection, km, coarse), measured(dataset, selection, coarse)
    check(found.whole, rows, km)
    assert set(found.areas) == set(selection.provinces or PROVINCES)
    for area, line in found.areas.items():
        check(line, rows[rows["area"] == area], km)
    assert sum(line.incidents for line in found.periods.values()) == len(rows)
    column = "on_day" if np.isfinite(rows["on_day"]).any() else "ever"
    far = rows[np.isfinite(rows[column])].set_index("key")[column]
    assert len(found.furthest) == min(len(far), FURTHEST)
    assert [one.km for one in found.furthest] == pytest.approx(
        far.nlargest(FURTHEST).tolist(), abs=1e-3
    )
    for one in found.furthest:
        assert one.km == pytest.approx(far[one.key], abs=1e-3)
    everything = slow.rows(dataset, selection)["geo_precision"].value_counts()
    assert found.coarse == everything.get("district", 0)
    assert found.unplaced == everything.sum() - sum(everything.get(word, 0) for word in PLACED)


@settings(max_examples=20)
@given(datasets(), questions(), KM, st.sampled_from(Coarse))
def test_reach_is_that_of_every_incident_measured_on_its_own(
    dataset: Dataset, selection: Selection, km: int, coarse: Coarse
) -> None:
    agrees(opened_in_winter(dataset), selection, km, coarse)


@settings(max_examples=8)
@given(selection=selections(), km=KM, coarse=st.sampled_from(Coarse))
def test_reach_of_the_ledger_is_that_of_every_incident_measured_on_its_own(
    dataset: Dataset, selection: Selection, km: int, coarse: Coarse
) -> None:
    agrees(dataset, selection, km, coarse)


def test_each_year_of_the_ledger_has_its_line_and_before_the_rooms_nothing_is_reached(
    dataset: Dataset,
) -> None:
    found, rows = reached(dataset, Selection(), 25), measured(dataset, Selection(), Coarse.GIVEN)
    assert list(found.periods) == [str(year) for year in range(2018, 2025)]
    for year, line in found.periods.items():
        check(line, rows[rows["event_date"].dt.year == int(year)], 25)
    assert found.periods["2020"].share == 0
    assert found.periods["2020"].on_day.median is None
    assert found.periods["2020"].ever.median is not None


def test_a_few_months_are_told_by_month_and_no_incident_is_no_line(dataset: Dataset) -> None:
    summer = Selection(start=date(2021, 5, 1), end=date(2021, 7, 31))
    assert list(reached(dataset, summer, 25).periods) == ["May 2021", "June 2021", "July 2021"]
    nothing = reached(dataset, Selection(text="no such word"), 25)
    assert (nothing.periods, nothing.furthest, nothing.whole.share) == ({}, (), None)


def test_incidents_of_two_data_sets_are_measured_together(dataset: Dataset) -> None:
    (part,) = dataset.parts
    one, both = (reached(some, Selection(), 25) for some in (dataset, dataset.of(part, part)))
    assert both.whole.incidents == 2 * one.whole.incidents
    assert both.whole.share == one.whole.share


def test_a_room_that_opens_on_the_day_of_an_incident_reaches_it(dataset: Dataset) -> None:
    day = date(2021, 6, 23)
    here = Selection(start=day, end=day)
    places = reached(dataset, here, 200)
    assert places.whole.incidents > 0
    for opening, within in (("2021-06-23", places.whole.incidents), ("2021-06-24", 0)):
        rooms = dataset.rooms.assign(opened_date=pd.Timestamp(opening))
        assert reached(replace(dataset, rooms=rooms), here, 200).whole.on_day.within == within


def test_without_any_room_nothing_is_reached_and_nothing_is_far(dataset: Dataset) -> None:
    found = reached(replace(dataset, rooms=dataset.rooms.iloc[:0]), Selection(), 25)
    assert found.whole.on_day.incidents == found.whole.ever.incidents == 0
    assert found.whole.beyond == found.whole.incidents > 0
    assert found.furthest == ()
