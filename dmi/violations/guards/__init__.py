"""Conditions of reports, findings, responses and activation."""
