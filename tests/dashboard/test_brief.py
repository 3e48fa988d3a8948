"""The brief: what an analyst prints, or attaches to an e-mail."""

import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.brief.page import MOST, serve
from dashboard.outlines import Outlines
from geodata.dataset import Dataset
from geodata.library import Library
from geodata.store import Store
from tests.geodata.samples import holding, records

NO_FLAGS = dict.fromkeys(["flag_same_id", "flag_copy", "flag_twin", "flag_shape"], False)
SUMMER = "?from=2020-05-01&to=2020-08-31"


@pytest.fixture(scope="module")
def client(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return of(dataset, tmp_path_factory.mktemp("brief"))


def of(dataset: Dataset, folder: Path) -> FlaskClient:
    server = Flask("test")
    serve(server, Library(dataset, Store(folder)))
    return server.test_client()


def test_a_brief_says_what_the_page_says(client: FlaskClient) -> None:
    page = unescape(client.get(f"/brief/open{SUMMER}").text)
    for said in (
        "103 incidents in the four provinces, 1 May – 31 August 2020",
        "SAMPLE OF PRESS REPORTS",
        "at least 96",
        "not known in 62",
        "against 35 in 30 December 2019 – 30 April 2020: 194% more",
        "3 incidents reported in Nineveh lie in the outline of Erbil.",
        "Licence: MIT",
        f"http://localhost/{SUMMER}",
    ):
        assert said in page


def test_the_incidents_named_are_those_with_most_killed_and_each_links_its_source(
    client: FlaskClient, dataset: Dataset
) -> None:
    page = unescape(client.get(f"/brief/open{SUMMER}").text)
    table = page[page.index('<table class="top">') :]
    rows = re.findall(r"<tr><td>.*?</tr>", table, re.DOTALL)
    incidents = dataset.parts[0].held
    assert isinstance(incidents, pd.DataFrame)
    asked = incidents[
        incidents["event_date"].between("2020-05-01", "2020-08-31")
        & incidents["area"].isin(dataset.provinces.index)
    ]
    worst = sorted(asked["fatalities"].dropna().astype(int), reverse=True)[:MOST]
    assert [int(n) for row in rows for n in re.findall(r'"n">(\d+)<', row)] == worst
    assert all(re.search(r'href="https?://', row) for row in rows)


def test_a_brief_needs_no_other_file_and_runs_nothing(client: FlaskClient) -> None:
    page = client.get(f"/brief/open{SUMMER}").text
    assert not re.search(r"<script|<link|<img|<iframe|\ssrc=|url\(|@import", page)


def test_a_brief_is_saved_under_a_name_that_says_what_it_is_of(client: FlaskClient) -> None:
    answer = client.get("/brief/file?province=Diyala&from=2020-06-01&to=2020-08-31")
    name = 'filename="hamrin-diyala-2020-06-01-2020-08-31-brief.html"'
    assert name in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("/brief/open?from=x", 400, "“x” is not a day"),
        ("/brief/open?data=gone", 400, "data sets that are not here: gone"),
        ("/brief/else", 404, "/brief/open"),
    ],
)
def test_what_can_not_be_a_brief_is_refused(
    client: FlaskClient, asked: str, status: int, said: str
) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.mimetype) == (status, "text/plain")
    assert said in answer.text


@pytest.mark.parametrize("link", ["?q=nosuchword", "?from=2035-01-01", "?to=1990-01-01", ""])
def test_a_brief_of_nothing_or_of_everything_is_a_page_too(client: FlaskClient, link: str) -> None:
    answer = client.get(f"/brief/open{link}")
    assert answer.status_code == 200
    assert ("No incident in this selection." in answer.text) == bool(link)


@settings(max_examples=20)
@given(text=st.text(min_size=1, max_size=30), address=st.sampled_from(["javascript:alert(1)", ""]))
def test_no_text_of_the_data_becomes_a_part_of_the_page(
    dataset: Dataset, tmp_path_factory: pytest.TempPathFactory, text: str, address: str
) -> None:
    hostile = f"<script>alert(1)</script>{text}"
    row = {"notes": hostile, "location": hostile, "source": hostile, "source_url": address}
    made = holding(dataset, records(row).assign(key="made:0", data="ledger", **NO_FLAGS))
    page = of(made, tmp_path_factory.mktemp("hostile")).get("/brief/open").text
    assert "<script" not in page
    assert "javascript:" not in page


def test_a_point_lies_on_the_picture_where_its_province_does(dataset: Dataset) -> None:
    focus = dataset.governorates[dataset.governorates["focus"]]
    outlines = Outlines.of(focus)
    seats = outlines.place(
        dataset.provinces["label_lon"].to_numpy(), dataset.provinces["label_lat"].to_numpy()
    )
    for name, (x, y) in zip(dataset.provinces.index, seats, strict=True):
        corners = [tuple(map(int, pair.split(","))) for pair in
                   re.findall(r"-?\d+,-?\d+", outlines.paths[name])]  # fmt: skip
        assert min(c[0] for c in corners) < x < max(c[0] for c in corners)
        assert min(c[1] for c in corners) < y < max(c[1] for c in corners)
