"""Writers of the end of a way."""
