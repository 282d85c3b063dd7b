"""Tables of the call-in, one module a noun."""
