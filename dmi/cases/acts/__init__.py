"""Writers of the banked case and of disclosure."""
