"""What a Selection is made of: by running sums and by the rows, held against counting by hand."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.breakdown import Breakdown, Counted, Dimension, breakdown
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection
from geodata.store import Store
from geodata.tables import rows_of
from geodata.vocabulary import AREAS
from tests.geodata import made
from tests.geodata.samples import held, keep, records

COLUMNS = {Counted.KILLED: "fatalities", Counted.WOUNDED: "wounded"}


def counts(found: Breakdown) -> dict[str, int]:
    return {share.value: share.count for share in found.shares}


def lines(found: Breakdown) -> dict[str, list[int]]:
    """Incidents, sum and incidents without a toll of each value that has any."""
    every = (*found.shares, found.missing)
    return {s.value: [s.incidents, s.count, s.unknown] for s in every if s.incidents}


def by_hand(
    dataset: Dataset, selection: Selection, by: Dimension, counted: Counted
) -> dict[str, list[int]]:
    """Incidents, sum and incidents without a toll of each value, one row after the other."""
    rows = rows_of(selection.without(by.filter.name).apply(held(dataset)))
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        value = row[by.filter.column]
        if by is Dimension.WEEKDAY:
            value = f"{value:%A}" if row["earliest"] == row["latest"] else ""
        toll = row[COLUMNS[counted]] if counted in COLUMNS else 1
        known = toll == toll and toll is not None
        for place, number in enumerate((1, int(toll) if known else 0, int(not known))):
            sums[value][place] += number
    return sums


@given(made.datasets(), made.questions(), st.sampled_from(Dimension), st.sampled_from(Counted))
def test_every_incident_stands_in_one_line_of_a_breakdown(
    dataset: Dataset, selection: Selection, by: Dimension, counted: Counted
) -> None:
    found = breakdown(dataset, selection, by, counted)
    expected = by_hand(dataset, selection, by, counted)
    assert lines(found) == expected
    whole = [sum(column) for column in zip(*expected.values(), strict=True)] or [0, 0, 0]
    assert [found.whole.incidents, found.whole.count, found.whole.unknown] == whole


@given(made.datasets(), made.questions(), st.sampled_from(Dimension), st.integers(0, 3))
def test_what_a_breakdown_does_not_name_it_adds_up(
    dataset: Dataset, selection: Selection, by: Dimension, longest: int
) -> None:
    every, some = (breakdown(dataset, selection, by, longest=n) for n in (99, longest))
    assert set(some.shares) <= set(every.shares)
    assert len(some.shares) + some.more == len(every.shares)
    assert sum(share.count for share in (*some.shares, some.rest, some.missing)) == some.whole.count
    asked = getattr(selection, by.filter.name)
    assert {s.value for s in every.shares} & set(asked) <= {s.value for s in some.shares}


def test_most_comes_first_and_names_settle_ties(dataset: Dataset) -> None:
    found = breakdown(dataset, Selection(), Dimension.ACTOR, Counted.KILLED, 4)
    assert [(share.value, share.count) for share in found.shares] == [
        ("Islamic State", 435),
        ("suspected Islamic State", 135),
        ("unknown", 83),
        ("Turkey", 47),
    ]
    assert (found.more, found.rest.count, found.whole.count) == (20, 63, 763)
    tied = breakdown(dataset, Selection(), Dimension.DISTRICT).shares[1:3]
    assert [(share.value, share.count) for share in tied] == [("Kirkuk", 37), ("Mosul", 37)]


def test_a_toll_not_reported_is_counted_apart_and_is_not_nought(dataset: Dataset) -> None:
    share, *_ = breakdown(dataset, Selection(), Dimension.ACTOR, Counted.KILLED).shares
    assert (share.incidents, share.unknown) == (212, 74)
    assert share.share == pytest.approx(435 / 763)


def test_the_filter_on_the_thing_itself_leaves_its_other_values_to_choose(
    dataset: Dataset,
) -> None:
    asked = Selection(event_types=("Riots", "Battles"), actors=("Islamic State",))
    types = counts(breakdown(dataset, asked, Dimension.EVENT_TYPE))
    assert types == counts(breakdown(dataset, asked.without("event_types"), Dimension.EVENT_TYPE))
    assert len(types) > 1


def test_only_incidents_of_one_known_day_have_a_weekday(dataset: Dataset) -> None:
    found = breakdown(dataset, Selection(), Dimension.WEEKDAY)
    assert found.missing.incidents == 213
    assert found.whole.incidents == 575
    fridays = Selection(weekdays=("Friday",)).apply(held(dataset))
    assert len(fridays) == counts(found)["Friday"]
    assert {f"{day:%A}" for day in fridays["event_date"]} == {"Friday"}
    assert (fridays["time_precision"] == "day").all()


def test_nothing_found_has_no_shares_to_divide(dataset: Dataset) -> None:
    found = breakdown(dataset, Selection(text="no such word"), Dimension.SOURCE, Counted.KILLED)
    assert (found.shares, found.more, found.whole.count) == ((), 0, 0)
    assert found.missing.share is None


@pytest.fixture(scope="module")
def library(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The ledger and, in files, reports that have everything that makes grouping hard."""
    store = Store(tmp_path_factory.mktemp("store"))
    rows = records(
        {"wounded": 3},
        {"event_date": "2015-07-18", "fatalities": None, "actor1": "", "source": ""},
        {"event_date": "2016-02-19", "time_precision": "week", "district": "Kifri"},
        {"event_date": "2016-02-20", "end_date": "2016-02-22", "geo_precision": "site"},
        {"event_date": "2016-02-26", "event_type": "Riots", "sub_event_type": "mob"},
    )
    keep(store, rows)
    return Library(dataset, store)


DEADLY_WEEKENDS = Selection(
    AREAS, end=date(2019, 6, 1), weekdays=("Friday", "Saturday"), harm=("fatalities",)
)


@pytest.mark.parametrize("by", Dimension)
@pytest.mark.parametrize(
    ("names", "question"), [(["ged"], Selection(AREAS)), (["ged", "ledger"], DEADLY_WEEKENDS)]
)
def test_files_of_a_store_are_broken_down_as_a_frame_is(
    library: Library, by: Dimension, names: list[str], question: Selection
) -> None:
    opened = library.open(names)
    for counted in Counted:
        found = breakdown(opened, question, by, counted, 200)
        assert lines(found) == by_hand(opened, question, by, counted)
