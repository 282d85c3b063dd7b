"""The sentence of every unmet condition, a file for each feature that judges it."""
