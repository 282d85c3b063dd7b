"""What each role may see and write, a file for each role."""
