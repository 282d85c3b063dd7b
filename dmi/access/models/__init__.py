"""Tables of the gate, one module a noun."""
