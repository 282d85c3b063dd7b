"""Forms of reports, findings and activations."""
