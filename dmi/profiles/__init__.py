"""A place's law, numbers, holidays, words and papers."""
