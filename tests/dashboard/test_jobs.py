"""Imports under way: what is asked, what comes of them, and that nothing stays behind."""

import os
from pathlib import Path

import pytest

from dashboard.jobs import PATIENCE, Jobs, State, sentence
from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.readers.dates import DAY_FIRST
from geodata.readers.open import open_source
from geodata.store import Store
from tests.dashboard.importing import ended, receive
from tests.geodata.readers.layouts import ONE, ucdp_hdx
from tests.geodata.samples import simple_table, write_csv

UNCLEAR = [["Date", "Province", "Killed"], ["03/04/2020", "Kirkuk", "1"]]


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    path = tmp_path / "ged.csv"
    path.write_bytes(ucdp_hdx([*ONE, {"id": "900002", "latitude": "451.2"}]))
    return path


def test_a_known_format_is_imported_without_a_question(jobs: Jobs, store: Store, ged: Path) -> None:
    job = ended(jobs, receive(jobs, ged).id)
    assert job.state is State.DONE
    assert job.about is not None
    assert [job.about] == store.abouts()
    assert (job.about.rows, job.about.accepted, job.about.rejected) == (2, 1, 1)


def test_a_table_is_kept_waiting_with_its_first_rows_until_it_is_confirmed(
    jobs: Jobs, store: Store, tmp_path: Path
) -> None:
    rows = simple_table(7)
    job = receive(jobs, write_csv(tmp_path / "a.csv", rows))
    assert (job.state, job.table) == (State.ASKING, True)
    assert [list(row) for row in job.preview] == rows[1:6]
    assert store.abouts() == []
    jobs.start(job.id)
    assert ended(jobs, job.id).state is State.DONE
    assert len(store.abouts()) == 1


def test_an_open_question_is_answered_before_anything_is_imported(
    jobs: Jobs, store: Store, tmp_path: Path
) -> None:
    job = receive(jobs, write_csv(tmp_path / "a.csv", UNCLEAR))
    jobs.start(job.id)
    assert job.understood is not None
    assert "03/04/2020" in job.understood.question
    waiting = jobs.get(job.id)
    assert waiting is not None
    assert waiting.state is State.ASKING
    jobs.ask(job.id, job.understood.columns, DAY_FIRST)
    jobs.start(job.id)
    about = ended(jobs, job.id).about
    assert about is not None
    assert about.first == "2020-04-03"


def test_a_column_that_the_analyst_takes_away_is_missed(jobs: Jobs, tmp_path: Path) -> None:
    job = receive(jobs, write_csv(tmp_path / "a.csv", simple_table(3)))
    jobs.ask(job.id, {"latitude": "Latitude", "longitude": "Longitude"}, "")
    asked = jobs.get(job.id)
    assert asked is not None
    assert asked.understood is not None
    assert "date" in asked.understood.question


def test_news_of_a_data_set_are_told_once(jobs: Jobs, ged: Path) -> None:
    job = ended(jobs, receive(jobs, ged).id)
    assert job.restless
    assert jobs.tell(job.id) == job.about
    assert jobs.tell(job.id) is None
    told = jobs.get(job.id)
    assert told is not None
    assert not told.restless


def test_the_same_file_again_is_recognised(jobs: Jobs, store: Store, ged: Path) -> None:
    first = ended(jobs, receive(jobs, ged).id)
    again = ended(jobs, receive(jobs, ged).id)
    assert (again.about, again.new) == (first.about, False)
    assert len(store.abouts()) == 1


def test_a_file_of_which_nothing_can_be_used_says_why_and_leaves_the_store_alone(
    jobs: Jobs, store: Store, tmp_path: Path
) -> None:
    job = receive(jobs, write_csv(tmp_path / "a.csv", simple_table(0, bad=3)))
    jobs.start(job.id)
    failed = ended(jobs, job.id)
    assert failed.state is State.FAILED
    assert "none of its 3 rows can be used" in failed.message
    assert store.abouts() == []


def test_what_nobody_foresaw_is_one_line_and_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    text = sentence(ZeroDivisionError("by zero"), "a.csv")
    assert text == "Something went wrong (ZeroDivisionError); nothing was kept."
    assert "ZeroDivisionError" in caplog.text
    assert sentence(DataError("a.csv: it is empty."), "a.csv") == "a.csv: it is empty."
    assert "No space left" in sentence(OSError(28, os.strerror(28)), "a.csv")


def test_the_file_is_thrown_away_when_the_job_is_over_or_dropped(
    jobs: Jobs, ged: Path, tmp_path: Path
) -> None:
    over = receive(jobs, ged)
    ended(jobs, over.id)
    dropped = receive(jobs, write_csv(tmp_path / "a.csv", simple_table(3)))
    assert Path(dropped.folder.name).exists()
    jobs.drop(dropped.id)
    assert jobs.get(dropped.id) is None
    assert not Path(dropped.folder.name).exists()
    latest = receive(jobs, ged)  # after which the first has left the worker
    ended(jobs, latest.id)
    assert not Path(over.folder.name).exists()


def test_a_file_that_nobody_decides_on_is_forgotten_after_an_hour(
    store: Store, dataset: Dataset, tmp_path: Path
) -> None:
    clock = [0.0]
    jobs = Jobs(store, dataset.atlas, now=lambda: clock[0])
    job = receive(jobs, write_csv(tmp_path / "a.csv", simple_table(3)))
    clock[0] = PATIENCE
    assert jobs.get(job.id) is not None
    clock[0] += 1
    assert jobs.get(job.id) is None
    assert not Path(job.folder.name).exists()


def test_imports_run_one_after_another_and_all_come_to_an_end(
    jobs: Jobs, store: Store, tmp_path: Path
) -> None:
    started = []
    for count in (3, 4, 5):
        job = receive(jobs, write_csv(tmp_path / f"{count}.csv", simple_table(count)))
        jobs.start(job.id)
        started.append(job.id)
    assert [ended(jobs, job_id).state for job_id in started] == [State.DONE] * 3
    assert [about.accepted for about in store.abouts()] == [3, 4, 5]


def test_a_file_that_is_no_table_is_no_job(jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    with pytest.raises(DataError, match=r"a\.csv"):
        jobs.add(open_source(path), receive(jobs, write_csv(tmp_path / "b.csv", UNCLEAR)).folder)
