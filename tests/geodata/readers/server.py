"""A server on the loopback that answers as servers do, and as they should not."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

TABLE = b"id,date\n1,2020-07-16\n"
Answer = Callable[[BaseHTTPRequestHandler], None]

TIMEOUT = (5.0, 0.5)
"""Seconds for a connection and for the next bytes: short, for servers that are meant to stall."""


def zipped(table: bytes = TABLE) -> bytes:
    with ZipFile(file := BytesIO(), "w") as packed:
        packed.writestr(ZipInfo("GEDEvent.csv"), table)  # with no time of its own
    return file.getvalue()


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"what?\r\n\r\n")


def data(body: bytes, length: int | None = None) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


class Server:
    """A server on the loopback that gives set answers, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.answers.get(self.path.partition("?")[0], status(404))(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()

    def stall(self, handler: BaseHTTPRequestHandler) -> None:
        self.over.wait(30)
        handler.close_connection = True

    def stall_in_the_middle(self, handler: BaseHTTPRequestHandler) -> None:
        data(b"half", 8)(handler)
        handler.wfile.flush()
        self.stall(handler)

    def close(self) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class Bar:
    """A progress bar that only remembers."""

    def __init__(self) -> None:
        self.told: list[tuple[str, float | None]] = []

    def __call__(self, label: str, share: float | None) -> None:
        self.told.append((label, share))
