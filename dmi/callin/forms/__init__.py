"""Forms of the call-in, one module a subject."""
