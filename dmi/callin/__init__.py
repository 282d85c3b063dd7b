"""Meetings, letters, delivery and attendance."""
