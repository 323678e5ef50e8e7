"""Files other programs read and write, turned into facts and back."""
