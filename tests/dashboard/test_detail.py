"""The detail: one incident in full with what is not known, or the incidents of a place."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.panels import detail
from dashboard.view import Point, View
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection
from geodata.store import Store
from tests.dashboard.reading import buttons, every, said
from tests.geodata.samples import held, holding

NASTY = "<script>alert(\"x\")</script> & 'y'"


def altered(dataset: Dataset, **values: Any) -> Dataset:
    """Return the data set with its first incident changed."""
    incidents = held(dataset)
    for name, value in values.items():
        incidents.loc[0, name] = value
    return holding(dataset, incidents)


def children(dataset: Dataset, view: View) -> list[Any]:
    return detail.children(Library(dataset, Store(Path("no such folder"))), view)


def facts(drawn: Any) -> dict[str, str]:
    pairs = next(one.children for one in every(drawn) if type(one).__name__ == "Dl")
    return {said(pair.children[0]): said(pair.children[1]) for pair in pairs}


def first(dataset: Dataset, **values: Any) -> list[Any]:
    return children(altered(dataset, **values), View(incident=held(dataset)["key"][0]))


def test_nothing_open_shows_nothing(dataset: Dataset) -> None:
    assert children(dataset, View()) == []


def test_every_incident_can_be_opened_and_leads_to_its_source(dataset: Dataset) -> None:
    for event_id, url, summary in held(dataset)[["key", "source_url", "notes"]].values:
        drawn = children(dataset, View(incident=event_id))
        assert [one.href for one in every(drawn) if type(one).__name__ == "A"] == [url]
        assert facts(drawn)["Id"] == event_id
        assert summary in said(drawn)


def test_the_source_opens_in_a_new_tab_that_can_not_reach_back(dataset: Dataset) -> None:
    (link,) = (one for one in every(first(dataset)) if type(one).__name__ == "A")
    assert (link.target, link.rel) == ("_blank", "noopener noreferrer")


def test_an_incident_that_the_filters_hide_opens_all_the_same(dataset: Dataset) -> None:
    view = View(Selection(text="no such word"), incident=held(dataset)["key"][0])
    assert facts(children(dataset, view))["Id"] == view.incident


def test_what_is_not_known_is_said_to_be_unknown(dataset: Dataset) -> None:
    told = facts(first(dataset, fatalities=pd.NA, wounded=0, abducted=3, actor2=""))
    assert (told["Killed"], told["Wounded"], told["Abducted"]) == ("unknown", "0", "3")
    assert told["Target"] == "unknown"


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("site", "known to the site"),
        ("town", "known to the town"),
        ("district", "known to the district only"),
        ("province", "known to the province only; not drawn"),
        ("country", "province not known; not drawn"),
    ],
)
def test_the_place_is_told_as_precisely_as_it_is_known(
    dataset: Dataset, precision: str, words: str
) -> None:
    assert words in facts(first(dataset, geo_precision=precision))["Place"]


def test_a_place_without_a_name_is_told_by_its_district_or_province(dataset: Dataset) -> None:
    assert facts(first(dataset, location="", district="Hawija"))["Place"].startswith("Hawija")
    assert facts(first(dataset, location="", district=""))["Place"].startswith("Kirkuk")


def test_a_date_known_to_the_month_names_no_day(dataset: Dataset) -> None:
    assert facts(first(dataset, time_precision="month"))["Date"] == "January 2018, day unknown"


def test_where_report_and_outline_disagree_both_are_told(dataset: Dataset) -> None:
    assert facts(first(dataset))["Province"] == "Kirkuk"
    apart = facts(first(dataset, polygon="Erbil", flag_outline=True))["Province"]
    assert apart == "Kirkuk as reported; its point lies in the outline of Erbil"
    nowhere = facts(first(dataset, polygon="", flag_nowhere=True))["Province"]
    assert nowhere == "Kirkuk as reported; its point lies in no governorate's outline"


def test_html_in_the_data_stays_text(dataset: Dataset) -> None:
    drawn = first(dataset, notes=NASTY, actor1=NASTY, source=NASTY)
    assert said(drawn).count(NASTY) == 3
    assert {one._namespace for one in every(drawn)} == {"dash_html_components"}


def test_an_incident_of_other_data_is_said_to_be_missing(dataset: Dataset) -> None:
    drawn = children(dataset, View(incident=NASTY))
    assert f"There is no incident {NASTY} here" in said(drawn)
    assert ("close", "") in buttons(drawn)


def test_a_place_lists_its_incidents_of_the_selection_newest_first(dataset: Dataset) -> None:
    drawable = held(dataset)[held(dataset)["geo_precision"] != "province"]
    spots = drawable[["longitude", "latitude"]].value_counts().reset_index()
    longitude, latitude = spots[["longitude", "latitude"]].to_numpy()[0]
    year = Selection(start=pd.Timestamp(2020, 1, 1).date())
    here = year.apply(drawable)
    here = here[(here["longitude"] == longitude) & (here["latitude"] == latitude)]
    drawn = children(dataset, View(year, place=Point(round(latitude, 5), round(longitude, 5))))
    listed = [value for act, value in buttons(drawn) if act == "incident"]
    assert listed == here["key"].tolist()[::-1]
    assert f"{len(here)} incidents at " in said(drawn)


def test_from_an_incident_of_a_place_one_can_go_back_to_the_place(dataset: Dataset) -> None:
    view = View(incident=held(dataset)["key"][0], place=Point(35.1, 43.2))
    assert ("place", "35.10000,43.20000") in buttons(children(dataset, view))


def test_a_place_where_nothing_is_left_is_no_error(dataset: Dataset) -> None:
    assert "0 incidents at this place" in said(children(dataset, View(place=Point(0, 0))))


def test_the_words_searched_for_are_marked_wherever_they_stand_and_nowhere_else(
    dataset: Dataset,
) -> None:
    row = {"location": "Kirkūk city", "notes": "The actor left Kirkuk.", "source": "KirkukNow"}
    opened = altered(dataset, **row, province="Kirkuk", actor1="actor")
    view = View(Selection(text="kirkuk actor"), incident=held(dataset)["key"][0])
    drawn = children(opened, view)
    marked = [said(one) for one in every(drawn) if type(one).__name__ == "Mark"]
    assert marked == ["actor", "Kirkuk", "Kirkūk", "Kirkuk", "actor", "Kirkuk"]
    assert facts(drawn)["Place"].startswith("Kirkūk city")
    plain = children(opened, View(incident=view.incident))
    assert not [one for one in every(plain) if type(one).__name__ == "Mark"]
