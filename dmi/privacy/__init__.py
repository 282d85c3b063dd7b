"""Rights, retention and purge."""
