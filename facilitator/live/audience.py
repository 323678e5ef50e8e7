"""Whom a room tells that something changed."""

from typing import Protocol


class Audience(Protocol):
    """The screens of every room; told what changed, never what to draw."""

    def stage_changed(self, session_id: str) -> None:
        """Every screen of the session gets its whole snapshot."""

    def time_was_up(self, session_id: str) -> None:
        """A countdown ended; the laptop's screens hear of it, phones knew when."""

    def answers_changed(self, session_id: str) -> None:
        """Console and projector get new counts, soon and together with others."""

    def people_changed(self, session_id: str) -> None:
        """The counts of people moved."""

    def console_changed(self, session_id: str) -> None:
        """Only the trainer sees a difference."""

    def questions_changed(self, session_id: str) -> None:
        """The console hears soon of what was asked or voted for; phones do not."""

    def questions_moderated(self, session_id: str) -> None:
        """The console hears of it now; phones get a hint, few and far between."""

    def pace_changed(self, session_id: str) -> None:
        """Somebody said how fast it goes; only the console sees it, as a number."""

    def remotes_changed(self, session_id: str) -> None:
        """A device leads the session, or one does so no more."""

    def connected(self, session_id: str) -> int:
        """How many phones are there now."""

    def page_opened(self, session_id: str, phone: str, mark: str) -> None:
        """A phone, by its hash, opened a page that may have no line; `mark` is its."""

    def page_left(self, session_id: str, phone: str, mark: str) -> None:
        """A phone left the page with this mark, or whichever it had open ("")."""


class Nobody:
    """The audience of a program without screens, such as an export."""

    def stage_changed(self, session_id: str) -> None:
        """Tell nobody."""

    def time_was_up(self, session_id: str) -> None:
        """Tell nobody."""

    def answers_changed(self, session_id: str) -> None:
        """Tell nobody."""

    def people_changed(self, session_id: str) -> None:
        """Tell nobody."""

    def console_changed(self, session_id: str) -> None:
        """Tell nobody."""

    def questions_changed(self, session_id: str) -> None:
        """Tell nobody."""

    def questions_moderated(self, session_id: str) -> None:
        """Tell nobody."""

    def pace_changed(self, session_id: str) -> None:
        """Tell nobody."""

    def remotes_changed(self, session_id: str) -> None:
        """Tell nobody."""

    def connected(self, session_id: str) -> int:  # noqa: ARG002
        """Nobody is connected."""
        return 0

    def page_opened(self, session_id: str, phone: str, mark: str) -> None:
        """Tell nobody."""

    def page_left(self, session_id: str, phone: str, mark: str) -> None:
        """Tell nobody."""
