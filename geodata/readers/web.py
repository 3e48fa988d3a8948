"""Download a file over http or https; whatever goes wrong is one line that says what."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import unquote

import requests
from requests import exceptions
from urllib3.exceptions import NameResolutionError, ProtocolError, ReadTimeoutError

from geodata.errors import DataError

Progress = Callable[[str, float | None], None]
"""Takes what is being done and its share done, None where that is not known."""

TIMEOUT: Final = (10.0, 30.0)
"""Seconds to wait for a connection, and for the next bytes."""

_REDIRECTS: Final = 10
_CHUNK: Final = 1 << 18
_BY_HAND: Final = "Download it with a browser, and give the file"
_STATUS: Final = {
    401: f"the server asks for a login (401). {_BY_HAND}",
    403: f"the server refuses it (403). {_BY_HAND}",
    404: "the server has no such file (404). Check the address",
    410: "the server has it no more (410). Check the address",
}


@dataclass(frozen=True)
class Given:
    """A file to read, and how it came here.

    Attributes
    ----------
    path
        Where it is. What was downloaded, or came from standard input, is there as long as this
        object is.
    name
        What messages call it.
    address
        Where it was downloaded, without credentials; "" for a file of the analyst's own.
    note
        What the analyst should know of how it was obtained; "" if nothing.
    held
        The temporary folder of ``path``, if it is in one.
    """

    path: Path
    name: str
    address: str = ""
    note: str = ""
    held: TemporaryDirectory[str] | None = None


class MissingError(DataError):
    """The server answers that it has no such file."""


def download(
    address: str, target: Path, progress: Progress, timeout: tuple[float, float] = TIMEOUT
) -> None:
    """Download a file.

    Parameters
    ----------
    address
        Where it is; what it has of credentials is used but never said.
    target
        Where to write it; a part of it may stand there after an error.
    progress
        Told how far it is.
    timeout
        Seconds to wait for a connection, and for the next bytes.

    Raises
    ------
    MissingError
        If the server has no such file.
    DataError
        If it can not be had for another reason.
    """
    label = f"Downloading {file_name(address)}"
    progress(label, None)
    try:
        with requests.Session() as session:
            session.max_redirects = _REDIRECTS
            session.headers["User-Agent"] = "Hamrin"
            with session.get(address, stream=True, timeout=timeout) as answer:
                _check(address, answer.status_code)
                length = int(answer.headers.get("Content-Length") or 0)
                with target.open("wb") as file:
                    for chunk in answer.iter_content(_CHUNK):
                        file.write(chunk)
                        progress(label, min(answer.raw.tell() / length, 1.0) if length else None)
    except (exceptions.RequestException, ValueError) as error:
        raise DataError(f"{shown(address)}: {_said(error)}.") from None
    except OSError as error:
        raise DataError(f"{target.parent}: it can not be written ({error.strerror}).") from None


def shown(address: str) -> str:
    """Return an address as it may be seen: without user, password and query."""
    return "".join(_split(address))


def file_name(address: str) -> str:
    """Return the name of the file at an address; the host's where it has none."""
    _, host, path = _split(address)
    return unquote(PurePosixPath(path).name) or host


def _split(address: str) -> tuple[str, str, str]:
    """Cut an address, be it a right one or not, into scheme, host and path."""
    scheme, _, rest = address.partition("://")
    rest = re.split("[?#]", rest, maxsplit=1)[0]
    host, slash, path = rest.partition("/")
    return f"{scheme}://", host.rpartition("@")[2], slash + path


def _check(address: str, status: int) -> None:
    if status == requests.codes.ok:
        return
    said = _STATUS.get(status, f"the server answers with {status}")
    if status >= 500:
        said = f"the server has trouble of its own ({status}). Try again later"
    kind = MissingError if status in (404, 410) else DataError
    raise kind(f"{shown(address)}: {said}.")


def _said(error: Exception) -> str:
    """Say what went wrong, without the address that the library's own words may hold."""
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    if isinstance(error, exceptions.ReadTimeout) or isinstance(reason, ReadTimeoutError):
        return "the server has stopped answering. Try again later"
    if isinstance(reason, NameResolutionError):
        return "there is no such host, or no network. Check both"
    if isinstance(reason, ProtocolError):
        return "the download broke off in the middle. Try again"
    for kind, said in _TROUBLE.items():
        if isinstance(error, kind):
            return said
    return "the server's answer makes no sense. Check the address"


_TROUBLE: Final = {
    exceptions.TooManyRedirects: "it redirects for ever. Check the address",
    exceptions.SSLError: f"the server's certificate is not valid. {_BY_HAND}",
    exceptions.ProxyError: "the proxy can not be reached. Check its settings",
    exceptions.ConnectionError: "the server can not be reached. Check the address and the network",
    exceptions.Timeout: "the server can not be reached. Check the address and the network",
    exceptions.ContentDecodingError: "the download came damaged. Try again",
    ValueError: "this is no http or https address that can be followed. Check it",
}
