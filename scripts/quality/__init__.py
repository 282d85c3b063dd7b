"""What scripts/check, scripts/rules and scripts/translations do."""
