"""What is true of a training session; standard library only, no clock, no disk."""
