"""Before and after: incidents near each room around its opening, beside its province."""

from typing import Any, Final

import dash_mantine_components as dmc
from dash import Output, html

from dashboard import provenance
from dashboard.attributes import aria
from dashboard.shown import Shown
from dashboard.words import plural
from geodata.before_after import USUAL, BeforeAfter, Sides, Since, before_after
from geodata.dataset import Dataset
from geodata.filters import listed
from geodata.periods import LENGTHS
from geodata.rates import CAVEAT, CONFIDENCE, METHOD

_SINCE: Final = {Since.OPENING: "opening", Since.ANNOUNCEMENT: "announcement"}

OUTPUTS: Final = {"children": Output("before-after", "children")}


def layout() -> html.Section:
    """Lay the section out."""
    since = [{"value": it.value, "label": label} for it, label in _SINCE.items()]
    days = [{"value": str(length), "label": str(length)} for length in LENGTHS]
    return html.Section(
        [
            html.H3("Before and after"),
            html.Div(
                [
                    html.Div(
                        [
                            html.Span("Around each room's", id="since-label"),
                            dmc.SegmentedControl(
                                id="since", data=since, value=Since.OPENING.value, size="xs",
                                **aria(labelledby="since-label"),
                            ),
                        ],
                        className="rooms-coarse",
                    ),
                    html.Div(
                        [
                            html.Span("Days on each side", id="days-label"),
                            dmc.SegmentedControl(
                                id="days", data=days, value=str(USUAL), size="xs",
                                **aria(labelledby="days-label"),
                            ),
                        ],
                        className="rooms-coarse",
                    ),
                ],
                className="rooms-head",
            ),
            html.Div(id="before-after"),
        ],
        className="rooms-section",
        **aria(label="Before and after"),
    )  # fmt: skip


def follow(now: Shown) -> dict[str, Any]:
    """Count and write what a View asks for."""
    view = now.view
    found = before_after(
        now.dataset, view.selection, view.reach, view.days, view.since, view.coarse
    )
    return {
        "children": [
            html.P(warning(now.dataset), className="warning"),
            *(_room(one, view.reach) for one in found if one.near),
            _uncounted([one for one in found if not one.near]),
            html.P(notes(), className="note"),
        ]
    }


def _room(one: BeforeAfter, km: int) -> html.Article:
    """Write one room: the words to quote, then both counts."""
    assert one.near is not None
    before, after = one.windows
    head = html.Tr(
        [
            html.Td(),
            html.Th("Before", scope="col", title=before.words),
            html.Th("After", scope="col", title=after.words),
            html.Th("In percent", scope="col"),
            html.Th(f"True change, {CONFIDENCE:.0%} sure", scope="col"),
        ]
    )
    lines = [_line(f"Within {km} km", one.near)]
    if one.rest is not None:
        lines.append(_line(f"Rest of {one.room['province']}", one.rest))
    return html.Article(
        [
            html.H4([one.room["name"], html.Small(f" {one.told}")]),
            html.Table([html.Thead(head), html.Tbody(lines)], className="compared"),
            html.P(" ".join(one.sentences(km)), className="words"),
            html.P(_open(one), className="note"),
        ]
    )


def _line(name: str, sides: Sides) -> html.Tr:
    counts = sides.rates
    arrow = "▲ " if counts.change > 0 else "▼ " if counts.change < 0 else ""
    chance = "" if counts.differ or counts.few else "; may be chance"
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(f"{counts.then:,}"),
            html.Td(f"{counts.now:,}"),
            html.Td(f"{arrow}{counts.percent()}" if counts.ratio is not None else "–"),
            html.Td(f"{counts.between()}{chance}"),
        ],
        className="differs" if counts.differ else "",
    )


def _open(one: BeforeAfter) -> str:
    """Say what of one room could not be counted, and how well it is placed."""
    unsure = sum(sides.unsure for sides in (one.near, one.rest) if sides)
    said = []
    if unsure:
        said.append(f"{plural(unsure, 'incident')} can not be put before or after.")
    if one.left_out:
        levels = [f"{count:,} known only to the {word}" for word, count in one.left_out.items()]
        said.append(
            f"Of the same days in {one.room['province']}, {listed(levels, 'and')} are left out."
        )
    if one.room["geo_precision"] == "district":
        said.append("The room itself is placed only to its district's seat.")
    if "not found" in one.told:
        said.append("It may have opened earlier, within what is called before here.")
    return " ".join(said)


def _uncounted(those: list[BeforeAfter]) -> html.Ul:
    return html.Ul(
        [html.Li([html.B(one.room["name"]), f": {one.why_not}"]) for one in those],
        className="uncounted",
    )


def warning(dataset: Dataset) -> str:
    """Say what before and after can not show."""
    data = (
        "the data are a sample of press reports, searched unevenly over time"
        if provenance.sampled(dataset)
        else "no data set has every incident"
    )
    return (
        f"This can not show whether a room changed anything: {data}; other things happened in the "
        "same months; the rest of the province is no control, violence may move there from near a "
        "room, and other rooms reach into it; two windows of less than a year lie in different "
        "seasons; and a place known to the district only stands at its seat or at a town nearby."
    )


def notes() -> str:
    """Say how it was counted."""
    return (
        "The filters hold but for dates and provinces: a room's windows and reach take their "
        "place. The headquarters in Baghdad and Erbil are left out. No percentage where the two "
        f"windows average 2 incidents or fewer. Bounds by the {METHOD}. {CAVEAT}"
    )
