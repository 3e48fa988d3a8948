"""Many texts as two plain arrays, so that they can stay on the disk until one is needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

_TEXT: Final = pa.large_string()


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
    def of(cls, texts: Iterable[str] | pa.ChunkedArray) -> "Texts":
        """Take texts in."""
        given = texts.chunks if isinstance(texts, pa.ChunkedArray) else [pa.array([*texts], _TEXT)]
        # Arrow holds texts in just this way, but that where there is none it may have no end.
        first = pa.array([""], _TEXT)
        whole = pa.concat_arrays([first, *(chunk.cast(_TEXT) for chunk in given)])
        _, ends, letters = whole.buffers()
        return cls(np.frombuffer(ends, "int64")[1:], np.frombuffer(letters or b"", "uint8"))

    def take(self, positions: Iterable[int]) -> list[str]:
        """Return some of them."""
        spans = ((self.ends[at], self.ends[at + 1]) for at in positions)
        return [self.letters[start:end].tobytes().decode() for start, end in spans]

    def all(self) -> list[str]:
        """Return all of them."""
        return self.take(range(len(self.ends) - 1))
