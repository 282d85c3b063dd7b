"""What changes: emergency sight, and the purge of a person's data."""
