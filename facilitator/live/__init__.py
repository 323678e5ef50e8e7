"""What can happen in a session: each use case, its transaction, and whom to tell."""
