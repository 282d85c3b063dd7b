"""What belongs to a place: its law, numbers, holidays, words and papers."""
