"""Run a Drug Market Intervention, from complaints on a corner to the question whether it worked."""
