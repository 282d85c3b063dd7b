"""Agreement, needs, plan, services, job track and session facts."""
