"""Forms of the support, one module a stretch of the way."""
