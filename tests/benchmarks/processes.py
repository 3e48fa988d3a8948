"""Work in a process of its own, so that it finds no other's memory or caches."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from tests.benchmarks.plan import Plan
from tests.benchmarks.results import Result

Given = ParamSpec("Given")
Found = TypeVar("Found")


def alone(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """Call a function in a new process and return what it returns."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(work, *given, **named).result()


def measure(part: str, plan: Plan) -> list[Result]:
    """Run one part; its libraries are loaded where it runs, and nowhere else."""
    found: list[Result] = import_module(f"tests.benchmarks.{part}").measure(plan)
    return found
