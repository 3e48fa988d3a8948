"""Thousands of places on the map: gathered by squares far out, each on its own close up."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.cube import KINDS
from geodata.dataset import Dataset
from geodata.marks import MOST, marks
from geodata.mercator import TILE, web_mercator
from geodata.pyramid import FEW, LEVELS, SQUARE, WORLD, Box, Pyramid
from geodata.selection import Selection
from geodata.vocabulary import EVENT_TYPES
from tests.geodata import slow
from tests.geodata.samples import held, holding

PLACES, INCIDENTS = 5_000, 9_000
LONE = (20.0, 10.0)
"""A place far from all others, with one incident."""

ZOOMS = st.sampled_from([2.0, 4.0, 5.5, 7.5, 8.0, 9.5, 11.0, 13.5, 16.0, 18.0])


DAY = st.dates(date(2014, 12, 1), date(2020, 12, 1))


@pytest.fixture(scope="module")
def crowd(dataset: Dataset) -> Dataset:
    """Incidents at thousands of places, most of them near a few towns."""
    numbers = np.random.default_rng(4)
    towns = np.column_stack([numbers.uniform(42, 46, 12), numbers.uniform(33, 37, 12)])
    near = towns[numbers.integers(0, 12, PLACES)] + numbers.normal(0, 0.15, (PLACES, 2))
    near[0] = LONE
    rest = numbers.integers(1, PLACES, INCIDENTS - PLACES)
    place = numbers.permutation(np.concatenate([np.arange(PLACES), rest]))
    days = np.sort(numbers.integers(0, 2_000, INCIDENTS)).astype("timedelta64[D]")
    rows = held(dataset).head(1).loc[np.zeros(INCIDENTS, int)].reset_index(drop=True)
    return holding(
        dataset,
        rows.assign(
            event_date=(np.datetime64("2015-01-01") + days).astype("datetime64[s]"),
            longitude=near[place, 0],
            latitude=near[place, 1],
            geo_precision=numbers.choice(["site", "town", "district"], INCIDENTS),
            event_type=numbers.choice(EVENT_TYPES, INCIDENTS),
            fatalities=pd.Series(numbers.choice([np.nan, 0, 1, 7], INCIDENTS)).astype("Int64"),
            key=[f"crowd:{row}" for row in range(INCIDENTS)],
            location=[f"place {number}" for number in place],
        ),
    )


@pytest.fixture(scope="module")
def pyramid(crowd: Dataset) -> Pyramid:
    return crowd.indexes(Selection())[0].points


@st.composite
def asks(draw: st.DrawFn) -> Selection:
    """Draw a Selection of dates, event types and precision."""
    start, end = draw(st.none() | DAY), draw(st.none() | DAY)
    if start and end:
        start, end = min(start, end), max(start, end)
    types = draw(st.sets(st.sampled_from(EVENT_TYPES), max_size=2))
    place = draw(st.sampled_from(["site", "town", "country"]))
    ordered = tuple(name for name in EVENT_TYPES if name in types)
    return Selection(start=start, end=end, event_types=ordered, place=place)


@st.composite
def boxes(draw: st.DrawFn, least: float = 0.0005, most: float = 0.02) -> Box:
    """Draw a part of the map around a town or between two."""
    x, y = draw(st.floats(0.616, 0.628)), draw(st.floats(0.38, 0.405))
    width, height = draw(st.floats(least, most)), draw(st.floats(least, most))
    return (x, y, x + width, y + height)


def inside(dataset: Dataset, asked: Selection, box: Box, beyond: float = 0) -> pd.DataFrame:
    """The incidents of a Selection whose places lie in a box, or so far beyond it."""
    found = slow.rows(dataset, asked)
    x, y = web_mercator(*found[["longitude", "latitude"]].to_numpy(float).T).T
    left, top, right, bottom = box
    across = (x >= left - beyond) & (x <= right + beyond)
    within: pd.DataFrame = found[across & (y >= top - beyond) & (y <= bottom + beyond)]
    return within


def test_the_squares_of_each_zoom_hold_every_incident_once(
    crowd: Dataset, pyramid: Pyramid
) -> None:
    x, y = web_mercator(*held(crowd)[["longitude", "latitude"]].to_numpy(float).T).T
    assert len(pyramid.places.x) == PLACES
    assert sorted(pyramid.order.tolist()) == list(range(INCIDENTS))
    assert 3 <= len(pyramid.levels) < len(LEVELS)
    for zoom, level in zip(LEVELS, pyramid.levels, strict=False):
        side = SQUARE / (TILE * 2**zoom)
        cube = level.cube
        assert level.last.max() == INCIDENTS - 1
        assert cube.between(cube.groups, 1, date.max.toordinal())[:, 0].sum() == INCIDENTS
        counted = pd.Series(1, [np.floor(x / side), np.floor(y / side)]).groupby(level=[0, 1]).sum()
        assert len(level.x) == len(counted) < PLACES / 2
        per_square = np.bincount(cube.things, cube.between(cube.groups, 1, 10**6)[:, 0])
        squares = zip(np.floor(level.x / side), np.floor(level.y / side), strict=True)
        assert dict(zip(squares, per_square.tolist(), strict=True)) == counted.to_dict()
        assert level.holds.sum() == PLACES


@settings(max_examples=15)
@given(first=DAY, last=DAY)
def test_the_latest_incident_of_a_period_is_known_in_every_square(
    crowd: Dataset, pyramid: Pyramid, first: date, last: date
) -> None:
    rows = held(crowd)
    asked = rows[rows["event_date"].between(pd.Timestamp(first), pd.Timestamp(last))]
    x, y = web_mercator(*asked[["longitude", "latitude"]].to_numpy(float).T).T
    every = np.ones(KINDS, bool)
    for zoom, level in zip(LEVELS, pyramid.levels, strict=False):
        side = SQUARE / (TILE * 2**zoom)
        days = first.toordinal(), last.toordinal()
        groups, _, latest = level.count(np.arange(len(level.x)), every, *days)
        squares = zip(
            level.x[groups // KINDS] // side, level.y[groups // KINDS] // side, strict=True
        )
        found: dict[tuple[float, float], int] = {}
        for square, moment in zip(squares, latest.tolist(), strict=True):
            found[square] = max(found.get(square, -1), moment & 0xFFFFFFFF)
        of_square = pd.Series(asked.index, [x // side, y // side]).groupby(level=[0, 1])
        assert found == of_square.max().to_dict()


@settings(max_examples=15)
@given(asked=asks(), zoom=ZOOMS)
def test_marks_of_thousands_of_places_add_up_and_stand_where_something_happened(
    crowd: Dataset, asked: Selection, zoom: float
) -> None:
    drawn, found = slow.rows(crowd, asked), marks(crowd, asked, zoom)
    assert found["incidents"].sum() == len(drawn)
    assert found["killed"].sum() == drawn["fatalities"].sum()
    assert found["unknown"].sum() == drawn["fatalities"].isna().sum()
    assert found["vague"].sum() == (drawn["geo_precision"] == "district").sum()
    for event_type in EVENT_TYPES:
        assert found[event_type].sum() == (drawn["event_type"] == event_type).sum()
    assert found["incidents"].is_monotonic_decreasing
    assert found["key"].is_unique
    where = found[["longitude", "latitude"]].to_numpy(float)
    assert set(map(tuple, where)) <= set(map(tuple, drawn[["longitude", "latitude"]].to_numpy()))
    own = drawn.set_index("key")
    for mark in found[found["incidents"] == 1].to_dict("records"):
        assert mark["places"] == 1
        row = own.loc[mark["key"]]
        assert (row["longitude"], row["latitude"]) == (mark["longitude"], mark["latitude"])


@pytest.mark.parametrize("zoom", [0, 3, 6, 8.5, 10, 14, 18])
def test_marks_keep_their_distance_and_are_no_more_than_a_view_can_show(
    crowd: Dataset, zoom: float
) -> None:
    found = marks(crowd, Selection(), zoom)
    pixels = web_mercator(*found[["longitude", "latitude"]].to_numpy(float).T) * TILE * 2**zoom
    distances = np.hypot(*(pixels[:, None] - pixels[None]).transpose(2, 0, 1))
    assert (distances[~np.eye(len(found), dtype=bool)] >= 30).all()
    assert len(found) <= MOST


@pytest.mark.parametrize("zoom", [3, 6, 8.5, 10, 14, 18])
def test_a_lone_incident_has_a_mark_at_its_own_point_that_opens_it(
    crowd: Dataset, zoom: float
) -> None:
    (row,) = slow.rows(crowd, Selection()).query("longitude == 20").to_dict("records")
    x, y = web_mercator(*np.array([LONE]).T)[0]
    view = 400 / (TILE * 2**zoom)
    for box in (WORLD, (x - view, y - view, x + view, y + view)):
        found = marks(crowd, Selection(), zoom, box)
        (mark,) = found[found["longitude"] == LONE[0]].to_dict("records")
        assert mark["latitude"] == LONE[1]
        assert (mark["incidents"], mark["places"]) == (1, 1)
        assert (mark["key"], mark["place"]) == (row["key"], row["location"])


@settings(max_examples=25)
@given(asked=asks(), zoom=ZOOMS, box=boxes())
def test_nothing_in_the_view_is_left_out_and_nothing_far_from_it_is_counted(
    crowd: Dataset, pyramid: Pyramid, asked: Selection, zoom: float, box: Box
) -> None:
    found = marks(crowd, asked, zoom, box)["incidents"].sum()
    level = pyramid.level(zoom, box)
    side = 0 if level < 0 else SQUARE / (TILE * 2 ** LEVELS[level])
    assert len(inside(crowd, asked, box)) <= found <= len(inside(crowd, asked, box, side))


@settings(max_examples=15)
@given(asked=asks(), zoom=st.sampled_from([11.0, 14.0, 17.0]), box=boxes(0.0001, 0.0008))
def test_where_a_view_holds_few_places_each_is_counted_on_its_own(
    crowd: Dataset, pyramid: Pyramid, asked: Selection, zoom: float, box: Box
) -> None:
    assert len(inside(crowd, Selection(), box).drop_duplicates(["longitude", "latitude"])) <= FEW
    assert pyramid.level(zoom, box) == -1
    found = marks(crowd, asked, zoom, box).drop(columns="place").to_dict("records")
    slowly = slow.marks(crowd, asked, zoom, box, 30)
    assert len(slowly) <= MOST
    assert found == slowly


def test_a_place_with_many_incidents_never_claims_to_be_several(crowd: Dataset) -> None:
    everything = held(crowd)
    lone = everything["longitude"] == LONE[0]
    rows = pd.concat([everything[lone]] * 5 + [everything[~lone]])
    rows = rows.sort_values("event_date", kind="stable", ignore_index=True)
    x, y = web_mercator(*np.array([LONE]).T)[0]
    dataset = holding(crowd, rows.assign(key=rows.index.astype("str")))
    for zoom in (8, 12, 16, 18):
        view = 400 / (TILE * 2**zoom)
        box = (x - view, y - view, x + view, y + view)
        (mark,) = marks(dataset, Selection(), zoom, box).to_dict("records")
        assert (mark["incidents"], mark["places"]) == (5, 1)


def test_a_place_on_the_rim_of_the_world_is_on_the_map(dataset: Dataset) -> None:
    rows = held(dataset).head(4).assign(geo_precision="town")
    rows = rows.assign(longitude=[-180.0, 180.0, 44.0, 44.0], latitude=[0.0, 0.0, 90.0, -86.0])
    assert marks(holding(dataset, rows), Selection(), 2)["incidents"].sum() == 4
