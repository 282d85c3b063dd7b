"""Tables of a broken promise; none of them can point at a session."""
