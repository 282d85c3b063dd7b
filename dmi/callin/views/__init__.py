"""Pages of the call-in, one module a subject."""
