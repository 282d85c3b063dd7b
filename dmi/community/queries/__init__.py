"""What the community reads, through sight and within its number of statements."""
