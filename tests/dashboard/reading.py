"""Read Dash components as a person does: what is said, and what can be pressed."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def every(node: Any) -> Iterator[Any]:
    """Walk through all components of a tree; their properties are Dash's own business."""
    if isinstance(node, Component):
        yield node
        yield from every(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from every(child)


def said(node: Any) -> str:
    """Join all the text of a tree."""
    if isinstance(node, list | tuple):
        return " ".join(" ".join(filter(None, map(said, node))).split())
    if isinstance(node, Component):
        return said(getattr(node, "children", None))
    return "" if node is None else str(node)


def buttons(node: Any) -> dict[tuple[str, str], str]:
    """Return what each button of a gesture says, by its act and its value."""
    found = [one for one in every(node) if type(one).__name__ == "Button" and hasattr(one, "id")]
    return {(one.id["act"], one.id["value"]): said(one) for one in found}
