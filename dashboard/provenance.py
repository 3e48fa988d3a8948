"""What the open data are, whom they count, and what they are not, in words."""

from dash import html

from dashboard.words import plural
from geodata.dataset import LEDGER_NAME, Dataset
from geodata.selection import period

SAMPLE = "A sample of press reports, searched unevenly over time: not a count of all incidents."
REPORTED = "Counts what the source reports; no data set has every incident."


def sampled(dataset: Dataset) -> bool:
    """Say whether the ledger, a sample of press reports, is among the open data."""
    return any(about.name == LEDGER_NAME for about in dataset.abouts)


def identity(dataset: Dataset) -> list[html.Span]:
    """Name the open data, their size and span, and what kind of data they are."""
    first, last = dataset.span
    years = f"{first.year}–{last.year}" if first.year < last.year else str(first.year)
    name = html.Span(
        f"{dataset.name}: {plural(dataset.rows, 'report')}, {years}",
        className="dataset",
        title=f"{dataset.name}: {period(first, last)}",
    )
    if sampled(dataset):
        title = (
            "What a search of stored pages gave, uneven over time: it shows where and how, not "
            "how many."
        )
        return [name, html.Span("SAMPLE OF PRESS REPORTS", className="tag", title=title)]
    layouts = ", ".join(dict.fromkeys(about.layout for about in dataset.abouts))
    return [name, html.Span(layouts, className="tag quiet", title=REPORTED)]


def trend(dataset: Dataset) -> list[html.Span | str]:
    """Say what a trend in the open data is worth."""
    if sampled(dataset):
        return [html.Span("SAMPLE", className="tag"), SAMPLE]
    return [REPORTED]


def tolls(dataset: Dataset) -> list[str]:
    """Say whom "killed" counts, and what becomes of it where data sets are shown together."""
    counted = {about.tolls: about.title for about in reversed(dataset.abouts)}
    if len(counted) == 1:
        said = [f"Killed counts {next(iter(counted))}."]
    else:
        whom = "; ".join(f"in {title}, {toll}" for toll, title in reversed(counted.items()))
        said = [f"Killed counts, {whom}: the sum mixes them."]
    if len(dataset.abouts) > 1:
        said.append("These data sets may report the same incident: it is then counted twice.")
    return said
