"""What stands in a brief, and the addresses that it is read and saved at."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, render_template_string, request

from dashboard import header, provenance
from dashboard.brief import charts
from dashboard.outlines import Outlines
from dashboard.take import asked, refused, stem
from dashboard.theme import AREA_COLOURS
from dashboard.view import View
from dashboard.words import figure, toll, when
from geodata.comparison import Comparison, compare
from geodata.counts import by_province, incidents, totals
from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.incidents import TOLLS
from geodata.library import Library
from geodata.marks import marks
from geodata.rates import CAVEAT, METHOD
from geodata.selection import Selection, period, spoken
from geodata.timeline import fitting, timeline

_PAGE: Final = Path(__file__).with_name("page.html").read_text("utf-8")

MOST: Final = 5
"""Incidents that are named."""

_NAMED: Final = (
    *("event_date", "end_date", "time_precision", "geo_precision", "province", "location"),
    *("sub_event_type", "fatalities", "actor1", "actor2", "notes", "source", "source_url"),
)


def serve(server: Flask, library: Library) -> None:
    """Answer ``GET /brief/open?<link>`` with the page, ``/brief/file?<link>`` with it to save."""
    shapes = library.shipped.governorates
    outlines = Outlines.of(shapes[shapes["focus"]])

    @server.get("/brief/<how>")
    def brief(how: str) -> Response:
        if how not in ("open", "file"):
            return refused(404, "A brief is at /brief/open or, to save it, at /brief/file.")
        try:
            view = asked(library)
            address = request.host_url + view.to_link()
            told = contents(library.open(view.data), view, outlines, address, datetime.now(UTC))
        except DataError as error:
            return refused(400, str(error))
        answer = Response(render_template_string(_PAGE, **told))
        answer.headers["Cache-Control"] = "no-store"
        if how == "file":
            title = stem(library.open(view.data), view.selection)
            answer.headers["Content-Disposition"] = f'attachment; filename="{title}-brief.html"'
        return answer


def contents(
    dataset: Dataset, view: View, outlines: Outlines, link: str, moment: datetime
) -> dict[str, Any]:
    """Gather what the page says.

    Parameters
    ----------
    dataset, view
        What is open and asked for.
    outlines
        Of the four provinces.
    link
        Address of the view.
    moment
        When the brief is made, in UTC.
    """
    selection = view.selection
    found = totals(dataset, selection)
    held = compare(dataset, selection, view.against)
    interval = fitting(*selection.period(dataset.span))
    bars = timeline(dataset, selection, interval)
    placed = dataset.rooms.dropna(subset=["latitude", "longitude"])
    return {
        "sentence": selection.sentence(found.incidents, dataset.span),
        "found": found,
        "figures": [
            (name.title(), toll(found.tolls[column].known, found.tolls[column].unknown),
             found.tolls[column].unknown)
            for name, column in zip(("killed", "wounded", "abducted"), TOLLS, strict=False)
        ],
        "map": charts.draw_map(
            outlines, by_province(dataset, selection), marks(dataset, selection, charts.ZOOM),
            placed, selection.within,
        ),
        "timeline": charts.draw_timeline(bars) if len(bars.edges) else "",
        "interval": interval.value,
        "colours": {name: AREA_COLOURS[name] for name in selection.kinds()["area"]},
        "compared": held.sentence(selection, dataset.span),
        "table": _table(held, selection),
        "incidents": _worst(dataset, selection),
        "most": MOST,
        "worth": provenance.SAMPLE if provenance.sampled(dataset) else provenance.REPORTED,
        "sample": provenance.sampled(dataset),
        "caveats": [span.children for span in header.caveats(dataset, selection, found)],
        "method": f"{METHOD}. {CAVEAT}" if held.total else "",
        "data": [
            (about, period(*about.span),
             incidents(dataset.of(*(p for p in dataset.parts if p.about == about)), selection))
            for about in dataset.abouts
        ],
        "link": link,
        "day": f"{spoken(moment)}, {moment:%H:%M} UTC",
    }  # fmt: skip


def _table(held: Comparison, selection: Selection) -> list[tuple[str, str, str, str, str]]:
    """Write the change by province; nothing where the periods can not be compared."""
    if held.total is None:
        return []
    lines = {name: held.by["area"][name] for name in selection.kinds()["area"]}
    return [
        (name, f"{one.now:,}", f"{one.then:,}", one.percent() if one.ratio is not None else "–",
         one.between())
        for name, one in {"All": held.total, **lines}.items()
    ]  # fmt: skip


def _worst(dataset: Dataset, selection: Selection) -> list[dict[str, Any]]:
    """Read the incidents with most people known to be killed."""
    page = dataset.records.page(selection, _NAMED, [("fatalities", False)], 0, MOST)
    return [
        {
            **row,
            "when": when(row["event_date"].date(), row["time_precision"],
                         row["end_date"].date() if row["end_date"] else None),
            "killed": figure(row["fatalities"]),
        }
        for row in page
    ]  # fmt: skip
