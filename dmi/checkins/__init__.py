"""Check-in series, windows and rescue."""
