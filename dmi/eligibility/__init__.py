"""Criteria, opinions, the decision and its disputes."""
