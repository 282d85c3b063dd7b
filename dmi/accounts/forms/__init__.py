"""Forms about the gate, one module a subject."""
