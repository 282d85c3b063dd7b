"""Forms about people, one module a matter."""
