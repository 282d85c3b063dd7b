"""What every floor may use: the clock, refusals, identifiers, calendars and plain words."""
