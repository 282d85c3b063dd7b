"""Pages of reports and of the activation of a case."""
