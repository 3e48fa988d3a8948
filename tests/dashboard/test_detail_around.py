"""What stands around an incident, in words."""

from dashboard.view import View
from geodata.dataset import Dataset
from geodata.selection import Selection
from tests.dashboard.reading import buttons, every, said
from tests.dashboard.test_detail import altered, children, first
from tests.geodata.samples import held


def test_an_incident_known_to_the_province_only_has_no_distance(dataset: Dataset) -> None:
    told = said(first(dataset, geo_precision="province"))
    assert "No distances are given" in told
    assert " km" not in told


def test_a_point_that_stands_for_a_district_is_told_beside_the_distances(
    dataset: Dataset,
) -> None:
    assert "stands for the district" in said(first(dataset, geo_precision="district"))
    assert "stands for the district" not in said(first(dataset, geo_precision="site"))


def test_before_any_room_none_is_at_work(dataset: Dataset) -> None:
    told = said(first(dataset, geo_precision="site"))
    assert "Room at work then none known" in told
    assert "Any room, of any date Makhmour, 56 km; at work by 31 May 2021" in told


def test_earlier_and_later_stay_in_the_selection(dataset: Dataset) -> None:
    diyala = Selection(provinces=("Diyala",))
    keys = dataset.records.frame(diyala)["key"].tolist()
    acts = buttons(children(dataset, View(diyala, incident=keys[10])))
    assert ("earlier", keys[9]) in acts
    assert ("later", keys[11]) in acts
    ends = buttons(children(dataset, View(diyala, incident=keys[-1])))
    assert ("later", "") in ends


def test_a_link_to_it_alone_leaves_the_filters_out(dataset: Dataset) -> None:
    key = held(dataset)["key"][0]
    drawn = children(dataset, View(Selection(text="bomb"), incident=key))
    (alone,) = (getattr(one, "data-alone") for one in every(drawn) if hasattr(one, "data-alone"))
    assert alone == f"?incident={key}"


def test_the_days_on_which_it_may_have_happened_are_told(dataset: Dataset) -> None:
    roughly = altered(dataset)
    rows = held(roughly)
    key = rows.loc[rows["time_precision"] == "week", "key"].iloc[0]
    assert "Between" in said(children(roughly, View(incident=key)))
    assert "Between" not in said(first(dataset))
