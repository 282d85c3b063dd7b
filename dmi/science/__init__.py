"""Counting on paper: arrays in, small frozen records out, usable without the application."""
