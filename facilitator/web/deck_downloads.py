"""PowerPoint decks to take away: starter deck, results, codes, and a sample."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import gevent
from flask import Blueprint, Response, request, send_file
from flask.typing import ResponseReturnValue

from facilitator.domain.text import LANGUAGES
from facilitator.live import code_slides, reports
from facilitator.live.erased import check_kept
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.downloads import attached, called, file_name
from facilitator.web.locale import get_language

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
T = TypeVar("T")
_LONGEST_STEM = 80


def results_deck(rooms: Rooms, room: Room, language: str) -> bytes:
    """Return the results of a session as slides."""
    check_kept(room, "results")
    report, pictures = reports.results(room), rooms.deck_desk.pictures
    made: bytes = _writing("results").results_deck(report, language, pictures)
    return made


@dataclass(frozen=True, slots=True)
class DeckDownloads:
    """Each is written in a thread of its own: no phone waits for it."""

    rooms: Rooms

    def sample(self) -> ResponseReturnValue:
        """Give the deck whose slides say what marks in notes do."""
        language, writing = _language(), _writing("sample")
        made = _aside(writing.sample_deck, language, self.rooms.clock())
        return attached(made, PPTX, f"{called('sample')}-{language}.pptx")

    def starter(self, session_id: str) -> ResponseReturnValue:
        """Give the plan's deck in one language, to be edited and brought back."""
        room, language = self.rooms.room(session_id), _language()
        made = _aside(
            _writing("starter").starter_deck,
            room.plan,
            room.curriculum.deck,
            language,
            self.rooms.clock(),
            self.rooms.starter_pictures(room, language),
        )
        return attached(
            made, PPTX, file_name(room, f"{called('starter')}-{language}", "pptx")
        )

    def results(self, session_id: str) -> ResponseReturnValue:
        """Give what may be shown to anybody: counts, and the words let through."""
        room = self.rooms.room(session_id)
        check_kept(room, "results")
        report, pictures = reports.results(room), self.rooms.deck_desk.pictures
        made = _aside(_writing("results").results_deck, report, _language(), pictures)
        return attached(made, PPTX, file_name(room, called("results"), "pptx"))

    def with_codes(self, session_id: str, deck_id: str) -> ResponseReturnValue:
        """Give a copy of the trainer's own deck with slides to join and sign out."""
        room = self.rooms.room(session_id)
        password = request.args.get("password") == "1"
        report = code_slides.report(room, deck_id, password=password)
        uploads = self.rooms.data / "uploads"
        uploads.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(dir=uploads, ignore_cleanup_errors=True)
        target = Path(folder.name, "deck.pptx")
        try:
            _aside(
                _writing("with_codes").write_with_codes,
                report.file,
                report.filename,
                target,
                report.way_in,
                _language(),
            )
            stem = PurePath(report.filename).stem[:_LONGEST_STEM]
            name = file_name(room, f"{stem}-{called('with-codes')}", "pptx")
            response = _sent(target, name)
        except BaseException:
            folder.cleanup()
            raise
        response.call_on_close(folder.cleanup)
        return response


def create_deck_downloads(rooms: Rooms) -> Blueprint:
    """Return the decks that the trainer downloads."""
    downloads = Blueprint("deck_downloads", __name__)
    decks = DeckDownloads(rooms)
    one = "/desk/sessions/<session_id>"
    add = downloads.add_url_rule
    add("/desk/sample.pptx", "sample_deck", decks.sample)
    add(f"{one}/starter.pptx", "starter_deck", decks.starter)
    add(f"{one}/results.pptx", "results_deck", decks.results)
    add(f"{one}/decks/<deck_id>/with-codes.pptx", "with_codes", decks.with_codes)
    return downloads


def _writing(kind: str) -> Any:  # noqa: ANN401  # a module of our own, loaded late
    # What writes slides takes a tenth of the whole start to load: not before this.
    return import_module(f"facilitator.documents.decks.{kind}")


def _aside(work: Callable[..., T], *given: object) -> T:
    """Do work in a thread of its own, and wait while everybody else is served."""
    done: T = gevent.get_hub().threadpool.apply(work, given)
    return done


def _language() -> str:
    """Return the language asked for, else the visitor's."""
    asked = request.args.get("language", "")
    return asked if asked in LANGUAGES else get_language()


def _sent(path: Path, name: str) -> Response:
    response = send_file(
        path, mimetype=PPTX, as_attachment=True, download_name=name, conditional=False
    )
    response.headers["Cache-Control"] = "no-store"
    return response
