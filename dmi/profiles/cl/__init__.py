"""The Chilean profile, with the municipality of Las Condes as its first place."""
