"""`facilitator gallery`: every kind of question on every screen, with made-up answers."""
