"""Pages of the rights of the people on file, and of who looked at them."""
