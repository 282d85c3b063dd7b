"""Graduation, exits, the closing letter of a case and a quiet year."""
