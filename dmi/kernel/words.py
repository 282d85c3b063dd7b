"""Marking of English words that a catalogue translates."""


def N_(message: str) -> str:
    """Return ``message`` unchanged; the name marks it for the catalogue."""
    return message
