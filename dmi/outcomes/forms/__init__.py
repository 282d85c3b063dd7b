"""Forms of the evaluation and of what leaves the house."""
