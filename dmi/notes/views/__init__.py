"""Pages of sessions with their notes: the only ones on which a note stands."""
