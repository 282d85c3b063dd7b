"""Indicators, locked plans, evaluation and reports."""
