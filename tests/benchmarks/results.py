"""What was measured: one line of the table each, with its goal."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Result:
    """One measurement.

    Attributes
    ----------
    part
        What it is about: "Join".
    what
        What was measured.
    value, unit
        How much; a ratio has the unit "×".
    detail
        The seconds, bytes or rows behind it.
    goal
        What it should be, None where there is no goal.
    at_least
        Whether more is better.
    peer
        What it is compared with, where it is a ratio that belongs in the chart.
    raw
        Every single number that was measured.
    """

    part: str
    what: str
    value: float
    unit: str
    detail: str = ""
    goal: float | None = None
    at_least: bool = False
    peer: str = ""
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def timed(action: Callable[[], Any], times: int = 1) -> list[float]:
    """Do it some times; return the seconds that each took."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        action()
        taken.append(perf_counter() - start)
    return taken


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def spread(values: Sequence[float], unit: str = "s") -> str:
    """Say the median and from where to where the values go."""
    return f"{number(median(values))} {unit} ({number(min(values))}–{number(max(values))})"


def number(value: float) -> str:
    """Write a number with three figures that matter, thousands parted; a whole one as such."""
    if float(value).is_integer() or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:,.{1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3}f}"


def table(results: Sequence[Result]) -> str:
    """Write the results as a Markdown table."""
    lines = ["| | measured | goal | | behind it |", "|---|--:|--:|---|---|"]
    for part in dict.fromkeys(result.part for result in results):
        lines.append(f"| **{part}** | | | | |")
        lines += [_line(result) for result in results if result.part == part]
    return "\n".join(lines) + "\n"


def _line(result: Result) -> str:
    return f"| {result.what} | {' | '.join(_cells(result))} | {result.detail} |"


def _cells(result: Result) -> tuple[str, str, str]:
    """Say what was measured, what it should be, and whether it is."""
    goal = "" if result.goal is None else _goal(result)
    said = {True: "met", False: "**not met**", None: ""}[result.met]
    return _with_unit(result.value, result.unit), goal, said


def _goal(result: Result) -> str:
    assert result.goal is not None
    return ("≥ " if result.at_least else "≤ ") + _with_unit(result.goal, result.unit)


def _with_unit(value: float, unit: str) -> str:
    return f"{number(value)}{'' if unit == '×' else ' '}{unit}"


def goals(results: Sequence[Result]) -> str:
    """Write what had a goal as a shorter Markdown table."""
    lines = ["| | measured | goal | |", "|---|--:|--:|---|"]
    lines += [
        f"| {result.part}: {result.what} | {' | '.join(_cells(result))} |"
        for result in results
        if result.goal is not None
    ]
    return "\n".join(lines) + "\n"


def verdict(results: Sequence[Result]) -> str:
    """Say in words how many goals are met, and name those that are not."""
    aimed = [result for result in results if result.goal is not None]
    missed = [f"{result.part}: {result.what}" for result in aimed if not result.met]
    said = f"{len(aimed) - len(missed)} of {len(aimed)} goals are met."
    return said + (f" Not met: {'; '.join(missed)}." if missed else "")


def sentence(about: Mapping[str, Any]) -> str:
    """Name a machine, as `tests.benchmarks.machine` describes it, in one line."""
    return (
        f"{about['cores']} cores of {about['processor']}, {about['memory_gib']} GiB, "
        f"{about['system']}, Python {about['python']}, {about['date']}"
    )


def rounded(value: Any) -> Any:
    """Round all numbers in lists and dicts to what was really measured: five figures."""
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value
