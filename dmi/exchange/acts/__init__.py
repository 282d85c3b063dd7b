"""Writers of what comes in by file."""
