"""Measure everything: ``python -m tests.benchmarks``, see ``--help``.

Each part runs in a process of its own, so that none finds another's memory or caches.
"""

import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer

from tests.benchmarks.chart import chart
from tests.benchmarks.machine import machine
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import alone, measure
from tests.benchmarks.readme import RESULTS, concluded, show
from tests.benchmarks.results import Result, rounded, table

PARTS: Final = (
    *("join", "counts", "imports", "server", "repaint", "interactions", "analysts", "real"),
)


def main(
    rows: Annotated[int, typer.Option(help="Incidents of the largest size.")] = 10_000_000,
    only: Annotated[str, typer.Option(help=f"Some of {', '.join(PARTS)}; commas between.")] = "",
    quick: Annotated[
        bool, typer.Option("--quick", help="Small sizes: does it run at all?")
    ] = False,
    minutes: Annotated[float, typer.Option(help="How long the many analysts work.")] = 10,
    keep: Annotated[
        Path | None, typer.Option(help="Folder to keep the data in, to use them again.")
    ] = None,
    real_files: Annotated[
        list[Path] | None, typer.Option("--real", help="A file with real points.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            help="Folder for table, chart and figures.", show_default="that of the README"
        ),
    ] = None,
) -> None:
    """Measure Hamrin beside what one would write or use instead."""
    chosen = only.split(",") if only else list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        raise typer.BadParameter(f"there is no part {', '.join(sorted(unknown))}")
    with ExitStack() as stack:
        folder = (keep or Path(stack.enter_context(TemporaryDirectory()))).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        to = to or (folder if quick else RESULTS)
        files = tuple(file.resolve() for file in real_files or ())
        plan = (
            Plan(folder, 1_000, 5_000, 20_000, repeats=10, minutes=min(minutes, 0.5), real=files)
            if quick
            else Plan(folder, 10_000, 1_000_000, rows, repeats=100, minutes=minutes, real=files)
        )
        results: list[Result] = []
        for part in chosen:
            typer.echo(f"{part} …", err=True)
            results += alone(measure, part, plan)
            _write(results, to)  # after each, so that what fails later takes nothing with it
        typer.echo(f"{(to / 'table.md').read_text(encoding='utf-8')}\nWritten to {to}")


def _write(measured: list[Result], folder: Path) -> None:
    about = machine()
    results = [Result(**rounded(asdict(result))) for result in measured]  # all say the same
    folder.mkdir(parents=True, exist_ok=True)
    if folder == RESULTS:
        show(results, about)
    figures = {"machine": about, "results": [asdict(result) for result in results]}
    for name, text in (
        ("table.md", f"{table(results)}\n{concluded(results, about)}"),
        ("chart.svg", chart(results)),
        ("figures.json", json.dumps(figures) + "\n"),
    ):
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
