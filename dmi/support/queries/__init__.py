"""Reads of the support, through sight, one module a noun."""
