"""Pages over all features: what waits, who somebody is, how a cohort stands, and search."""
