"""What the README says was measured."""

import json

from tests.benchmarks.readme import RESULTS, shown, written
from tests.benchmarks.results import Result


def test_the_readme_shows_what_was_measured_last_and_hides_no_goal_that_is_missed() -> None:
    kept = json.loads((RESULTS / "figures.json").read_text("utf-8"))
    results = [Result(**one) for one in kept["results"]]
    assert shown() == written(results, kept["machine"])
    missed = [result for result in results if result.met is False]
    assert shown().count("**not met**") == len(missed)
