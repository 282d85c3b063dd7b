"""What the desk reads, through sight and within its number of statements."""
