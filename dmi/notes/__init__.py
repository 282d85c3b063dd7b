"""Confidential notes of support workers and the page of a session, behind the wall."""
