"""How a place is ranked and what of it may be shown: run as work of the jobs, kept as it came."""
