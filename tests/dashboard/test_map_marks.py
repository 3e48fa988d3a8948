"""Incident marks: nothing drawn that has no point, and every mark true to what it holds."""

from itertools import pairwise
from math import pi
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels.map_marks import CORE, LARGEST, LARGEST_ONE, badges, joined, traces
from dashboard.theme import LIGHT, TYPE_COLOURS
from geodata.counts import by_province
from geodata.dataset import Dataset
from geodata.marks import marks
from geodata.selection import Selection
from geodata.tables import rows_of
from geodata.vocabulary import PROVINCES
from tests.dashboard.strategies import FEW, selections
from tests.geodata.samples import held, holding

ZOOMS = st.sampled_from([5.0, 6.5, 8.0, 12.0])
NASTY = "<img src=x onerror=alert(1)> & \"q\" 'q'"


def spots(trace: dict[str, Any]) -> list[tuple[float, float]]:
    return list(zip(trace["lon"], trace["lat"], strict=True))


def of_precision(dataset: Dataset, *levels: str) -> pd.DataFrame:
    return held(dataset).query("geo_precision in @levels")


def drawn(dataset: Dataset, frame: pd.DataFrame, zoom: float = 8) -> tuple[dict[str, Any], ...]:
    """Draw these incidents alone."""
    return traces(marks(holding(dataset, frame), Selection(), zoom), LIGHT)


@FEW
@given(selections(), ZOOMS)
def test_every_incident_with_a_place_is_in_one_mark_and_no_other_is(
    dataset: Dataset, selection: Selection, zoom: float
) -> None:
    selected = selection.apply(held(dataset))
    placed = selected[selected["geo_precision"] != "province"]
    _, discs, _, numbers = traces(marks(dataset, selection, zoom), LIGHT)
    single = {opens[1] for opens in discs["customdata"] if opens[0] == "incident"}
    assert single <= set(placed["key"])
    assert len(single) + sum(map(int, numbers["text"])) == len(placed)
    points = set(zip(placed["longitude"], placed["latitude"], strict=True))
    assert set(spots(discs)) <= points


def test_incidents_known_to_the_province_only_draw_nothing(dataset: Dataset) -> None:
    unplaced = of_precision(dataset, "province")
    assert len(unplaced)
    for trace in drawn(dataset, unplaced):
        assert spots(trace) == []


@FEW
@given(selections())
def test_badges_count_the_incidents_known_to_the_province_only(
    dataset: Dataset, selection: Selection
) -> None:
    selected = selection.apply(held(dataset))
    vague = selected[selected["geo_precision"] == "province"]["province"].value_counts()
    circles, numbers = badges(by_province(dataset, selection), LIGHT)
    acts = circles["customdata"]
    assert {act for act, _ in acts} <= {"province"}
    counted = {name: text for (_, name), text in zip(acts, numbers["text"], strict=True)}
    assert counted == {name: f"+{count}" for name, count in vague.items()}
    assert set(counted) <= set(PROVINCES)


def test_badges_come_after_the_marks_each_with_all_it_has(dataset: Dataset) -> None:
    _, discs, _, _ = drawn(dataset, held(dataset))
    circles, _ = badges(by_province(dataset, Selection()), LIGHT)
    both = joined(discs, circles)
    lengths = {len(part) for part in (both["lon"], both["hovertext"], both["marker"]["color"])}
    assert lengths == {len(discs["lon"]) + 4}
    assert both["customdata"][-4:] == circles["customdata"]
    assert both["hovertemplate"] == discs["hovertemplate"]


def test_a_place_known_to_the_district_has_an_aura_and_a_town_a_crisp_edge(
    dataset: Dataset,
) -> None:
    aura, discs, _, _ = drawn(dataset, of_precision(dataset, "district"))
    assert set(spots(aura)) == set(spots(discs))
    assert LIGHT.paper not in discs["marker"]["color"]

    aura, discs, _, _ = drawn(dataset, of_precision(dataset, "town", "site"))
    assert spots(aura) == []
    assert set(discs["marker"]["color"]) == {LIGHT.paper}


