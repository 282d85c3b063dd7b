"""Tables of the support, one module a noun."""
