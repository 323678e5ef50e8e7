"""What is on the screens, and what the room says back."""
