"""Selects of the review, one module a noun."""
