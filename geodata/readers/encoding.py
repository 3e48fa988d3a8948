"""Text out of bytes: which encoding a file is in, found from all of it."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, TextIO

LINE: Final = 1 << 22
"""Characters beyond which a line is taken for no line of a table."""

_MARKS: Final = (  # UTF-32 first: its mark begins as that of UTF-16 does
    (b"\xff\xfe\0\0", "utf-32", "UTF-32"),
    (b"\0\0\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_STRAY: Final = re.compile("[\udc80-\udcff]")
_LETTER: Final = re.compile("[\udcc0-\udcff]")  # in Windows-1252 and -1256 alike
_WORD: Final = re.compile("[\udcc0-\udcff]{3,}")
_CHUNK: Final = 1 << 17  # small enough to stay in the processor's cache


@dataclass(frozen=True)
class Text:
    """How the bytes of a file become text.

    Attributes
    ----------
    path
        The file.
    codec
        Python's name of the encoding.
    label
        Its name for the analyst.
    notes
        What was decided on the way.
    nul
        Whether there are NUL characters in it, which no table has.
    damaged
        Whether there are bytes in it that are no text.
    """

    path: Path
    codec: str
    label: str
    notes: tuple[str, ...] = ()
    nul: bool = False
    damaged: bool = False

    def open(self) -> TextIO:
        r"""Open the text with its line ends as they are; what is no text shows as ``\xNN``."""
        return self.path.open(encoding=self.codec, errors="backslashreplace", newline="")

    def coded(self) -> "BinaryIO | Recoded":
        r"""Open the text as UTF-8, without a mark; what is no text stays where it is no UTF-8."""
        if self.codec != "utf-8-sig":
            return Recoded(self.open())
        file = self.path.open("rb")
        file.seek(len(BOM_UTF8) if file.read(len(BOM_UTF8)) == BOM_UTF8 else 0)
        return file

    def lines(self, file: TextIO) -> Iterator[str]:
        """Give the physical lines of the opened text, overlong ones in pieces of ``LINE``."""
        return iter(partial(file.readline, LINE), "")


class Recoded:
    """Text of another encoding, read as a file of UTF-8 would be."""

    def __init__(self, text: TextIO) -> None:
        self._text = text

    def read(self, characters: int) -> bytes:
        """Read some characters; fewer at the end."""
        return self._text.read(characters).encode()

    def readline(self, characters: int) -> bytes:
        """Read to the end of the line, or some characters of a longer one."""
        return self._text.readline(characters).encode()

    def tell(self) -> int:
        """Say how much of the file has been read."""
        return self._text.buffer.tell()

    def close(self) -> None:
        """Close the file."""
        self._text.close()


def read_encoding(path: Path) -> Text:
    """Find the encoding of a file: UTF by its mark or its bytes, else Windows."""
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, codec, label in _MARKS:
        if start.startswith(mark):
            return Text(path, codec, label, nul=_has_nul(path, codec))
    # Every other byte of Latin text in UTF-16 is zero, and the bytes between are not.
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) > len(start) / 5 and min(even, odd) == 0:
        codec = "utf-16-le" if odd else "utf-16-be"
        note = "read as UTF-16, which the file does not say"
        return Text(path, codec, "UTF-16", (note,), _has_nul(path, codec))
    return _eight_bits(path)


def _has_nul(path: Path, codec: str) -> bool:
    return any("\0" in text for text in _chunks(path, codec, "replace"))


def _eight_bits(path: Path) -> Text:
    sound, nul = _checked(path)
    if sound:
        return Text(path, "utf-8-sig", "UTF-8", (), nul)
    stray, letters = 0, 0
    high, in_words = 0, 0
    for text in _chunks(path, "utf-8-sig", "surrogateescape"):
        if not text.isascii():
            wrong = len(_STRAY.findall(text))
            stray += wrong
            letters += len(text) - len(text.encode("ascii", "ignore")) - wrong
            if wrong:
                high += len(_LETTER.findall(text))
                in_words += sum(map(len, _WORD.findall(text)))
    if stray > letters:
        # Latin words have an accent here and there; in Arabic words there is no other letter.
        page = "1256" if in_words * 2 > high else "1252"
        note = f"read as Windows-{page}, for it is not UTF-8"
        return Text(path, f"cp{page}", f"Windows-{page}", (note,), nul)
    damaged = f"bytes that are not UTF-8 text ({stray:,}) show as \\xNN in their cells"
    return Text(path, "utf-8-sig", "UTF-8", (damaged,) if stray else (), nul, bool(stray))


def _checked(path: Path) -> tuple[bool, bool]:
    """Say whether all of a file is UTF-8, and whether there are NUL characters in it."""
    sound, nul = True, False
    with path.open("rb") as file:
        while data := file.read(_CHUNK) + file.readline(_CHUNK):
            nul = nul or b"\0" in data
            try:
                str(data, "utf-8")
            except UnicodeDecodeError:
                sound = False
    return sound, nul


def _chunks(path: Path, codec: str, errors: str) -> Iterator[str]:
    with path.open(encoding=codec, errors=errors, newline="") as file:
        yield from iter(partial(file.read, _CHUNK), "")
