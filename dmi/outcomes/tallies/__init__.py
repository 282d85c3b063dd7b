"""What the indicators count: never a row of a person, only how many."""
