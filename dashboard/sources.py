"""A link to who says so."""

from urllib.parse import urlsplit

from dash import html


def sourced(name: str, url: str) -> html.A | str:
    """Lead to a source by its name, else by its host's; one without an address is only named."""
    if not url:
        return name
    named = name or urlsplit(url).netloc.removeprefix("www.")
    return html.A(named, href=url, target="_blank", rel="noopener noreferrer")
