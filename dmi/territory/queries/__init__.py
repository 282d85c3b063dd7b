"""What the territory reads, through sight and within its number of statements."""
