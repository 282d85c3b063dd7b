"""Pages about the gate: signing in, users, roles, assignments, second signatures, the log."""
