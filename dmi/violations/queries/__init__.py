"""What the reports, findings and activations of a person say."""
