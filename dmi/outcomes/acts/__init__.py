"""Writers of the evaluation."""
