"""Many texts as two plain arrays, so that they can stay on the disk until one is needed."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Texts:
    """A list of texts.

    Attributes
    ----------
    ends
        Where each ends in `letters`, and 0 before them; int64 (t + 1,).
    letters
        All of them in UTF-8, one after another; uint8.
    """

    ends: np.ndarray
    letters: np.ndarray

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Take texts in."""
        encoded = [text.encode() for text in texts]
        ends = np.cumsum([0, *map(len, encoded)], dtype="int64")
        return cls(ends, np.frombuffer(b"".join(encoded), "uint8"))

    def take(self, positions: Iterable[int]) -> list[str]:
        """Return some of them."""
        spans = ((self.ends[at], self.ends[at + 1]) for at in positions)
        return [self.letters[start:end].tobytes().decode() for start, end in spans]

    def all(self) -> list[str]:
        """Return all of them."""
        return self.take(range(len(self.ends) - 1))
