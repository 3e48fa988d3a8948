"""The data side of Hamrin: read, check, join, select and count. Knows nothing of the screen."""
