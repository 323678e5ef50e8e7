"""Questions, the answers they take, and what the answers come to."""
