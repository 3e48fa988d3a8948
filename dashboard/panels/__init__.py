"""One panel a file: its place on the page, its pure figure or rows, its callbacks."""
