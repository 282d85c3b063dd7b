"""What the pages of emergency sight and of who saw somebody read."""