def test_a_click_anywhere_on_a_mark_opens_it(dataset: Dataset) -> None:
    """What opens it is its outermost disc, and no other circle reaches beyond that."""
    _, discs, rings, _ = drawn(dataset, held(dataset))
    assert all(opens[0] in ("incident", "place", "closer") for opens in discs["customdata"])
    assert len(discs["customdata"]) == len(set(spots(discs))) == len(spots(discs))
    reach = dict(zip(spots(discs), discs["marker"]["size"], strict=True))
    inner = list(zip(spots(rings), rings["marker"]["size"], strict=True))
    assert inner
    assert all(size <= reach[spot] for spot, size in inner)


@FEW
@given(selections(), ZOOMS)
def test_rings_share_a_marks_area_as_the_event_types_share_its_incidents(
    dataset: Dataset, selection: Selection, zoom: float
) -> None:
    found = marks(dataset, selection, zoom)
    _, discs, inner, _ = traces(found, LIGHT)
    types = {colour: kind for kind, colour in TYPE_COLOURS.items()}
    rings: dict[tuple[float, float], list[tuple[float, str]]] = {}
    for trace in (discs, inner):
        marker = trace["marker"]
        for spot, size, colour in zip(spots(trace), marker["size"], marker["color"], strict=True):
            if colour in types:
                rings.setdefault(spot, []).append((size / 2, types[colour]))
    assert len(rings) == len(found)
    for mark in rows_of(found):
        own = rings[mark["longitude"], mark["latitude"]]
        radii = [radius for radius, _ in own] + [CORE if mark["incidents"] > 1 else 0]
        areas = [pi * (outer**2 - inner**2) for outer, inner in pairwise(radii)]
        shares = {kind: area / sum(areas) for (_, kind), area in zip(own, areas, strict=True)}
        wanted = {kind: mark[kind] / mark["incidents"] for kind in TYPE_COLOURS if mark[kind]}
        assert shares == pytest.approx(wanted)


def test_a_single_mark_grows_with_the_people_killed(dataset: Dataset) -> None:
    one = of_precision(dataset, "town").head(1)
    sizes = [
        max(drawn(dataset, one.assign(fatalities=killed))[1]["marker"]["size"])
        for killed in (0, 1, 4, 30)
    ]
    assert sizes == sorted(set(sizes))


def test_no_mark_grows_over_the_map(dataset: Dataset) -> None:
    spot = of_precision(dataset, "town").head(1)
    other = spot.assign(longitude=spot["longitude"] + 1, fatalities=2_000)
    many = pd.concat([spot] * 5_000 + [other], ignore_index=True)
    _, discs, _, numbers = drawn(dataset, many.assign(key=many.index.astype(str)))
    several, one = discs["marker"]["size"]
    assert numbers["text"] == ["5.0k"]
    assert several <= 2 * (LARGEST + 2)
    assert one <= 2 * (LARGEST_ONE + 2)


@pytest.mark.parametrize(
    ("killed", "words"), [(pd.NA, "killed unknown"), (0, "killed 0"), (3, "killed 3")]
)
def test_an_unknown_toll_is_not_told_as_nought(dataset: Dataset, killed: Any, words: str) -> None:
    one = of_precision(dataset, "town").head(1)
    one = one.assign(fatalities=pd.array([killed], dtype="Int64"))
    assert words in drawn(dataset, one)[1]["hovertext"][0]


@pytest.mark.parametrize("count", [1, 2])
def test_html_in_the_data_stays_text_on_hover(dataset: Dataset, count: int) -> None:
    some = of_precision(dataset, "town").head(count).assign(location=NASTY)
    for text in drawn(dataset, some, 3)[1]["hovertext"]:
        assert "<img" not in text
        assert "&lt;img src=x onerror=alert(1)&gt; &amp;" in text


def test_a_click_opens_one_incident_lists_a_place_or_looks_closer(dataset: Dataset) -> None:
    town = of_precision(dataset, "town")
    spots = town[["longitude", "latitude"]].value_counts().reset_index()
    longitude, latitude = spots.loc[0, ["longitude", "latitude"]]
    here = town[(town["longitude"] == longitude) & (town["latitude"] == latitude)]

    def opens(incidents: pd.DataFrame, zoom: float) -> list[Any]:
        return list(drawn(dataset, incidents, zoom)[1]["customdata"])

    assert opens(here.head(1), 8)[0] == ["incident", here["key"].iloc[0]]
    assert opens(here, 8)[0] == ["place", f"{latitude:.5f},{longitude:.5f}"]
    assert opens(town, 0)[0][0] == "closer"
