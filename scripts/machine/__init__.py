"""What this machine needs before the project runs; the standard library only."""
