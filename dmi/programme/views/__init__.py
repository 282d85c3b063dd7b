"""Pages of running the programme, one module a subject."""
