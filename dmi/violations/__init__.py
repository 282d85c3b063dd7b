"""Reports, accounts, findings, responses and the activation of a case."""
