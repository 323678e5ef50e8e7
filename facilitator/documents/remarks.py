"""What there is to say about each slide while a deck is read."""

from facilitator.domain.decks.findings import Finding


class Remarks:
    """Findings about the slides, each once a slide."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def start_slide(self) -> None:
        """Let what follows be about a new slide."""
        self._found = {}

    def add(self, kind: str, **facts: str) -> None:
        """Note a finding, a key of `findings.SENTENCES`, about the current slide."""
        self._found[Finding(kind, tuple(facts.items()))] = None

    def findings(self) -> tuple[Finding, ...]:
        """Return what was noted about the current slide."""
        return tuple(self._found)
