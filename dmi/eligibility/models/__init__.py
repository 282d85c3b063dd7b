"""Tables of the review and the decision, one module a noun."""
