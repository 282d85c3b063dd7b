"""Forms of the community, one module a noun."""
