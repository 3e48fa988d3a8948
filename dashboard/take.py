"""Taking a Selection away: a zip of the incidents in a format, and of the text that cites them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import RawIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Flask, Response, request

from dashboard import view as views
from dashboard.citation import Taken, citation
from dashboard.view import View
from geodata.counts import incidents
from geodata.dataset import Dataset
from geodata.errors import DataError
from geodata.filters import listed
from geodata.library import Library
from geodata.selection import Selection
from geodata.vocabulary import ELSEWHERE, PROVINCES
from geodata.writers.fields import read
from geodata.writers.formats import FORMATS

ADDRESS: Final = "/take"
CITATION: Final = "CITATION.txt"
_CHUNK: Final = 1 << 20


def serve(server: Flask, library: Library) -> None:
    """Answer ``GET /take/<format>?<link>`` with a file, or with what is wrong in plain text."""

    @server.get(f"{ADDRESS}/<name>")
    def take(name: str) -> Response:
        if name not in FORMATS:
            known = listed(list(FORMATS), "or")
            return refused(404, f"“{name[:60]}” is no format to take away. Use {known}.")
        wanted = FORMATS[name]
        try:
            view = asked(library)
            dataset = library.open(view.data)
            wanted.check(incidents(dataset, view.selection))
            moment = datetime.now(UTC)
            address = request.host_url + view.to_link()
            taken = Taken(dataset, view.selection, wanted, address, moment)
            text = citation(taken)
        except DataError as error:
            return refused(400, str(error))
        title = stem(dataset, view.selection)
        return Response(
            _zipped(taken, text, f"{title}{wanted.suffix}"),
            mimetype="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="{title}{wanted.suffix}.zip"',
                "Cache-Control": "no-store",
            },
        )


def asked(library: Library) -> View:
    """Read the link of a request: a file of something else than was asked for is worse than none.

    Raises
    ------
    DataError
        If a part of it can not be read, or names data sets that are not here.
    """
    view, problems = views.from_link(request.query_string.decode(errors="replace"))
    if gone := library.missing(view.data):
        problems.append(f"data sets that are not here: {listed(gone, 'and')}")
    if problems:
        raise DataError(f"This link can not be read: {'; '.join(problems)}.")
    return view


def stem(dataset: Dataset, selection: Selection) -> str:
    """Name a file after its provinces and dates: hamrin-kirkuk-diyala-2020-06-01-2020-08-31."""
    start, end = selection.period(dataset.span)
    places = ["four provinces"] if not selection.provinces else selection.provinces
    if {*PROVINCES, ELSEWHERE} == {*selection.provinces}:
        places = ["everywhere"]
    words = "-".join(["hamrin", *places, start.isoformat(), end.isoformat()])
    return re.sub(r"[^a-z0-9-]+", "-", words.lower())


def refused(status: int, why: str) -> Response:
    """Answer with what is wrong, in plain text."""
    return Response(why, status, mimetype="text/plain", headers={"Cache-Control": "no-store"})


def _zipped(taken: Taken, text: str, name: str) -> Iterator[bytes]:
    """Write a zip piece by piece; the citation goes first, so that the browser has it at once."""
    sent = _Sink()
    with TemporaryDirectory(prefix="hamrin-", ignore_cleanup_errors=True) as folder:
        with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
            archive.writestr(CITATION, text)
            yield sent.taken()
            path = Path(folder) / name
            taken.format.write(read(taken.dataset, taken.selection), path)
            about = ZipInfo.from_file(path, name)
            about.compress_type = ZIP_DEFLATED
            with path.open("rb") as file, archive.open(about, "w") as entry:
                while piece := file.read(_CHUNK):
                    entry.write(piece)
                    yield sent.taken()
        yield sent.taken()


class _Sink(RawIOBase):
    """What a zip is written to: it keeps only what has not been sent yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """Give what was written since the last time."""
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole
