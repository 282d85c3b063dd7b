"""Forms of the evidence, one module a noun."""
