"""The front door of Hamrin: options, open the data, import what is given, serve the dashboard."""

import gc
import socket
import sys
import webbrowser
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NoReturn
from urllib.parse import urlencode

import typer
from platformdirs import user_cache_path, user_data_path
from waitress.server import create_server

from dashboard import create_app
from dashboard.uploads import LIMIT
from geodata.dataset import SHIPPED, Dataset, open_dataset
from geodata.districts import read_districts
from geodata.errors import DataError
from geodata.library import Library
from geodata.store import Store

STORE = user_data_path("hamrin", appauthor=False) / "store"
CACHE = user_cache_path("hamrin", appauthor=False)


def serve(
    more: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="More files for --data.")
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE...",
            help="Import and show: files, patterns, http(s) addresses, - for standard input, "
            "or ucdp for the current UCDP GED release.",
        ),
    ] = None,
    columns: Annotated[
        str,
        typer.Option("--map", envvar="HAMRIN_MAP", metavar="FIELD=COLUMN,...",
                     help="Which column is which, for a table of no known format."),
    ] = "",
    dates: Annotated[
        Literal["", "day-first", "month-first"],
        typer.Option(help="How dates in numbers are written, where the file leaves it open."),
    ] = "",
    store: Annotated[
        Path, typer.Option(help="Folder where imports are kept.", show_default="the user's own")
    ] = STORE,
    cache: Annotated[
        Path, typer.Option(help="Folder where downloads are kept.", show_default="the user's own")
    ] = CACHE,
    ucdp_url: Annotated[
        str,
        typer.Option(help="Address of the release that --data ucdp takes.",
                     show_default="the newest"),
    ] = "",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8050,
    open_page: Annotated[
        bool, typer.Option("--open", envvar="HAMRIN_OPEN", help="Open the page in a browser.")
    ] = False,
    data_dir: Annotated[
        Path, typer.Option(help="Folder with the data tables.", show_default="the shipped ones")
    ] = SHIPPED,
    districts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Layer of districts to colour the map by: GeoPackage, "
                     "GeoJSON, Shapefile (zipped or not), GeoParquet, in any CRS."),
    ] = None,
) -> None:  # fmt: skip
    """Serve Hamrin, the incident dashboard for Iraq's disputed territories.

    Each option can be set in the environment too.
    """
    six = ":" in host
    try:
        family = socket.AF_INET6 if six else socket.AF_INET
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or error
        fail(f"Can not listen on {host}:{port} ({reason}). Choose another with --port.")
    library, left_out = _open(data_dir, store, districts)
    files = [*(data or ()), *(more or ())]
    shown: list[str] = []
    if files:
        from geodata.terminal import Wishes, bring  # what reads and fetches files loads slowly

        try:
            if isinstance(library, DataError):
                raise library
            ask = partial(typer.confirm, err=True) if sys.stdin.isatty() else None
            shown = bring(Wishes(files, columns, dates, cache, ucdp_url, ask), library)
        except DataError as error:
            fail(str(error))
    server = create_server(
        create_app(library, cache / "bundles", left_out).server,
        sockets=[listener],
        threads=8,
        connection_limit=1_000,  # a browser holds six open
        asyncore_use_poll=True,
        ident="Hamrin",
        max_request_body_size=LIMIT,
    )
    address = f"http://{f'[{host}]' if six else host}:{listener.getsockname()[1]}"
    if shown:
        address += "/?" + urlencode([("data", name) for name in shown])
    print(f"Hamrin is at {address} (Ctrl+C ends it)", flush=True)
    if open_page:
        webbrowser.open(address)
    gc.freeze()  # what is here now stays: to search it for rubbish holds answers up
    server.run()


def _open(folder: Path, store: Path, districts: Path | None) -> tuple[Library | DataError, str]:
    """Open the data; what is wrong with it is said here and on the page, which stays up.

    Returns
    -------
    Library or DataError
        The data, or why there are none.
    str
        Why the layer of districts is not among them.
    """
    try:
        dataset, left_out = _with_districts(open_dataset(folder), districts)
        library = Library(dataset, Store(store))
    except DataError as error:
        print(error, file=sys.stderr)
        return error, ""
    for said in (*(f"Left out: {row}" for row in dataset.rejected), *library.store.problems()):
        print(said, file=sys.stderr)
    return library, left_out


def _with_districts(dataset: Dataset, path: Path | None) -> tuple[Dataset, str]:
    """Take a layer of districts into the data; what is wrong with it is said as the data's is."""
    if path is None:
        return dataset, ""
    try:
        return replace(dataset, districts=read_districts(path, dataset.atlas)), ""
    except DataError as error:
        print(error, file=sys.stderr)
        return dataset, str(error)


def fail(message: str) -> NoReturn:
    """End with one line on standard error and exit code 2."""
    print(message, file=sys.stderr)
    raise typer.Exit(2)


if __name__ == "__main__":
    cli = typer.Typer(add_completion=False, rich_markup_mode=None)
    cli.command()(serve)
    cli(auto_envvar_prefix="HAMRIN")
