"""Sectors, complaints, hot spots, markets and cohorts."""
