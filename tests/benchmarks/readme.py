"""The figures in the README: written there by what measured them, never by hand."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.results import Result, goals, sentence, verdict

RESULTS: Final = Path(__file__).parent / "results"
README: Final = Path(__file__).parents[2] / "README.md"
_SHOWN: Final = re.compile("(?<=<!-- measured -->\n).*(?=<!-- end of measured -->\n)", re.DOTALL)


def show(results: Sequence[Result], machine: Mapping[str, Any]) -> None:
    """Put what had a goal in the place of the figures that the README showed before."""
    text = README.read_text("utf-8")
    README.write_text(_SHOWN.sub(lambda _: written(results, machine), text), encoding="utf-8")


def shown() -> str:
    """Return the Markdown that stands in the README."""
    found = _SHOWN.search(README.read_text("utf-8"))
    return found.group() if found else ""


def written(results: Sequence[Result], machine: Mapping[str, Any]) -> str:
    """Write what had a goal, and where it was measured."""
    return f"{goals(results)}\n{concluded(results, machine)}"


def concluded(results: Sequence[Result], machine: Mapping[str, Any]) -> str:
    """Say which goals are met, and on what machine."""
    return f"{verdict(results)}\n\nMeasured on {sentence(machine)}.\n"
