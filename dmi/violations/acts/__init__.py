"""Writers of reports, findings, responses and activations."""
