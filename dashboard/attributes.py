"""Attributes of components that Dash has no words for."""

from typing import Any


def act(name: str, value: str = "") -> dict[str, str]:
    """Return the id of a button: pressing it does a gesture of `dashboard.gestures.GESTURES`."""
    return {"type": "act", "act": name, "value": value}


def aria(**names: str) -> dict[str, Any]:
    """Return attributes for assistive technology: ``aria(label="Map")``."""
    return {f"aria-{name}": value for name, value in names.items()}


def data(**names: str) -> dict[str, Any]:
    """Return attributes that ``assets/*.js`` read: ``data(turn="later")``."""
    return {f"data-{name}": value for name, value in names.items()}
