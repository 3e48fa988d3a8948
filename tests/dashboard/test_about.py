"""The About panel, and the definitions of what is measured."""

from dashboard.definitions import MEASURES
from dashboard.panels import about, map_figure, summary
from geodata.comparison import change
from geodata.counts import totals
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection
from tests.dashboard.reading import every, said


def test_each_data_set_is_told_with_its_licence_and_citation(both: Library) -> None:
    told = said(about.children(both.open(["ledger", "ged"])))
    for source in both.open(["ledger", "ged"]).abouts:
        for text in (source.title, source.publisher, source.licence, source.citation, source.tolls):
            assert text in told


def test_a_sample_is_told_to_be_one_and_other_data_are_not(dataset: Dataset, ged: Dataset) -> None:
    assert "A sample of press reports" in said(about.children(dataset))
    assert "A sample of press reports" not in said(about.children(ged))


def test_every_measure_on_the_page_has_its_definition_in_reach(dataset: Dataset) -> None:
    asked = Selection()
    drawn = summary.children(dataset, totals(dataset, asked), change(dataset, asked))
    figures = [one for one in every(drawn) if getattr(one, "className", "") == "figure"]
    assert len(figures) == 5
    for figure in figures:
        assert figure.title.startswith(MEASURES[said(figure.children[0])])
        assert figure.tabIndex == 0
    assert {label for label, _ in map_figure.MEASURES.values()} <= MEASURES.keys()
