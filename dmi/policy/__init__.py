"""Tables that a prosecutor can sign: who may do what, when, and to whom it is shown."""
