"""An invented installation in Las Condes: staff, places and people for a demonstration."""
