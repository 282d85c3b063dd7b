"""Conditions that read evidence, opinions and decisions, one module a noun."""
