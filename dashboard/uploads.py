"""Files between the page and this computer: uploads come in, rejected rows go out.

A file is the raw body of a request, so that it is never held in memory as a whole.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request, send_file

from dashboard.jobs import Jobs, sentence
from geodata.readers.open import open_source
from geodata.store import Store

LIMIT: Final = 4 << 30
"""Bytes of the largest file that is taken from the page."""

ADDRESS: Final = "/import"
_NAME: Final = 120
_CHUNK: Final = 1 << 20


def serve(server: Flask, store: Store, jobs: Jobs, limit: int = LIMIT) -> None:
    """Put the routes on a server.

    Parameters
    ----------
    server
        The page's own server.
    store
        Whose rejected rows are handed out.
    jobs
        Where a file goes that was understood.
    limit
        Bytes of the largest file that is taken.
    """

    @server.post(ADDRESS)
    def receive() -> dict[str, str]:
        """Answer with the id of the job, or with what is wrong with the file."""
        _own_page_only()
        name = file_name(request.args.get("name", ""))
        if (request.content_length or 0) > limit:
            return {"error": too_large(name, limit)}
        folder = TemporaryDirectory(prefix="hamrin-", ignore_cleanup_errors=True)
        try:
            path = Path(folder.name) / f"upload{Path(name).suffix}"
            with path.open("wb") as file:
                shutil.copyfileobj(request.stream, file, _CHUNK)
            return {"id": jobs.add(open_source(path, name), folder).id}
        except Exception as error:
            folder.cleanup()
            return {"error": sentence(error, name)}

    @server.delete(f"{ADDRESS}/<job_id>")
    def drop(job_id: str) -> dict[str, str]:
        _own_page_only()
        jobs.drop(job_id)
        return {}

    @server.get("/rejected/<name>.csv")
    def rejected(name: str) -> Response:
        if all(about.name != name for about in store.abouts()):
            abort(404)
        # Not kept by the browser: another data set may have this name one day.
        return send_file(
            store.rejected(name).resolve(),
            mimetype="text/csv",
            as_attachment=True,
            download_name=f"{name}-rejected.csv",
            max_age=0,
        )


def file_name(said: str) -> str:
    """Cut what a page calls a file to a plain name: no folder, no control character, not long."""
    last = said.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if dot and len(suffix) <= 16:
        return f"{stem[: _NAME - len(suffix)] or 'file'}.{suffix}"
    return plain[:_NAME] or "file"


def too_large(name: str, limit: int) -> str:
    """Say that a file is larger than the page takes, and what helps."""
    return (
        f"{name}: it is larger than {in_words(limit)}, the most that the page takes. "
        "Import it with --data when you start Hamrin."
    )


def in_words(size: int) -> str:
    """Write a size in bytes with the largest unit of which there is one."""
    for unit, power in (("GB", 30), ("MB", 20), ("KB", 10)):
        if size >= 1 << power:
            return f"{size / (1 << power):.3g} {unit}"
    return f"{size} bytes"


def _own_page_only() -> None:
    """Refuse what another site's page sends: it can neither set this header nor hide its origin."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign or request.headers.get("X-Hamrin") != "import":
        abort(403)
