"""The PowerPoint decks that go out: the starter deck, results, a sample, codes."""
