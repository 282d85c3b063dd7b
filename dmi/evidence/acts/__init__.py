"""Writers of the evidence, one module a noun."""
