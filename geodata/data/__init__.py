"""Tables that ship, and the script that made the geometry; see SOURCES.md."""
