"""The brief: a Selection on one printable page that needs no other file."""
