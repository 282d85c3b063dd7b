"""Tables of the outcomes, one module a noun."""
