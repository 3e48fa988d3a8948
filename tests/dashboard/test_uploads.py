"""What the server takes from a page and hands out to it, asked through the real application."""

import csv
import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard.jobs import Jobs, State
from dashboard.uploads import LIMIT, file_name, in_words, serve, too_large
from geodata.store import Store
from tests.dashboard.importing import ended
from tests.geodata.readers.layouts import ONE, ucdp_hdx

OURS = {"X-Hamrin": "import"}
GED = ucdp_hdx([*ONE, {"id": "900002", "latitude": "451.2"}])


@pytest.fixture
def client(store: Store, jobs: Jobs) -> FlaskClient:
    server = Flask("test")
    serve(server, store, jobs, limit=1_000_000)
    return server.test_client()


def send(client: FlaskClient, data: bytes, name: str = "ged.csv", **headers: str) -> Any:
    return client.post("/import", query_string={"name": name}, data=data, headers=OURS | headers)


def test_a_good_file_becomes_a_data_set(client: FlaskClient, jobs: Jobs, store: Store) -> None:
    answer = send(client, GED)
    job = ended(jobs, answer.json["id"])
    assert job.state is State.DONE
    assert [about.file for about in store.abouts()] == ["ged.csv"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Hamrin": "other"},
        OURS | {"Origin": "https://elsewhere.example"},
        OURS | {"Origin": "null"},
        OURS | {"Origin": "http://localhost:81"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/import?name=a.csv"), ("DELETE", "/import/1")]
)
def test_another_sites_page_is_refused(
    client: FlaskClient, store: Store, headers: dict[str, str], method: str, path: str
) -> None:
    answer = client.open(path, method=method, data=GED, headers=headers)
    assert answer.status_code == 403
    assert store.abouts() == []


def test_the_pages_own_origin_is_welcome(client: FlaskClient) -> None:
    assert "id" in send(client, GED, Origin="http://localhost").json


def test_a_damaged_file_is_answered_with_one_line(client: FlaskClient, store: Store) -> None:
    for data in (b"", b"a,b\n", b"\x00\x01\x02\x03" * 50, b"PK\x03\x04 cut off"):
        answer = send(client, data, "bad.csv").json
        assert list(answer) == ["error"]
        assert answer["error"].startswith("bad.csv")
        assert "\n" not in answer["error"]
    assert store.abouts() == []


def test_a_file_larger_than_the_limit_is_not_taken(client: FlaskClient, store: Store) -> None:
    answer = send(client, b"x" * 1_000_001).json
    assert "larger than 977 KB" in answer["error"]
    assert "--data" in too_large("a.csv", LIMIT)
    assert in_words(LIMIT) == "4 GB"
    assert store.abouts() == []


def test_a_waiting_file_can_be_taken_back(client: FlaskClient, jobs: Jobs) -> None:
    job_id = send(client, b"Date,Province\n2020-01-01,Kirkuk\n", "a.csv").json["id"]
    assert jobs.get(job_id) is not None
    assert client.delete(f"/import/{job_id}", headers=OURS).status_code == 200
    assert jobs.get(job_id) is None


def test_rejected_rows_are_handed_out_as_they_came(client: FlaskClient, jobs: Jobs) -> None:
    about = ended(jobs, send(client, GED).json["id"]).about
    assert about is not None
    answer = client.get(f"/rejected/{about.name}.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.cache_control.max_age == 0
    header, row = csv.reader(io.StringIO(answer.text))
    assert header[:2] == ["row", "reason"]
    assert "451.2 is not between -90 and 90" in row[1]
    assert "451.2" in row[2:]


@pytest.mark.parametrize("name", ["nothing", "..%2Fged", ".incoming-1", "ledger"])
def test_there_are_no_rejected_rows_of_what_is_not_in_the_store(
    client: FlaskClient, name: str
) -> None:
    assert client.get(f"/rejected/{name}.csv").status_code == 404


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\events.xlsx", "events.xlsx"),
        ("two\nlines\x00.csv", "twolines.csv"),
        ("حوادث كركوك.csv", "حوادث كركوك.csv"),
        ("gpj\u202evsc.csv", "gpjvsc.csv"),
        ("..", "file"),
        ("", "file"),
        ("folder/", "file"),
    ],
)
def test_a_name_is_cut_to_a_plain_file_name(said: str, kept: str) -> None:
    assert file_name(said) == kept


@given(st.text(max_size=400))
def test_a_name_is_short_plain_and_on_one_line_whatever_was_sent(said: str) -> None:
    name = file_name(said)
    assert 0 < len(name) <= 125
    assert name.isprintable()
    assert not set(name) & set("/\\")
    assert name.strip(" .") == name
    assert file_name(name) == name
