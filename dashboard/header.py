"""The head of the page: what is being shown, from which data, and how to hand it on."""

from dash import Dash, Input, Output, html
from dash.exceptions import PreventUpdate

from dashboard import view as views
from dashboard.attributes import aria
from dashboard.words import plural
from geodata.counts import Totals, totals, unsure_dates
from geodata.dataset import Dataset
from geodata.selection import Selection, spoken


def layout(dataset: Dataset) -> html.Header:
    """Lay the head out; its sentence comes with the first View."""
    data = f"{dataset.name}: {plural(dataset.rows, 'report')} to {spoken(dataset.span[1])}"
    return html.Header(
        [
            html.H1("Hamrin"),
            html.P(id="sentence", role="status"),
            html.Div(
                [
                    html.Span(data, className="dataset"),
                    html.Span(
                        "SAMPLE OF PRESS REPORTS",
                        className="tag",
                        title="What a search of stored pages gave, uneven over time: it shows "
                        "where and how, not how many.",
                    ),
                    html.Button("Share view", id="share", className="primary"),
                    html.Button("◐", id="scheme-toggle", title="Light or dark",
                                **aria(label="Switch between light and dark")),
                ],
                className="head-right",
            ),
        ],
        className="head",
    )  # fmt: skip


def caveats(dataset: Dataset, selection: Selection, found: Totals) -> list[html.Span]:
    """Say at the foot of the page what the figures above do not show."""
    dates, places = found.precision["date_precision"], found.precision["geo_precision"]
    said = [
        "Counts go by the province reported.",
        *(
            f"{plural(count, 'incident')} reported in {reported} "
            + (f"{'lie' if count > 1 else 'lies'} in the outline of {polygon}."
               if polygon else "in no governorate's outline.")
            for (reported, polygon), count in found.disagree.items()
        ),
        f"Dates: {dates.get('day', 0):,} to the day, {dates.get('week', 0):,} to the week, "
        f"{dates.get('month', 0):,} to the month.",
        f"Places: {places.get('site', 0) + places.get('town', 0):,} to the town or site, "
        f"{places.get('district', 0):,} to the district, {places.get('province', 0):,} to the "
        "province only.",
        f"Outlines: Natural Earth. People: {dataset.population['year'].iloc[0]} estimate.",
    ]  # fmt: skip
    leaving, entering = unsure_dates(dataset, selection)
    if leaving or entering:
        said.append(
            f"By dates not known to the day, {leaving:,} of these may have happened outside the "
            f"period and {entering:,} more inside it."
        )
    if dataset.rejected:
        said.append(f"{plural(len(dataset.rejected), 'row')} of the data files left out.")
    return [html.Span(sentence) for sentence in said]


def register(app: Dash, dataset: Dataset) -> None:
    """Make the sentence and the caveats follow the Selection."""

    @app.callback(
        Output("sentence", "children"),
        Output("caveats", "children"),
        Input("selection", "data"),
    )
    def rewrite(link: str | None) -> tuple[str, list[html.Span]]:
        if link is None:
            raise PreventUpdate
        selection = views.from_link(link)[0].selection
        found = totals(selection.apply(dataset.incidents))
        return selection.sentence(found.incidents, dataset.span), caveats(dataset, selection, found)
