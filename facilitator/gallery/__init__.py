"""`facilitator gallery`: every kind of question on every screen, answers made up."""
