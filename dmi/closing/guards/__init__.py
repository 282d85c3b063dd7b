"""Conditions of the end of a way."""
