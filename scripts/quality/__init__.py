"""What scripts/breaks, scripts/check, scripts/rules and scripts/translations do."""
