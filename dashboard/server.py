"""The web server's side: what is sent with every answer, and the geometry as one cached file."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import geopandas as gpd
from dash import Dash
from flask import Flask, Response
from flask_compress import Compress

from dashboard.basemaps import TILE_HOSTS
from dashboard.panels import map_districts
from geodata.dataset import Dataset
from geodata.errors import DataError

ASSETS: Final = Path(__file__).with_name("assets")
YEAR: Final = "public, max-age=31536000, immutable"
"""``Cache-Control`` of what is named after its content."""


def create_server() -> Flask:
    """Make the Flask application that Dash is put on: compressed, static files kept a year."""
    server = Flask("dashboard")
    # Dash names its bundles and assets after their content or their age, so they can be kept.
    server.config.update(
        SEND_FILE_MAX_AGE_DEFAULT=31536000,
        COMPRESS_MIMETYPES=[
            *("text/html", "text/css", "text/javascript", "application/javascript"),
            *("application/json", "application/geo+json", "image/svg+xml"),
        ],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,  # a twelfth less than 4, in the same time
    )
    Compress(server)

    @server.errorhandler(DataError)
    def unusable(error: DataError) -> Response:
        return Response(str(error), 503, mimetype="text/plain")

    return server


def serve_own(server: Flask) -> tuple[str, str, str]:
    """Serve the page's own style sheets as one file and its scripts as another.

    A browser waits for each file by itself, and there are dozens.

    Returns
    -------
    tuple of str
        Addresses of the style sheet, of the script, and of what starts all scripts.
    """
    start = Path(__file__).with_name("opening.js").read_text("utf-8")

    def gathered(suffix: str, between: str) -> str:
        paths = sorted(ASSETS.glob(f"*.{suffix}"))
        return between.join(path.read_text("utf-8") for path in paths)

    return (
        serve_for_long(server, "/own/page.css", gathered("css", "\n"), "text/css"),
        serve_for_long(server, "/own/page.js", gathered("js", "\n;\n"), "text/javascript"),
        serve_for_long(server, "/own/opening.js", start, "text/javascript"),
    )


def serve_geometry(server: Flask, dataset: Dataset) -> str:
    """Serve the governorates' polygons; give the address to draw them from."""
    body = dataset.governorates[["iso", "focus", "geometry"]].to_json(drop_id=True)
    return serve_for_long(server, "/geometry/provinces.geojson", body, "application/geo+json")


def serve_areas(server: Flask, dataset: Dataset) -> str:
    """Serve the four provinces with the districts of the layer, if one is given.

    Returns
    -------
    str
        Address, or nothing where there is no layer.
    """
    if dataset.districts is None:
        return ""
    districts, provinces = dataset.districts.drawn, dataset.provinces
    both = gpd.GeoDataFrame(
        {"iso": [*map_districts.ids(districts), *provinces["iso"]]},
        geometry=[*districts, *provinces.geometry],
    )
    body = both.to_json(drop_id=True)
    return serve_for_long(server, "/geometry/districts.geojson", body, "application/geo+json")


def serve_for_long(server: Flask, path: str, body: str, mimetype: str = "application/json") -> str:
    """Serve a text that browsers may keep for a year; give the address, which names the version."""
    version = hashlib.sha256(body.encode()).hexdigest()[:12]

    def answer() -> Response:
        return Response(body, mimetype=mimetype, headers={"Cache-Control": YEAR})

    server.add_url_rule(path, path, answer)
    return f"{path}?v={version}"


def guard(app: Dash, server: Flask) -> None:
    """Let the page talk to this host only, and to the tile hosts an analyst may turn on.

    The policy is what makes "offline first" more than a promise: the browser itself refuses
    anything else. MapLibre needs blob workers; Plotly and Mantine write style attributes.
    """
    tiles = " ".join(TILE_HOSTS)

    @cache
    def policy() -> str:
        scripts = " ".join(["'self'", *app.csp_hashes()])
        return (
            f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
            f"img-src 'self' data: blob: {tiles}; connect-src 'self' data: blob: {tiles}; "
            "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; "
            "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
        )

    @server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy()
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Tile servers ask to be told which site draws on them; the link's question stays here.
        response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        return response
