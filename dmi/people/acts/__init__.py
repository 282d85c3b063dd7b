"""Writers about people, one module a matter."""
