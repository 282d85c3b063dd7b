"""Commitments, readiness gates, cohort stages and fidelity."""
