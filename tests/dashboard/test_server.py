"""What the web server answers, asked through the real WSGI application."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import create_app, filters
from dashboard.basemaps import TILE_HOSTS
from dashboard.panels.map_figure import Trace
from dashboard.server import ASSETS
from dashboard.theme import DARK, LIGHT
from geodata.errors import DataError, Rejection
from geodata.library import Library
from geodata.selection import Selection
from geodata.vocabulary import PROVINCES

GEOMETRY = "/geometry/provinces.geojson"
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture(scope="module")
def client(both: Library) -> FlaskClient:
    made: FlaskClient = create_app(both).server.test_client()
    return made


@pytest.fixture(scope="module")
def page(client: FlaskClient) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.text


def parts(page: str) -> list[str]:
    """Return addresses that the page loads by itself, each once."""
    found = re.findall(r'<(?:script|link)[^>]* (?:src|href)="([^"]+)"', page)
    return list(dict.fromkeys(found))


def max_age(answer: TestResponse) -> int:
    return answer.cache_control.max_age or 0


def test_the_page_loads_everything_from_its_own_host(client: FlaskClient, page: str) -> None:
    loaded = parts(page)
    assert any("page.js" in address for address in loaded)
    assert any("page.css" in address for address in loaded)
    for address in loaded:
        assert address.startswith("/")
        assert not address.startswith("//")
        assert client.get(address, buffered=True).status_code == 200


def test_all_of_the_pages_own_scripts_and_styles_come_in_two_files(
    client: FlaskClient, page: str
) -> None:
    for kind in ("js", "css"):
        (own,) = (one for one in parts(page) if f"/own/page.{kind}" in one)
        sent = client.get(own).text
        for path in ASSETS.glob(f"*.{kind}"):
            assert path.read_text("utf-8") in sent, path.name
    assert not any("/assets/" in one for one in parts(page) if "favicon" not in one)


def test_the_page_is_asked_for_anew_and_its_parts_are_kept_for_a_year(
    client: FlaskClient, page: str
) -> None:
    assert max_age(client.get("/")) == 0
    # What Dash's loader asks for later stands under the names that it has for it, and is checked.
    started = re.findall(r'<script[^>]* src="([^"]+)"', page)
    links = re.findall(r'<link rel="waiting"[^>]* href="([^"]+)"', page)
    early = [one for one in links if one not in started]
    assert early
    versioned = [one for one in parts(page) if "favicon" not in one and one not in early]
    assert len(versioned) > len(early)
    for address in versioned:
        assert max_age(client.get(address, buffered=True)) >= 31_536_000, address
        assert re.search(r"\?[mv]=\w|\.v\w+", address), "kept for a year under a name that stays"


@pytest.mark.parametrize(
    ("accept", "given"),
    [("gzip, deflate, br, zstd", ["br", "zstd"]), ("gzip, deflate", ["gzip", "deflate"])],
    ids=["on this machine", "over plain HTTP in a network"],
)
def test_everything_large_is_sent_compressed(
    client: FlaskClient, page: str, accept: str, given: list[str]
) -> None:
    for address in ["/", "/_dash-layout", GEOMETRY, *parts(page)]:
        answer = client.get(address, headers={"Accept-Encoding": accept}, buffered=True)
        if "favicon" not in address:
            assert answer.headers.get("Content-Encoding") in given, address


def test_the_geometry_is_sent_once_for_good_and_has_all_18_governorates(
    client: FlaskClient,
) -> None:
    answer = client.get(GEOMETRY, headers=GZIP)
    assert answer.mimetype == "application/geo+json"
    assert answer.cache_control.immutable
    assert max_age(answer) >= 31_536_000
    assert len(answer.data) < 60_000
    features = json.loads(gzip.decompress(answer.data))["features"]
    assert len({one["properties"]["iso"] for one in features}) == 18
    assert sum(one["properties"]["focus"] for one in features) == 4


def test_other_geometry_has_another_address(client: FlaskClient, library: Library) -> None:
    there = library.shipped
    outlines = there.governorates.assign(geometry=lambda f: f.translate(0.1))
    moved = replace(there, atlas=replace(there.atlas, governorates=outlines))
    addresses = [
        re.findall(rf"{GEOMETRY}\?v=\w+", json.dumps(answering.get("/_dash-layout").json))[0]
        for answering in (client, create_app(Library(moved, library.store)).server.test_client())
    ]
    assert len(set(addresses)) == 2
    assert client.get(addresses[0]).status_code == 200


@pytest.mark.parametrize("address", ["/", GEOMETRY, "/assets/favicon.svg", "/no/such/page"])
def test_every_answer_lets_the_page_talk_to_this_host_and_the_tile_hosts_only(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert set(re.findall(r"\w+://[^ ;]+", policy)) == set(TILE_HOSTS)
    assert "*" not in policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'self'"
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(rules["script-src"].split())
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_the_policy_lets_the_pages_own_inline_scripts_run(client: FlaskClient, page: str) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    inline = re.findall(
        r'<script(?![^>]*(?:src=|"application/json"))[^>]*>(.+?)</script>', page, re.S
    )
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_the_layout_holds_no_polygon(client: FlaskClient) -> None:
    assert "Polygon" not in client.get("/_dash-layout").text


def test_data_that_can_not_be_opened_is_a_page_that_says_why() -> None:
    message = 'incidents.csv: the file is missing <b>&"'
    answering = create_app(DataError(message)).server.test_client()
    assert answering.get("/").status_code == 200
    assert message in json.dumps(answering.get("/_dash-layout").json, ensure_ascii=False).replace(
        '\\"', '"'
    )


def test_rows_left_out_are_named_on_the_page(library: Library) -> None:
    damaged = replace(
        library.shipped, rejected=(Rejection("incidents.csv", 3, "date is no day", ()),)
    )
    text = (
        create_app(Library(damaged, library.store)).server.test_client().get("/_dash-layout").text
    )
    assert "incidents.csv, row 3: date is no day" in text


# Callbacks, as the browser asks for them


@pytest.fixture(scope="module")
def call(client: FlaskClient) -> Callable[..., TestResponse]:
    """Ask for the callback that writes `output`, with what the page holds."""
    known = client.get("/_dash-dependencies").json
    assert known is not None

    def ask(output: str, changed: str, **held: Any) -> TestResponse:
        (one,) = (
            one
            for one in known
            if output in one["output"].strip(".").split("...") and not one["clientside_function"]
        )

        def filled(tied: list[dict[str, str]]) -> list[dict[str, Any]]:
            return [{**tie, "value": held.get(tie["id"].replace("-", "_"))} for tie in tied]

        outputs = [name.rpartition(".") for name in one["output"].strip(".").split("...")]
        several = one["output"].startswith("..")
        named = [{"id": id_, "property": prop.split("@")[0]} for id_, _, prop in outputs]
        return client.post(
            "/_dash-update-component",
            json={
                "output": one["output"],
                "outputs": named if several else named[0],
                "inputs": filled(one["inputs"]),
                "state": filled(one["state"]),
                "changedPropIds": [changed],
            },
        )

    return ask


STEP = "6.5/146/95/640/512"
OPENED = {"search": "?province=Diyala&at=34.0000,45.0000,8.00", "width": 800, "height": 600}


def test_a_link_opened_fills_the_filter_bar_and_moves_the_map(
    call: Callable[..., TestResponse],
) -> None:
    answer = call("view.data", "opened.data", opened=OPENED)
    told = answer.json["response"]  # type: ignore[index]
    assert told["provinces"]["value"] == ["Diyala"]
    assert told["go"]["data"] == {"search": OPENED["search"], "replace": True, "acts": 0}
    assert told["fly"]["data"]["camera"] == "34.0000,45.0000,8.00"
    assert told["selection"]["data"] == "?province=Diyala"
    assert told["notices"]["children"] == []


def follow(call: Callable[..., TestResponse], link: str) -> TestResponse:
    return call(
        "sentence.children",
        "selection.data",
        selection=link,
        view=link,
        opened=OPENED,
        scheme="light",
    )


def test_the_sentence_follows_the_selection(call: Callable[..., TestResponse]) -> None:
    answer = follow(call, "?province=Diyala")
    told = answer.json["response"]["sentence"]["children"]  # type: ignore[index]
    assert told.endswith("incidents in Diyala, 24 January 2018 – 29 November 2024")


@pytest.mark.parametrize(
    "link",
    [
        *("", "?q=no+such+word", "?from=2019-01-05&to=2019-01-05"),
        *("?data=ged", "?data=ged&data=ledger&province=Elsewhere", "?data=no-such-set"),
    ],
)
def test_every_panel_answers_for_a_selection_with_anything_or_nothing_in_it(
    call: Callable[..., TestResponse], client: FlaskClient, link: str
) -> None:
    answer = follow(call, link)
    assert answer.status_code == 200
    followers = {"sentence", "caveats", "summary", "timeline", "empty", "legend", "warnings"}
    assert followers <= set(answer.json["response"])  # type: ignore[index]
    drawn = client.get(f"/map{link or '?'}&step={STEP}")
    assert len(drawn.json["traces"]) == len(Trace)  # type: ignore[index]


def test_the_map_is_answered_in_the_colours_of_the_scheme(client: FlaskClient) -> None:
    light, dark = (
        client.get("/map", query_string={"step": STEP, "scheme": scheme}).json
        for scheme in ("light", "dark")
    )
    assert light["style"] != dark["style"]  # type: ignore[index]
    for drawn, colours in ((light, LIGHT), (dark, DARK)):
        style = client.get(drawn["style"])  # type: ignore[index]
        assert style.cache_control.immutable
        assert colours.ground in style.text
        assert colours.ramp[1] in json.dumps(drawn)


@pytest.mark.parametrize("step", ["", "6.5", "6.5/9/9/9/9/9", "700/1/1/512/512"])
def test_a_part_of_the_world_that_is_none_is_refused_in_words(
    client: FlaskClient, step: str
) -> None:
    answer = client.get("/map", query_string={"step": step})
    assert answer.status_code == 400
    assert "zoom/column/row/across/down" in answer.text


def test_the_page_follows_the_data_of_its_link(call: Callable[..., TestResponse]) -> None:
    answer = follow(call, "?data=ged")
    told = answer.json["response"]  # type: ignore[index]
    assert told["sentence"]["children"] == (
        "4 incidents in the four provinces, 16 July 2015 – 3 February 2016"
    )
    named = json.dumps(told["identity"], ensure_ascii=False)
    assert "ged.csv: 6 reports, 2015–2016" in named
    assert (told["elsewhere"]["hidden"], told["warnings"]["hidden"]) == (False, False)
    assert {one["label"] for one in told["preset"]["data"]} >= {"2015", "2016"}
    assert told["start"]["placeholder"] == "16 July 2015"


@pytest.mark.parametrize(
    ("search", "here", "shown"),
    [
        ("?data=gone&data=ged&province=Diyala", "?data=ged&province=Diyala", "The others are"),
        ("?data=gone", "", "The ledger is"),
    ],
)
def test_a_link_to_data_that_are_not_here_opens_what_is_and_says_so(
    call: Callable[..., TestResponse], search: str, here: str, shown: str
) -> None:
    answer = call("view.data", "opened.data", opened=OPENED | {"search": search})
    told = answer.json["response"]  # type: ignore[index]
    assert told["go"]["data"]["search"] == told["selection"]["data"] == here
    said = f"This link names data that are not here: gone. {shown} shown."
    assert said in json.dumps(told["notices"]["children"])


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ([], ["ged:7", "ged:5", "ged:3"]),
        (["event_date-asc"], ["ged:3", "ged:2", "ged:7"]),
        (["__class__-asc", "-", ""], ["ged:7", "ged:5", "ged:3"]),
    ],
)
def test_the_table_pages_the_open_data(
    client: FlaskClient, sort: list[str], keys: list[str]
) -> None:
    asked = {"data": "ged", "rows": "0-3", "sort": sort}
    told = client.get("/rows", query_string=asked).json
    assert told["count"] == 4  # type: ignore[index]
    assert [row["key"] for row in told["rows"]] == keys  # type: ignore[index]


def test_rows_are_sent_by_the_page_whatever_is_asked_for(client: FlaskClient) -> None:
    told = client.get("/rows", query_string={"rows": "0-999999999"}).json
    assert (told["count"], len(told["rows"])) == (575, 500)  # type: ignore[index]
    for rows in ("", "5", "-1-3", "0-x", "0-9999999999"):
        answer = client.get("/rows", query_string={"rows": rows})
        assert (answer.status_code, answer.mimetype) == (400, "text/plain")


def test_an_error_on_the_server_is_a_message_and_the_page_stays(
    call: Callable[..., TestResponse],
) -> None:
    answer = call(
        "view.data",
        "acts.data",
        opened=OPENED,
        view="",
        go={"acts": 6},
        acts=[{"act": "reset", "value": "", "id": 6}, {"act": "none such", "value": "", "id": 7}],
        **filters.values(Selection()),
    )
    assert answer.status_code == 200
    assert "Something went wrong (KeyError)" in answer.text
    assert "Traceback" not in answer.text
    assert answer.json["sideUpdate"]["acts"] == {"data": []}  # type: ignore[index]


def test_acts_that_the_view_has_are_not_done_again(call: Callable[..., TestResponse]) -> None:
    acts = [{"act": "province", "value": name, "id": n} for n, name in enumerate(PROVINCES)]
    held = filters.values(Selection()) | {"opened": OPENED, "view": "", "acts": acts}
    told = call("view.data", "acts.data", go={"acts": 1}, **held).json
    assert told["response"]["view"]["data"] == "?province=Salahaddin&province=Diyala"  # type: ignore[index]
    assert told["response"]["go"]["data"]["acts"] == 3  # type: ignore[index]
    assert call("view.data", "acts.data", go={"acts": 3}, **held).status_code == 204


@pytest.mark.parametrize(("typed", "written"), [("road ", None), ("road", None), ("", "road")])
def test_the_space_after_a_word_is_left_in_the_search_box(
    call: Callable[..., TestResponse], typed: str, written: str | None
) -> None:
    held = filters.values(Selection(text=typed)) | {"opened": OPENED, "view": "?q=road"}
    link = {"search": "?q=road"}
    answer = call("view.data", "opened.data", **held | {"opened": OPENED | link}, go={"acts": 0})
    told = answer.json["response"].get("text", {}).get("value")  # type: ignore[index]
    assert told == written
