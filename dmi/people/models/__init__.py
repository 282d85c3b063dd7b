"""Tables of the people, one module a noun."""
