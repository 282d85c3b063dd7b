"""What the pages about the gate read, one module a subject."""
