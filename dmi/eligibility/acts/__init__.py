"""Writers of review and decision, one module a noun."""
