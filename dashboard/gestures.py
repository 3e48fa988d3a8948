"""What an analyst does, in the filter bar or on a panel, as one View that becomes the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dashboard.view import Areas, Basemap, Point, Shelf, View, names_of
from geodata.before_after import Since, read_days
from geodata.breakdown import Counted, Dimension
from geodata.counts import Measure
from geodata.drawn import drawn
from geodata.filters import AnyOf, Flagged, Words
from geodata.periods import Period, read_against
from geodata.reach import Coarse, read_km
from geodata.selection import FILTERS, HARM, Selection
from geodata.timeline import Interval
from geodata.vocabulary import AREAS


def after_controls(view: View, values: Mapping[str, Any]) -> View:
    """Take the filter bar's values, by field of the Selection, into a View; others stay.

    Raises
    ------
    LinkError
        If the end date is before the start date.
    """
    read: dict[str, Any] = {}
    for f in (f for f in FILTERS if f.name in values):
        value = values[f.name]
        if isinstance(f, AnyOf | Flagged):
            read[f.name] = f.ordered(value or ())
        elif isinstance(f, Words):
            read[f.name] = f.read([value or ""])
        else:
            read[f.name] = f.read([value]) if value else f.default
    return replace(view, selection=replace(view.selection, **read))


def after_gesture(view: View, gesture: Mapping[str, Any]) -> View:
    """Take one act on a panel into a View.

    Parameters
    ----------
    view
        The View before.
    gesture
        ``act``, one of `GESTURES`, and its ``value``.
    """
    return GESTURES[gesture["act"]](view, gesture["value"])


def _toggle(view: View, text: str) -> View:
    """Put a value into a filter, or take it out; both are named by ``key:value``."""
    key, value = text.split(":", 1)
    f = Dimension(key).filter
    chosen: Any = f.ordered({value} ^ set(getattr(view.selection, f.name)))
    return replace(view, selection=replace(view.selection, **{f.name: chosen}))


def _harm(view: View, column: str) -> View:
    harm = HARM.ordered({column} ^ set(view.selection.harm))
    return replace(view, selection=replace(view.selection, harm=harm))


def _only(view: View, asked: Mapping[str, str]) -> View:
    """Ask for one value of a filter and no other; the filter is named by its key."""
    (f,) = (f for f in FILTERS if f.key == asked["filter"])
    read: Any = f.read([asked["value"]])
    return replace(view, selection=replace(view.selection, **{f.name: read}))


def _seek(view: View, asked: Mapping[str, str]) -> View:
    """Ask for a name that the search box offered, in place of the words typed."""
    (f,) = (f for f in FILTERS if f.key == asked["filter"])
    chosen = getattr(view.selection, f.name) if isinstance(f, AnyOf) else ()
    read: Any = f.read([*chosen, asked["value"]])
    return replace(view, selection=replace(view.selection, **{"text": "", f.name: read}))


def _toggle_province(view: View, name: str) -> View:
    return replace(view, selection=view.selection.toggle_province(name))


def _data(view: View, names: Sequence[str]) -> View:
    return replace(view, data=names_of(names), incident="", place=None)


def _flagged(view: View, asked: Mapping[str, str]) -> View:
    selection = Selection(provinces=AREAS, flags=(asked["flag"],))
    return replace(_data(view, [asked["data"]]), selection=selection)


def _other(view: View, key: str) -> View:
    """Open another incident than one of the place listed."""
    return replace(view, incident=key, place=None)


def _dates(view: View, sides: list[str | None]) -> View:
    start, end = (date.fromisoformat(side[:10]) if side else None for side in sides)
    return replace(view, selection=replace(view.selection, start=start, end=end))


def _within(view: View, corners: Sequence[Sequence[float]]) -> View:
    """Keep to an area drawn on the map; a line that goes around nothing changes nothing."""
    within = drawn(corners) or view.selection.within
    return replace(view, selection=replace(view.selection, within=within))


def _windows(view: View, text: str) -> View:
    now, then = map(Period.read, text.split())
    selection = replace(view.selection, start=now.start, end=now.end)
    return replace(view, selection=selection, against=then)


GESTURES: Final[dict[str, Callable[[View, Any], View]]] = {
    "province": _toggle_province,
    "toggle": _toggle,
    "type": lambda view, kind: _toggle(view, f"type:{kind}"),
    "harm": _harm,
    "only": _only,
    "seek": _seek,
    "dates": _dates,
    "widen": lambda view, name: replace(view, selection=view.selection.without(name)),
    "drop": lambda view, names: replace(view, selection=view.selection.without(*names.split(","))),
    "place": lambda view, text: replace(view, incident="", place=Point.read(text)),
    "incident": lambda view, key: replace(view, incident=key),
    # Each a gesture of its own: the same incident may be earlier, near and far.
    "earlier": _other,
    "later": _other,
    "near": _other,
    "furthest": _other,
    "close": lambda view, _: replace(view, incident="", place=None),
    "measure": lambda view, value: replace(view, measure=Measure(value)),
    "areas": lambda view, value: replace(view, areas=Areas(value)),
    "interval": lambda view, value: replace(view, interval=Interval(value) if value else None),
    "basemap": lambda view, value: replace(view, basemap=Basemap(value)),
    "shelf": lambda view, value: replace(view, shelf=Shelf(value)),
    "against": lambda view, text: replace(view, against=read_against(text)),
    "windows": _windows,
    "within": _within,
    "by": lambda view, value: replace(view, by=Dimension(value)),
    "counted": lambda view, value: replace(view, counted=Counted(value)),
    "reach": lambda view, value: replace(view, reach=read_km(str(value))),
    "coarse": lambda view, value: replace(view, coarse=Coarse(value)),
    "days": lambda view, text: replace(view, days=read_days(text)),
    "since": lambda view, value: replace(view, since=Since(value)),
    "site": lambda view, text: replace(view, site=Point.read(text) if text else None),
    "data": _data,
    "flag": _flagged,
    "reset": lambda view, _: replace(view, selection=Selection(), incident="", place=None),
    "fit": lambda view, _: replace(view, camera=None),
}
"""What an analyst can do on a panel."""
