"""How long the heavy work takes and how much memory it holds: ratios within one run."""
