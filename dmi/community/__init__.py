"""Partners, meetings, surveys and works in the area."""
