"""What is asked for, one chip a filter, each to be taken off by itself; and undo and redo."""

from typing import Any, Final

from dash import Output, html

from dashboard.attributes import act, aria
from dashboard.shown import Shown
from geodata.selection import Selection, period


def layout() -> html.Section:
    """Lay the row out; its chips come with the first View."""
    return html.Section(
        [
            _step("undo", "↶ Undo", "Undo (Ctrl+Z)"),
            _step("redo", "↷ Redo", "Redo (Ctrl+Shift+Z)"),
            html.Ul(id="active", className="active-filters"),
        ],
        className="chip-row",
        **aria(label="Filters asked for"),
    )


def _step(name: str, words: str, title: str) -> html.Button:
    return html.Button(words, id=name, title=title, disabled=True)


def said(selection: Selection) -> dict[str, str]:
    """Say each active filter in words, by the name of what takes it off; dates are one."""
    words = {f.name: f.phrase(getattr(selection, f.name)) for f in selection.active()}
    if selection.start and selection.end:
        both = {"start,end": period(selection.start, selection.end)}
        return both | {name: it for name, it in words.items() if name not in ("start", "end")}
    return words


def children(selection: Selection) -> list[Any]:
    """Write the chips."""
    chips = said(selection).items()
    if not chips:
        return [html.Li("No filter: all of the four provinces", className="no-filter")]
    return [html.Li(_chip(name, words)) for name, words in chips]


def _chip(name: str, words: str) -> html.Button:
    return html.Button(
        [html.Span(words), html.B("×", **aria(hidden="true"))],
        id=act("drop", name),
        title=f"Take off: {words}",
        **aria(label=f"Take off: {words}"),
    )


OUTPUTS: Final = {"children": Output("active", "children")}


def follow(now: Shown) -> dict[str, Any]:
    """Write the chips of the Selection."""
    return {"children": children(now.selection)}
