"""The doors of the console."""
