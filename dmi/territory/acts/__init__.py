"""Writers of the territory, one module a noun."""
