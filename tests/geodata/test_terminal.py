"""Somebody at the terminal is asked what the file leaves open, and shown what was guessed."""

from pathlib import Path

import pytest

from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.library import Library
from geodata.store import Store
from geodata.terminal import Wishes, bring
from tests.geodata.readers import layouts
from tests.geodata.samples import write_csv


@pytest.fixture
def library(dataset: Dataset, tmp_path: Path) -> Library:
    return Library(dataset, Store(tmp_path / "store"))


class Somebody:
    """Answers questions as they were told to, and remembers them."""

    def __init__(self, *answers: bool) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, question: str) -> bool:
        self.asked.append(question)
        return self.answers.pop(0)


def give(library: Library, path: Path, ask: Somebody | None, columns: str = "") -> str:
    wishes = Wishes([str(path)], columns, "", Path("no cache"), ask=ask)
    (name,) = bring(wishes, library)
    return name


def test_dates_of_a_known_format_are_asked_about_and_the_format_stays_known(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "acled.csv"
    path.write_bytes(layouts.acled_2024(rows=[{"event_date": "03/04/2020"}]))
    somebody = Somebody(False)
    name = give(library, path, somebody)
    (about,) = library.store.abouts()
    assert (about.name, about.layout, about.first) == (name, "ACLED", "2020-03-04")
    assert len(somebody.asked) == 1


def test_guessed_columns_are_confirmed_after_the_question_of_dates(
    library: Library, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "t.csv", [["Date", "Province"], ["3/4/2020", "Kirkuk"]])
    with pytest.raises(DataError, match=r'--map "date=Date,province=Province"'):
        give(library, path, Somebody(True, False))
    assert library.store.abouts() == []
    give(library, path, Somebody(True, True))
    assert library.store.abouts()[0].first == "2020-04-03"


def test_nobody_is_asked_what_was_said_or_where_nobody_is_there(
    library: Library, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "t.csv", [["Date", "Province"], ["2020-04-03", "Kirkuk"]])
    give(library, path, Somebody(), columns="date=Date,province=Province")
    assert give(library, path, None) == "t"


def test_what_was_said_of_one_column_leaves_the_others_guessed(
    library: Library, tmp_path: Path
) -> None:
    table = [["Moment", "Province", "Killed"], ["2020-04-03", "Kirkuk", "2"]]
    give(library, write_csv(tmp_path / "t.csv", table), None, columns="date=Moment")
    (about,) = library.store.abouts()
    assert about.columns == {"date": "Moment", "province": "Province", "fatalities": "Killed"}


def test_a_mapping_is_for_tables_and_leaves_known_formats_alone(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "ged.csv").write_bytes(layouts.ucdp_hdx())
    give(library, tmp_path / "ged.csv", None, columns="date=When")
    assert library.store.abouts()[0].layout == "UCDP GED"
