"""The tour of the page in four steps, offered on the first visit; ``assets/help.js`` leads it."""

from typing import Final

from dash import html

from dashboard.attributes import aria, data

STEPS: Final = (
    (
        ".map-panel",
        "The map",
        "Provinces are coloured by a measure; marks are incidents, wider ones known only to the "
        "district. Click a mark to read it, a province to keep to it. The dashed box and ring "
        "on the right draw an area to keep to.",
    ),
    (
        ".filter-bar",
        "The filters",
        "Choose provinces, dates, types, actors and words. Numbers beside each choice say what it "
        "would leave. The address of the page keeps all of it: send it, and you send the screen.",
    ),
    (
        ".timeline",
        "The timeline",
        "Drag over the bars to set the dates, double click to take them off. ▶ plays the dates on "
        "the map; space and arrows do the same.",
    ),
    (
        ".shelf",
        "The table",
        "Every incident with its source. Choose one to read it in full, with what is near it.",
    ),
)
"""What a step points at, its title, its words."""


def layout() -> html.Div:
    """Lay out the offer and the card of the steps, both hidden at first."""
    cards = [
        html.Section(
            [
                html.H2(f"{number}. {title}"),
                html.P(words),
                html.Small(f"Step {number} of {len(STEPS)}"),
            ],
            hidden=True,
            **data(at=at),
        )
        for number, (at, title, words) in enumerate(STEPS, start=1)
    ]
    return html.Div(
        [
            html.Div(
                [
                    "New here?",
                    html.Button(f"Take the tour ({len(STEPS)} steps)", id="tour-start"),
                    html.Button("×", id="tour-never", **aria(label="No tour")),
                ],
                id="tour-offer",
                hidden=True,
            ),
            html.Div(
                [
                    *cards,
                    html.Div(
                        [
                            html.Button("End the tour", id="tour-end"),
                            html.Button("Next", id="tour-next", className="primary"),
                        ],
                        className="tour-turns",
                    ),
                ],
                id="tour-card",
                hidden=True,
                tabIndex=-1,
                role="dialog",
                **aria(label="Tour"),
            ),
        ]
    )
