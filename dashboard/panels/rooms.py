"""The rooms panel: what the coordination rooms reach, section by section.

All sections follow one link in one answer, and only while the panel is open.
"""

from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.attributes import aria
from dashboard.panels import rooms_before, rooms_history, rooms_reach, rooms_whatif
from dashboard.shown import Shown
from geodata.library import Library
from geodata.reach import KM, USUAL, Coarse

SECTIONS: Final = {"reach": rooms_reach, "before": rooms_before, "next": rooms_whatif}
"""Each has a ``layout``, its ``OUTPUTS``, and writes them in ``follow``."""

_COARSE: Final = {Coarse.GIVEN: "counted as given ≈", Coarse.LEFT: "left out"}


def layout() -> html.Div:
    """Lay the panel out; its figures come when it is opened."""
    coarse = [{"value": it.value, "label": label} for it, label in _COARSE.items()]
    return html.Div(
        [
            html.Div(
                [
                    dmc.NumberInput(
                        id="reach", label="Reach, km", size="xs", w=84, value=USUAL,
                        min=KM[0], max=KM[1], step=5, debounce=400, allowDecimal=False,
                        allowNegative=False, clampBehavior="blur",
                    ),
                    html.Div(
                        [
                            html.Span("Known to the district only", id="coarse-label"),
                            dmc.SegmentedControl(
                                id="coarse", data=coarse, value=Coarse.GIVEN.value, size="xs",
                                **aria(labelledby="coarse-label"),
                            ),
                        ],
                        className="rooms-coarse",
                    ),
                ],
                className="rooms-head",
            ),
            *(section.layout() for section in SECTIONS.values()),
            rooms_history.layout(),
        ],
        className="rooms-panel",
        **aria(label="Coordination rooms"),
    )  # fmt: skip


def register(app: Dash, library: Library) -> None:
    """Write the sections while the panel is open."""
    rooms_history.register(app, library)

    @app.callback(
        {name: section.OUTPUTS for name, section in SECTIONS.items()},
        Input("reaching", "data"),
        prevent_initial_call=True,
    )
    def follow(link: str | None) -> dict[str, dict[str, Any]]:
        if link is None:
            raise PreventUpdate
        now = Shown.of(library, views.from_link(link)[0], None)
        return {name: section.follow(now) for name, section in SECTIONS.items()}
