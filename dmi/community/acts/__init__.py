"""Writers of the community, one module a noun."""
