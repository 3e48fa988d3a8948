"""The front door of Hamrin: options, open the data, serve the dashboard."""

import socket
import sys
import webbrowser
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from waitress.server import create_server

from dashboard import create_app
from geodata.dataset import SHIPPED, Dataset, open_dataset
from geodata.errors import DataError


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8050,
    open_page: Annotated[
        bool, typer.Option("--open", envvar="HAMRIN_OPEN", help="Open the page in a browser.")
    ] = False,
    data_dir: Annotated[
        Path, typer.Option(help="Folder with the data tables.", show_default="the shipped ones")
    ] = SHIPPED,
) -> None:
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
    application = create_app(_open(data_dir)).server
    server = create_server(application, sockets=[listener], threads=8, ident="Hamrin")
    address = f"http://{f'[{host}]' if six else host}:{listener.getsockname()[1]}"
    print(f"Hamrin is at {address} (Ctrl+C ends it)", flush=True)
    if open_page:
        webbrowser.open(address)
    server.run()


def _open(folder: Path) -> Dataset | DataError:
    """Open the data; what is wrong with it is said here and on the page, which stays up."""
    try:
        dataset = open_dataset(folder)
    except DataError as error:
        print(error, file=sys.stderr)
        return error
    for row in dataset.rejected:
        print(f"Left out: {row}", file=sys.stderr)
    return dataset


def fail(message: str) -> NoReturn:
    """End with one line on standard error and exit code 2."""
    print(message, file=sys.stderr)
    raise typer.Exit(2)


if __name__ == "__main__":
    cli = typer.Typer(add_completion=False, rich_markup_mode=None)
    cli.command()(serve)
    cli(auto_envvar_prefix="HAMRIN")
