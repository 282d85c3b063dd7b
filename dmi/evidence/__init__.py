"""Authorisations, buys by label, items, custody and the laboratory."""
