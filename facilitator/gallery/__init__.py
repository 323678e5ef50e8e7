"""Every kind of question on every screen, with answers made up from a fixed seed."""
