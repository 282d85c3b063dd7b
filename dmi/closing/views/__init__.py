"""Pages of the end of a way."""
