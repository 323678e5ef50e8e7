"""What the trainer should know about a deck before showing it."""


class Remarks:
    """English sentences about the slides, each said once a slide, in slide order."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}
        self._slide = 0

    def start_slide(self, number: int) -> None:
        """Let what follows be about this slide, counted from one."""
        self._slide = number

    def add(self, predicate: str) -> None:
        """Say of the current slide: `Slide 3` and the predicate."""
        self._sentences[f"Slide {self._slide} {predicate}"] = None

    def sentences(self) -> tuple[str, ...]:
        """Return everything said so far."""
        return tuple(self._sentences)
