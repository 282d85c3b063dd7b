"""The clockwork: dated steps and long work, taken by nobody but the scheduler."""
