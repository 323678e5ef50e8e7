"""Decks: slides, their pictures, and the order they run in."""
