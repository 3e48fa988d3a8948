"""The drawer of data, read as a person reads it."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.jobs import Job, Jobs, State
from dashboard.panels.data import cards, shown
from dashboard.panels.data_import import LABELS, card, failed
from dashboard.panels.data_sets import brief, entries, rows_read
from geodata.about import About
from geodata.dataset import Dataset
from geodata.flags import BOUNDS, TWIN
from geodata.readers.anytable import FIELDS
from geodata.store import Store
from tests.dashboard.importing import ended, receive
from tests.dashboard.reading import every, said
from tests.geodata.readers.layouts import ONE, ucdp_hdx
from tests.geodata.samples import simple_table, write_csv

GED = About(
    name="ged", title="ged.csv", layout="UCDP GED", file="ged.csv",
    kind="CSV (comma, UTF-8)", digest="1", imported="2026-03-02T12:00:00+00:00",
    rows=7473, accepted=7470, rejected=3, first="1989-01-02", last="2023-12-30",
    publisher="Uppsala Conflict Data Program", licence="CC BY 4.0", citation="Sundberg, Melander",
    tolls="everyone killed", reported={"Nineveh": 2220, "Diyala": 523}, flags={TWIN.column: 12},
    notes=("HXL tags in row 2 are left aside",),
)  # fmt: skip


def of_type(node: Any, kind: str) -> list[Any]:
    return [one for one in every(node) if type(one).__name__ == kind]


def ids(node: Any, kind: str) -> list[dict[str, str]]:
    found = [getattr(one, "id", None) for one in every(node)]
    return [one for one in found if isinstance(one, dict) and one["type"] == kind]


def fields(node: Any) -> dict[str, Any]:
    """Return the controls of a card by field."""
    found = [one for one in every(node) if isinstance(getattr(one, "id", None), dict)]
    return {one.id["field"]: one for one in found if one.id["type"] == "job-field"}


def test_a_data_set_says_all_that_must_be_known_to_use_and_cite_it() -> None:
    text = said(entries([GED], ["ged"], {}))
    for fact in (
        *("7,470 incidents, 1989 to 2023", "7,473 rows read: 7,470 accepted, 3 rejected"),
        *("2 January 1989 to 30 December 2023", "UCDP GED: CSV (comma, UTF-8)", "2 March 2026"),
        *("Uppsala Conflict Data Program", "CC BY 4.0", "Sundberg, Melander"),
        *("everyone killed", "Nineveh 2,220, Diyala 523", "HXL tags in row 2 are left aside"),
    ):
        assert fact in text


def test_the_ledger_comes_first_and_can_not_be_deleted(dataset: Dataset) -> None:
    rows = entries([*dataset.abouts, GED], ["ledger"], {})
    assert said(rows[0]).startswith("Hamrin ledger")
    assert ids(rows[0], "data-delete") == []
    assert ids(rows[1], "data-delete") == [{"type": "data-delete", "name": "ged"}]
    assert "7,470 incidents and the list of its 3 rejected rows" in said(rows[1])


def test_the_last_data_set_on_the_page_can_not_be_taken_off(dataset: Dataset) -> None:
    both = [*dataset.abouts, GED]
    alone = of_type(entries(both, ["ged"], {}), "Checkbox")
    assert [box.disabled for box in alone] == [False, True]
    together = of_type(entries(both, ["ged", "ledger"], {}), "Checkbox")
    assert [box.disabled for box in together] == [False, False]


def test_each_warning_is_a_button_with_its_count_and_nothing_else_is() -> None:
    row = entries([GED], ["ged"], {})
    (button,) = ids(row, "data-flag")
    assert (button["name"], button["flag"]) == ("ged", TWIN.column)
    assert f"{TWIN.label} 12" in said(row)
    assert BOUNDS.label not in said(row)


def test_rejected_rows_stand_with_their_reasons_and_a_link_to_all_of_them() -> None:
    refused = [("812", "latitude 451.2 is not between -90 and 90")]
    row = entries([GED], ["ged"], {"ged": refused})
    assert "812 latitude 451.2 is not between -90 and 90" in said(row)
    assert "The first 1 of them" in said(row)
    assert [link.href for link in of_type(row, "A")] == ["/rejected/ged.csv"]


def test_a_data_set_of_one_year_and_of_the_whole_world_is_said_briefly() -> None:
    assert brief(replace(GED, accepted=1, first="2020-01-01", last="2020-02-01")) == (
        "UCDP GED: 1 incident, 2020"
    )
    assert rows_read(replace(GED, rows=1, accepted=1, rejected=0)).startswith("1 row read")
    world = replace(GED, reported={f"province {n}": 1 for n in range(1000)})
    assert "976 others 976" in said(entries([world], ["ged"], {}))


def test_what_is_shown_is_the_ledger_unless_the_link_says_otherwise() -> None:
    assert shown(None) == ("ledger",)
    assert shown("?data=ged&data=ledger&province=Kirkuk") == ("ged", "ledger")


def test_every_field_that_a_column_can_be_given_for_has_a_label() -> None:
    assert set(LABELS) == set(FIELDS)


def test_a_table_asks_which_column_is_what_with_the_guess_filled_in(
    jobs: Jobs, tmp_path: Path
) -> None:
    written = card(receive(jobs, write_csv(tmp_path / "a.csv", simple_table(6))), [])
    chosen = {field: one.value for field, one in fields(written).items() if one.value}
    assert chosen == {
        "date": "Date",
        "latitude": "Latitude",
        "longitude": "Longitude",
        "fatalities": "Killed",
        "notes": "Notes",
    }
    assert "CSV (comma, UTF-8), 5 columns" in said(written)
    assert "invented, number 4" in said(written)
    assert "invented, number 5" not in said(written)
    (button,) = (one for one in of_type(written, "Button") if said(one) == "Import")
    assert not button.disabled


def test_a_table_without_a_date_says_what_to_choose_and_can_not_be_imported(
    jobs: Jobs, tmp_path: Path
) -> None:
    rows = [["Foo", "Y"], ["1", "35"]]
    written = card(receive(jobs, write_csv(tmp_path / "a.csv", rows)), [])
    assert "Choose the column of the date and of the longitude." in said(written)
    assert "--map" not in said(written)
    (button,) = (one for one in of_type(written, "Button") if said(one) == "Import")
    assert button.disabled


def test_dates_that_can_be_read_in_two_ways_are_asked_about(jobs: Jobs, tmp_path: Path) -> None:
    rows = [["Date", "Province"], ["03/04/2020", "Kirkuk"]]
    job = receive(jobs, write_csv(tmp_path / "a.csv", rows))
    radio = fields(card(job, []))["order"]
    assert "03/04/2020 in row 2" in radio.description
    assert "--dates" not in radio.description
    assert "Day first: 03/04 is 3 April" in [one.label for one in of_type(radio, "Radio")]
    jobs.ask(job.id, {"date": "Date", "province": "Province"}, "month-first")
    answered = jobs.get(job.id)
    assert answered is not None
    assert fields(card(answered, []))["order"].value == "month-first"


def test_an_import_under_way_says_how_far_it_is_and_can_be_stopped() -> None:
    job = Job("1", "ged.csv", TemporaryDirectory(), 0, None, state=State.IMPORTING, progress=0.42)
    assert "Importing: 42%" in said(card(job, []))
    assert "Stop" in said(card(job, []))
    assert "Waiting for its turn" in said(card(replace(job, progress=0), []))
    job.folder.cleanup()


def test_a_result_gives_the_account_the_warnings_and_the_reasons(
    jobs: Jobs, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "ged.csv"
    path.write_bytes(ucdp_hdx([*ONE, {"id": "900002", "latitude": "451.2"}]))
    job = ended(jobs, receive(jobs, path).id)
    uploads = [{"id": job.id, "name": "ged.csv"}]
    text = said(cards(uploads, store, jobs))
    assert "2 rows read: 1 accepted, 1 rejected" in text
    assert "Understood as UCDP GED" in text
    assert "latitude 451.2 is not between -90 and 90" in text
    again = ended(jobs, receive(jobs, path).id)
    assert "This file is already here as ged.csv" in said(card(again, store.abouts()))
    store.delete("ged")
    assert "has been deleted" in said(cards(uploads, store, jobs))


def test_a_failure_says_why_and_that_nothing_was_kept(store: Store, jobs: Jobs) -> None:
    entry = {"id": "x", "name": "a.csv", "error": "a.csv: the file is empty."}
    assert said(failed(entry)).endswith("a.csv: the file is empty. Nothing was kept.")
    job = Job("1", "a.csv", TemporaryDirectory(), 0, None, state=State.FAILED, message="Something "
              "went wrong (TypeError); nothing was kept.")  # fmt: skip
    assert said(card(job, [])).count("othing was kept") == 1
    job.folder.cleanup()
    assert "Drop it once more" in said(cards([{"id": "gone", "name": "a.csv"}], store, jobs))
