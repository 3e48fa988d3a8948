"""The map of change: provinces by how many times as many incidents there are now as then.

The scale is of ratios, so that half and double stand equally far from "as many", and always the
same, so that two maps can be held side by side. What is too few to say has a colour of its own;
what chance alone would explain is paler.
"""

from math import log2
from typing import Any, Final

from dash import html

from dashboard.theme import Palette
from dashboard.words import safe
from geodata.comparison import Comparison
from geodata.rates import Rates

_END: Final = 2.0
"""Doublings, or halvings, at the ends of the scale."""

_FEW: Final = -2.5
"""Where on the scale of doublings the colour of too few is."""

_CHANCE: Final = 0.45
"""How much of the colour is left where chance alone would explain it."""


def recoloured(drawn: dict[str, Any], found: Comparison, palette: Palette) -> dict[str, Any]:
    """Colour provinces, drawn by `map_figure.provinces`, by the change between two periods."""
    names = [name for _, name in drawn["customdata"]]
    of = found.by.get("area", {})
    rates = [of.get(name) for name in names]
    opacity = [
        full if one is None or one.few or one.differ else full * _CHANCE
        for one, full in zip(rates, drawn["marker"]["opacity"], strict=True)
    ]
    few, middle = [(at - _FEW) / (_END - _FEW) for at in (-_END, 0)]
    low, none, high = palette.diverging
    return drawn | {
        "z": [doublings(one) for one in rates],
        "zmin": _FEW,
        "zmax": _END,
        "colorscale": [
            [0, palette.too_few], [few, palette.too_few], [few, low], [middle, none], [1, high],
        ],
        "marker": drawn["marker"] | {"opacity": opacity},
        "text": [_words(name, of.get(name), found) for name in names],
    }  # fmt: skip


def doublings(one: Rates | None) -> float:
    """Place a change on the scale: 0 is as many, 1 twice, −1 half; `_FEW` is too few to say."""
    if one is None or one.few:
        return _FEW
    if not one.ratio:
        return _END if one.now else -_END
    return min(max(log2(one.ratio), -_END), _END)


def _words(name: str, one: Rates | None, found: Comparison) -> str:
    if one is None or found.then is None:
        return f"<b>{safe(name)}</b><br>No change can be given: see the legend"
    now, then = one.per_30_days
    said = [
        f"<b>{safe(name)}</b>",
        f"{one.now:,} in {found.now.words} ({now:,.1f} per 30 days)",
        f"{one.then:,} in {found.then.words} ({then:,.1f} per 30 days)",
    ]
    if one.few:
        said.append("too few to say")
    else:
        said.append(f"<b>{one.percent()}</b>" if one.ratio is not None else "none then")
        said.append(f"95% sure: {one.between()}{'' if one.differ else '; may be chance'}")
    return "<br>".join(said)


def legend(found: Comparison, palette: Palette) -> list[Any]:
    """Explain the colours, and say which periods they compare or why there are none."""
    title = html.Div("Change in incidents per day", className="legend-title")
    if found.total is None or found.then is None:
        return [title, html.Div(found.why_not, className="legend-note")]
    low, none, high = palette.diverging
    few = html.Span(className="legend-patch", style={"background": palette.too_few})
    return [
        title,
        html.Div(f"{found.now.words} against {found.then.words}", className="legend-note"),
        html.Div(
            html.Span(
                className="legend-ramp",
                style={"background": f"linear-gradient(to right, {low}, {none}, {high})"},
            ),
            className="legend-scale",
        ),
        html.Div(
            [html.Span("¼ or less"), html.Span("as many"), html.Span("4 × or more")],
            className="legend-ends",
        ),
        html.Div("paler: may be chance", className="legend-note"),
        html.Div([few, "too few to say"], className="legend-row"),
    ]
