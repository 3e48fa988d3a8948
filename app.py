"""The front door of Hamrin: options, open the data, serve the dashboard."""

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

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
    application = create_app(_open(data_dir)).server
    try:
        server = create_server(application, host=host, port=port, threads=8, ident="Hamrin")
    except OSError as error:
        reason = error.strerror or error
        fail(f"Can not listen on {host}:{port} ({reason}). Choose another with --port.")
    address = f"http://{host}:{server.effective_port}"
    print(f"Hamrin is at {address} (Ctrl+C ends it)", flush=True)
    if open_page:
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


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


def fail(message: str) -> None:
    """End with one line on standard error and exit code 2."""
    print(message, file=sys.stderr)
    raise typer.Exit(2)


if __name__ == "__main__":
    cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    cli.command()(serve)
    cli(auto_envvar_prefix="HAMRIN")
