"""The ratios as a drawing that reads on light and on dark ground."""

from collections.abc import Callable, Sequence
from html import escape
from math import ceil, log10
from typing import Final

from tests.benchmarks.results import Result, number

WIDTH: Final = 860
LEFT: Final = 400
RIGHT: Final = 70
BAR: Final = 18
ROW: Final = 42
TOP: Final = 44

_STYLE: Final = """
  text { font: 13px system-ui, sans-serif; fill: #33302c; }
  .said { fill: #6b655e; }
  .bar { fill: #1b5e93; }
  .grid { stroke: #8886; stroke-width: 1; }
  .goal { stroke: #b5482a; stroke-width: 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8e4de; } .said { fill: #a9a29a; } .bar { fill: #5694c8; }
    .goal { stroke: #e8805f; }
  }"""


def chart(results: Sequence[Result]) -> str:
    """Draw how many times as fast Hamrin is as each peer, on a scale of powers of ten."""
    shown = [result for result in results if result.peer]
    top = max((ceil(log10(max(result.value, result.goal or 1))) for result in shown), default=1)
    bottom = TOP + ROW * len(shown)

    def across(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * max(log10(value), 0) / top

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 34}" role="img" '
        'aria-label="How many times as fast Hamrin is as each peer, and the goals">',
        f"<style>{_STYLE}</style>",
        f'<text x="{LEFT}" y="16">times as fast as the peer, on the same data</text>',
        f'<line class="goal" x1="{WIDTH - 120}" x2="{WIDTH - 120}" y1="4" y2="20"/>'
        f'<text x="{WIDTH - 112}" y="16">goal</text>',
    ]
    for power in range(top + 1):
        x = across(10**power)
        lines.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP - 12}" y2="{bottom}"/>')
        lines.append(f'<text class="said" x="{x}" y="{bottom + 18}" text-anchor="middle">')
        lines.append(f"{10**power:,}×</text>")
    for position, result in enumerate(shown):
        y = TOP + ROW * position
        lines += _row(result, y, across)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _row(result: Result, y: float, across: Callable[[float], float]) -> list[str]:
    middle, end = y + BAR / 2 + 4.5, across(result.value)
    what = result.what.replace(f", against {result.peer}", "")
    drawn = [
        f'<text x="0" y="{y + 4}">{escape(result.peer)}</text>',
        f'<text class="said" x="0" y="{y + 20}" font-size="11">{escape(what)}</text>',
        f'<rect class="bar" x="{LEFT}" y="{y}" width="{max(end - LEFT, 1):.1f}" height="{BAR}"/>',
        f'<text x="{end + 8:.1f}" y="{middle}">{number(result.value)}×</text>',
    ]
    if result.goal:
        x = f"{across(result.goal):.1f}"
        drawn.append(f'<line class="goal" x1="{x}" x2="{x}" y1="{y - 4}" y2="{y + BAR + 4}"/>')
    return drawn
