"""Files to take away, asked for as the page's menu does, and the citation that goes with them."""

import tempfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given

from dashboard.citation import Taken, citation
from dashboard.take import serve, stem
from dashboard.view import View, from_link
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.selection import Selection
from geodata.vocabulary import AREAS
from geodata.writers.fields import FIELDS
from geodata.writers.formats import FORMATS
from tests.dashboard.strategies import FEW, selections
from tests.geodata.writers.reading import expected

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DIYALA = Selection(provinces=("Diyala",), start=date(2020, 6, 1), end=date(2020, 8, 31))


@pytest.fixture
def client(both: Library) -> FlaskClient:
    server = Flask("test")
    serve(server, both)
    return server.test_client()


def told(dataset: Dataset, selection: Selection, name: str = "csv") -> str:
    """The citation in one line, as its lines are broken anywhere."""
    link = "http://localhost/" + View(selection).to_link()
    return " ".join(citation(Taken(dataset, selection, FORMATS[name], link, NOON)).split())


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_comes_in_a_zip_with_its_citation(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/take/{name}{View(DIYALA).to_link()}")
    assert answer.status_code == 200
    title = f"hamrin-diyala-2020-06-01-2020-08-31{FORMATS[name].suffix}"
    assert f'filename="{title}.zip"' in answer.headers["Content-Disposition"]
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["CITATION.txt", title]
        text = archive.read("CITATION.txt").decode()
    assert "32 incidents in Diyala, 1 June – 31 August 2020" in text
    assert "http://localhost/?province=Diyala&from=2020-06-01&to=2020-08-31" in text


@FEW
@given(selections())
def test_the_citation_counts_the_rows_that_are_there(
    dataset: Dataset, both: Library, selection: Selection
) -> None:
    server = Flask("test")
    serve(server, both)
    answer = server.test_client().get(f"/take/csv{View(selection).to_link()}")
    with ZipFile(BytesIO(answer.data)) as archive:
        name = archive.namelist()[1]
        table = pd.read_csv(archive.open(name), dtype="str", keep_default_na=False)
        text = archive.read("CITATION.txt").decode()
    rows = expected(dataset, selection)
    assert table["key"].tolist() == [row["key"] for row in rows]
    assert f"Rows: {len(rows):,}, one an incident" in text


def test_the_citation_names_each_data_set_its_licence_and_its_part(both: Library) -> None:
    text = told(both.open(["ledger", "ged"]), Selection(AREAS))
    assert "Hamrin ledger (data: ledger) Publisher: Hamrin Licence: MIT" in text
    assert "ged.csv (data: ged) Publisher: UCDP Licence: CC BY 4.0 Citation: UCDP GED" in text
    assert "Rows taken: 575 of 575" in text
    assert "Rows taken: 6 of 6" in text
    assert "it is then counted twice" in text
    assert "Taken on: 2026-11-23 12:00 UTC" in text


def test_the_citation_says_that_a_sample_is_one_and_what_every_field_means(
    dataset: Dataset, ged: Dataset
) -> None:
    text = told(dataset, Selection())
    assert "A sample of press reports, searched unevenly over time: not a count" in text
    assert all(f"{field.name}: " in text for field in FIELDS)
    assert "A sample of press reports" not in told(ged, Selection())
    assert "no data set has every incident" in told(ged, Selection())


def test_the_citation_says_what_a_format_does_to_text_and_points(dataset: Dataset) -> None:
    assert "An apostrophe stands before text" in told(dataset, DIYALA, "xlsx")
    assert "An apostrophe stands before text" not in told(dataset, DIYALA, "gpkg")
    assert "A point stands where the place is known at least to the district" in told(
        dataset, DIYALA, "gpkg"
    )


@pytest.mark.parametrize(
    ("address", "status", "why"),
    [
        ("/take/pdf", 404, "“pdf” is no format to take away. Use csv, xlsx, geojson, gpkg or"),
        ("/take/csv?from=yesterday", 400, "From: “yesterday” is not a day written YYYY-MM-DD"),
        ("/take/csv?colour=red", 400, "“colour” is not a part of a link"),
        ("/take/csv?data=gone&data=ged", 400, "data sets that are not here: gone"),
    ],
)
def test_what_can_not_be_given_is_said_and_nothing_else_is_given(
    client: FlaskClient, address: str, status: int, why: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert why in answer.text


def test_nothing_is_left_behind_even_if_the_reader_hangs_up(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert client.get("/take/gpkg").data
    assert list(tmp_path.iterdir()) == []
    broken = client.get("/take/gpkg")
    assert next(broken.iter_encoded())
    assert list(tmp_path.iterdir()) != []
    broken.close()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_named_after_its_provinces_and_dates(dataset: Dataset) -> None:
    assert stem(dataset, Selection()) == "hamrin-four-provinces-2018-01-24-2024-11-29"
    assert stem(dataset, Selection(AREAS)) == "hamrin-everywhere-2018-01-24-2024-11-29"
    two = Selection(("Kirkuk", "Elsewhere"), end=date(2020, 1, 1))
    assert stem(dataset, two) == "hamrin-kirkuk-elsewhere-2018-01-24-2020-01-01"


def test_the_link_in_a_citation_opens_the_same_view(client: FlaskClient) -> None:
    asked = View(DIYALA, data=("ledger", "ged"))
    answer = client.get(f"/take/csv{asked.to_link()}")
    with ZipFile(BytesIO(answer.data)) as archive:
        text = archive.read("CITATION.txt").decode()
    (line,) = (line for line in text.splitlines() if line.startswith("http://localhost/"))
    assert from_link(line.partition("/?")[2]) == (asked, [])
