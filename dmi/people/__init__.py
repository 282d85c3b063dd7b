"""Nomination, identity, links, consents and the way of one person through one cohort."""
