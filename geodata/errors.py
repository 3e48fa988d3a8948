"""What goes wrong with data, said so that the reader can act on it."""

from dataclasses import dataclass
from pathlib import Path


class DataError(Exception):
    """A data file that can not be used at all; the message names the file and what to do."""


@dataclass(frozen=True)
class Rejection:
    """One row of a table that was not accepted.

    Attributes
    ----------
    file
        Name of the table.
    row
        Row as a spreadsheet counts it: the header is row 1.
    reason
        What is wrong, in plain words.
    values
        The row's cells as they came.
    """

    file: str
    row: int
    reason: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.reason}"


def unusable(path: Path, what: str) -> DataError:
    """Say that `path` can not be used, and what helps for every shipped table: put it back."""
    return DataError(f"{path.name}: {what}. Restore the file in {path.parent} and start again.")
