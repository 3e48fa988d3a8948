"""Bundles compressed as well as it goes: once, beside the first visit, and kept in a folder.

Brotli's best takes 20 s of a processor for all that a first visit loads, and spares a fifth of it.
So the first visit gets what is made at once, and the next one, of the next start too, the best.
"""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from tempfile import NamedTemporaryFile
from threading import Thread, get_native_id

import brotli
from flask import Flask, Response, request

SUITES = "/_dash-component-suites/"
"""Where Dash serves the bundles of its components."""


def serve_small(server: Flask, folder: Path) -> None:
    """Send each bundle from the folder of the best compression; what it lacks is put there."""
    shelf = _Shelf(folder)

    @server.after_request
    def shrink(response: Response) -> Response:
        whole = request.path.startswith(SUITES) and response.status_code == 200
        taken = request.accept_encodings.quality("br") > 0
        if whole and taken and (small := shelf.take(response.get_data())):
            response.set_data(small)
            response.headers["Content-Encoding"] = "br"
        return response


class _Shelf:
    """A folder of compressed files, named after what they hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked = set[str]()
        self.lacking = SimpleQueue[tuple[Path, bytes]]()
        Thread(target=self._fill, daemon=True).start()

    def take(self, body: bytes) -> bytes | None:
        """Return a body compressed; None where that is still to be made."""
        path = self.folder / f"{sha256(body).hexdigest()}.br"
        try:
            return path.read_bytes()
        except OSError:
            if path.name not in self.asked:
                self.asked.add(path.name)
                self.lacking.put((path, body))
            return None

    def _fill(self) -> None:
        if sys.platform == "linux":  # where a thread can stand back for the others
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, get_native_id(), 19)
        while True:
            path, body = self.lacking.get()
            with suppress(OSError):  # a folder that can not be written: all goes on as it was
                self.folder.mkdir(parents=True, exist_ok=True)
                with NamedTemporaryFile(dir=self.folder, delete=False) as part:
                    part.write(brotli.compress(body, quality=11, lgwin=24))
                Path(part.name).replace(path)
