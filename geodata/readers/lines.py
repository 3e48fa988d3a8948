"""The text of a table under way: in lines for who reads with care, in pieces for who is quick."""

import io
from codecs import getincrementaldecoder
from typing import Final, Self

from geodata.readers.encoding import LINE, Text

_FEW: Final = 1 << 16


class Lines:
    """Physical lines for a csv reader, or UTF-8 of the same text for who can do without lines.

    Parameters
    ----------
    text
        What is read.

    Attributes
    ----------
    record
        Lines given since it was last cleared.
    again
        Lines to give once more before the text's next, the last of them first.
    taken
        Characters of the lines given so far.
    """

    def __init__(self, text: Text) -> None:
        self.record: list[str] = []
        self.again: list[str] = []
        self.taken = 0
        self._size = text.path.stat().st_size
        self._coded = text.coded()
        self._left = b""
        self._decoder = getincrementaldecoder("utf-8")("backslashreplace")
        self._restart("")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._coded.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.again.pop() if self.again else self._line()
        if not line:
            raise StopIteration
        self.record.append(line)
        self.taken += len(line)
        return line

    @property
    def done(self) -> float:
        """Share of the file read so far, 0 to 1."""
        return self._coded.tell() / self._size

    def take(self, length: int) -> bytes:
        """Give what is next as whole lines of together about a length; nothing at the end."""
        self._left = self._ahead.read().encode() + self._decoder.getstate()[0] + self._left
        self._decoder.reset()
        self._restart("")
        return self._read(length)

    def back(self, data: bytes) -> None:
        """Take back the end of what was given, to give it again."""
        self._left = data + self._left

    def _line(self) -> str:
        line = self._ahead.readline(LINE)
        # A line at the end of what was read may go on.
        while self._ahead.tell() == self._length and not line.endswith("\n") and len(line) < LINE:
            data = self._read(_FEW)
            text = line + self._decoder.decode(data, final=not data)
            if text == line:
                break
            self._restart(text)
            line = self._ahead.readline(LINE)
        return line

    def _read(self, length: int) -> bytes:
        if len(self._left) < length:
            more = self._coded.read(length - len(self._left)), self._coded.readline(LINE)
            self._left = b"".join([self._left, *more])
        end = self._left.find(b"\n", length - 1) + 1
        if not end:
            self._left += self._coded.readline(LINE)
            end = len(self._left)
        data, self._left = self._left[:end], self._left[end:]
        return data

    def _restart(self, text: str) -> None:
        self._ahead, self._length = io.StringIO(text, newline=""), len(text)
