"""What goes with a file that is taken away: what it is, whose, on what terms, and what it is not.

A table that is sent on loses the page around it; this is what the page says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import fill

from dashboard import header, provenance
from geodata.about import About
from geodata.counts import incidents, totals
from geodata.dataset import Dataset
from geodata.selection import Selection, period, spoken
from geodata.writers.fields import FIELDS
from geodata.writers.formats import Format

_WIDTH = 96


@dataclass(frozen=True)
class Taken:
    """What is taken away, of which the citation tells.

    Attributes
    ----------
    dataset, selection
        What is open and asked for.
    format
        In which format.
    link
        Address of the view.
    moment
        When, in UTC.
    """

    dataset: Dataset
    selection: Selection
    format: Format
    link: str
    moment: datetime


def citation(taken: Taken) -> str:
    """Write the citation as plain text."""
    dataset, selection = taken.dataset, taken.selection
    found = totals(dataset, selection)
    sentence = selection.sentence(found.incidents, dataset.span)
    names = dataset.name
    worth = provenance.SAMPLE if provenance.sampled(dataset) else provenance.REPORTED
    caveats = (str(span.children) for span in header.caveats(dataset, selection, found))
    parts = [
        ["HAMRIN", sentence],
        [
            f"Rows: {found.incidents:,}, one an incident",
            "Link of the view:",
            taken.link,  # whole, on a line of its own
            f"Taken on: {taken.moment:%Y-%m-%d %H:%M} UTC",
        ],
        ["HOW TO CITE", f"{names}. {sentence}. Taken with Hamrin on {spoken(taken.moment)} from "
         f"{taken.link}. Cite each data set as it asks below."],
        ["DATA SETS", "The link shows the same where the same data sets are open in Hamrin."],
        *(_about(about, _count(dataset, about, selection)) for about in dataset.abouts),
        ["WHAT IT IS NOT", worth, *caveats],
        ["FIELDS", "An empty field is unknown: an empty toll is not zero.", *_of(taken.format)],
        [f"{field.name}: {field.meaning}." for field in FIELDS],
    ]  # fmt: skip
    return "\n\n".join("\n".join(map(_wrapped, part)) for part in parts) + "\n"


def _about(about: About, rows: int) -> list[str]:
    told = {
        "Publisher": about.publisher,
        "Licence": about.licence,
        "Citation": about.citation,
        "Format": about.layout,
        "File": about.file,
        "Imported": about.imported,
        "Covers": period(*about.span),
        "Killed counts": about.tolls,
        "Rows taken": f"{rows:,} of {about.accepted:,}",
    }
    known = (f"  {name}: {text}" for name, text in told.items() if text)
    return [f"{about.title} (data: {about.name})", *known]


def _count(dataset: Dataset, about: About, selection: Selection) -> int:
    parts = (part for part in dataset.parts if part.about == about)
    return incidents(dataset.of(*parts), selection)


def _of(written: Format) -> Iterable[str]:
    """Say what is peculiar to a format."""
    if written.table:
        yield (
            "An apostrophe stands before text that a spreadsheet could take for a formula; the "
            "other formats have it as it came."
        )
    if written.name == "xlsx":
        yield "A text of more than 32,767 letters is cut there: a cell holds no more."
    if not written.table:
        yield (
            "A point stands where the place is known at least to the district; other incidents "
            "have none, so that no map shows them where they were not."
        )


def _wrapped(line: str) -> str:
    deeper = " " * (len(line) - len(line.lstrip()) + 2)
    return fill(line, _WIDTH, subsequent_indent=deeper, break_long_words=False,
                break_on_hyphens=False)  # fmt: skip
