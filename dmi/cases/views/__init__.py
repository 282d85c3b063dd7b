"""Pages of the banked case."""
