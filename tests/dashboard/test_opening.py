"""What a page shows before its scripts have run."""

import re
from urllib.parse import unquote, urlencode
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import create_app
from dashboard.opening import preview
from dashboard.view import from_link
from geodata.counts import incidents
from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.library import Library
from geodata.store import Store
from geodata.vocabulary import PROVINCES
from tests.geodata.samples import keep_ged

SENTENCE = re.compile(r'--first-sentence:"((?:[^"\\]|\\[0-9a-f]+ )*)"\}')
PICTURE = re.compile(r'--first-map:url\("data:image/svg\+xml,([^"]+)"\)')


def said(style: str) -> str:
    """Read the sentence as a browser reads a CSS string."""
    found = SENTENCE.search(style)
    assert found, style[:200]
    return re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), found[1])


def drawn(style: str) -> list[list[dict[str, str]]]:
    """Return the areas of each picture: one for the light scheme, one for the dark."""
    pictures = [ElementTree.fromstring(unquote(one)) for one in PICTURE.findall(style)]
    return [[dict(area.attrib) for area in one if area.tag.endswith("path")] for one in pictures]


def scripts(page: str) -> list[str]:
    return re.findall(r'<script[^>]* src="([^"]+)"', page)


def waiting(page: str) -> list[str]:
    """Return what is fetched once the first picture is painted."""
    return re.findall(r'<link rel="waiting" as="script" href="([^"]+)"', page)


def test_a_page_of_data_that_can_not_be_read_comes_all_the_same_and_its_parts_say_why(
    dataset: Dataset, store: Store
) -> None:
    about = keep_ged(store)
    for folder in ("incidents", "index-*"):
        for path in (store.folder / about.name).glob(f"{folder}/*"):
            path.write_bytes(b"no more")
    client = create_app(Library(dataset, store)).server.test_client()
    page = client.get("/?data=ged&q=convoy")
    assert page.status_code == 200
    assert SENTENCE.search(page.text) is None
    rows = client.get("/rows?data=ged&rows=0-50")
    assert (rows.status_code, rows.mimetype) == (503, "text/plain")
    assert "ged: this data set is damaged" in rows.text


@pytest.mark.parametrize("link", ["", "province=Diyala", "data=ged", "data=no-such-set", "from=x"])
def test_the_page_comes_with_the_sentence_of_its_link(both: Library, link: str) -> None:
    page = create_app(both).server.test_client().get(f"/?{link}").text
    view = from_link(link)[0]
    dataset = both.open(view.data)
    expected = view.selection.sentence(incidents(dataset, view.selection), dataset.span)
    assert said(page) == expected


@settings(max_examples=20)
@given(st.text(max_size=40))
def test_no_word_of_a_link_ends_the_style_that_it_stands_in(library: Library, words: str) -> None:
    link = urlencode({"q": words}, errors="replace")
    style = preview(library)(link)
    assert "<" not in style
    selection = from_link(link)[0].selection
    found = incidents(library.shipped, selection)
    assert said(style).replace("\0", "") == (
        selection.sentence(found, library.shipped.span).replace("\0", "")
    )


def test_the_four_provinces_are_drawn_in_both_schemes(library: Library) -> None:
    light, dark = drawn(preview(library)(""))
    assert len(light) == len(dark) == len(PROVINCES)
    assert [area["d"] for area in light] == [area["d"] for area in dark]
    assert {area["style"] for area in light}.isdisjoint(area["style"] for area in dark)


def test_provinces_that_are_not_chosen_stand_back_in_the_picture_too(library: Library) -> None:
    areas = drawn(preview(library)("province=Diyala"))[0]
    faint = [area for area in areas if float(area["fill-opacity"]) < 0.5]
    assert len(faint) == len(PROVINCES) - 1


def test_a_map_that_looks_elsewhere_has_no_picture_of_the_four(library: Library) -> None:
    style = preview(library)("at=33.3000,44.4000,9.00")
    assert said(style)
    assert not drawn(style)


def test_a_page_without_data_has_no_picture() -> None:
    page = create_app(DataError("no data")).server.test_client().get("/").text
    assert not SENTENCE.search(page)
    assert not PICTURE.search(page)


def test_a_page_without_data_fetches_nothing_for_a_map_that_it_has_not() -> None:
    page = create_app(DataError("no data")).server.test_client().get("/").get_data(as_text=True)
    assert set(waiting(page)) <= set(scripts(page))


def test_no_script_holds_the_first_picture_up_but_all_are_started_after_it(both: Library) -> None:
    page = create_app(both).server.test_client().get("/").text
    tags = re.findall(r"<script[^>]*>", page)
    (data,) = (tag for tag in tags if "application/json" in tag)
    (start,) = (tag for tag in tags if "/own/opening.js" in tag)
    others = [tag for tag in tags if tag not in (data, start)]
    assert others
    assert all(tag.startswith('<script type="text/waiting"') for tag in others)
    assert page.index(start) > page.rindex(others[-1])
    assert set(waiting(page)) > {address for address in scripts(page) if address not in start}
