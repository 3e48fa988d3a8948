"""Buttons on panels: a button's id says what pressing it does to the View."""


def act(name: str, value: str = "") -> dict[str, str]:
    """Return the id of a button that does a gesture of `dashboard.view.GESTURES`."""
    return {"type": "act", "act": name, "value": value}
