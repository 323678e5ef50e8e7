"""The only place that sends: whole snapshots, coalesced counts, always to one room."""

from collections import Counter
from datetime import datetime
from typing import Any

import gevent
import socketio

from facilitator.domain.stage.asking import Asking
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.web.closing import Closing
from facilitator.web.coalescing import Coalesced
from facilitator.web.present_phones import PresentPhones

# People cannot follow faster changes, and each one costs a message per screen.
SECONDS_BETWEEN_COUNTS = 0.2
# A list that is read while it moves; a thousand phones, most of them not looking.
SECONDS_BETWEEN_VOTES = 1.0
SECONDS_BETWEEN_HINTS = 5.0
# So that the next code is asked for when it surely is the next one.
SECONDS_AFTER_A_CHANGE = 0.05
PHONE, PROJECTOR, CONSOLE = "/phone", "/projector", "/console"


class Wire:
    """Tells the screens of every session; the rooms' audience."""

    def __init__(self, server: socketio.Server, rooms: Rooms) -> None:
        self._server = server
        self._rooms = rooms
        self.closing = Closing(rooms)
        self._phones = PresentPhones()
        self._leaving: dict[str, gevent.Greenlet] = {}
        self._counts = Coalesced(self._send_counts, SECONDS_BETWEEN_COUNTS)
        self._votes = Coalesced(self._send_questions, SECONDS_BETWEEN_VOTES)
        self._hints = Coalesced(self._send_hint, SECONDS_BETWEEN_HINTS)
        self._decided: dict[str, Asking] = {}
        self._paces: dict[str, gevent.Greenlet] = {}
        self._with_answers: set[str] = set()
        self._screens: Counter[str] = Counter()
        self._doors: dict[str, gevent.Greenlet] = {}
        self._remotes: dict[str, dict[str, str]] = {}

    # What rooms call

    def stage_changed(self, session_id: str) -> None:
        """Send every screen its snapshot, phones first: they are the many."""
        room = self._rooms.room(session_id)
        if room.stage.finished:
            self._phones.forget_pages(session_id)
        self._send("state", room.phone_snapshot(), session_id, PHONE)
        self._tell_laptop(room)
        if room.stage.asking != self._decided.get(session_id):
            self._send_questions(session_id)
        self.answers_changed(session_id)
        self._keep_door(session_id)
        self.closing.watch(session_id)

    def time_was_up(self, session_id: str) -> None:
        """Send the laptop's screens their snapshots; phones close by their clocks."""
        self._tell_laptop(self._rooms.room(session_id))
        self.answers_changed(session_id)

    def console_changed(self, session_id: str) -> None:
        """Send the console its snapshot again."""
        room = self._rooms.room(session_id)
        self._send("state", room.console_snapshot(), session_id, CONSOLE)

    def answers_changed(self, session_id: str) -> None:
        """Send results and counts soon; a thousand answers are a few messages."""
        self._with_answers.add(session_id)
        self._counts.soon(session_id)

    def people_changed(self, session_id: str) -> None:
        """Send the counts soon."""
        self._counts.soon(session_id)

    def questions_changed(self, session_id: str) -> None:
        """Send the console the questions soon; phones hear nothing of votes."""
        self._votes.soon(session_id)

    def questions_moderated(self, session_id: str) -> None:
        """Show the console its own move at once, and give phones a hint by and by."""
        self.console_changed(session_id)
        self._send_questions(session_id)
        self._hints.soon(session_id)

    def pace_changed(self, session_id: str) -> None:
        """Send the counts soon, and again when what was said fades."""
        self._counts.soon(session_id)
        running = self._paces.get(session_id)
        if running is None or running.dead:
            self._paces[session_id] = gevent.spawn(self._fade_pace, session_id)

    def remotes_changed(self, session_id: str) -> None:
        """Tell the console, and let go of devices that lead no more."""
        self.console_changed(session_id)
        self._let_go(session_id)

    def _let_go(self, session_id: str) -> None:
        leading = {remote.id for remote in self._rooms.room(session_id).remotes()}
        for sid, remote in tuple(self._remotes.get(session_id, {}).items()):
            if remote not in leading:
                self._server.disconnect(sid, namespace=CONSOLE)

    def connected(self, session_id: str) -> int:
        """Return how many phones are there."""
        return self._phones.number(session_id)

    def page_opened(self, session_id: str, phone: str, mark: str) -> None:
        """Count a phone on a page without a line, and later no more."""
        if self._phones.page_opened(session_id, phone, mark):
            self._counts.soon(session_id)
        running = self._leaving.get(session_id)
        if running is None or running.dead:
            self._leaving[session_id] = gevent.spawn(self._count_down, session_id)

    def page_left(self, session_id: str, phone: str, mark: str) -> None:
        """Count a phone no more that left its page, or the one with this mark."""
        if self._phones.page_left(session_id, phone, mark):
            self._counts.soon(session_id)

    # What the doors call

    def phone_came(self, session_id: str, phone: str) -> None:
        """A phone connected."""
        self._phones.line_opened(session_id, phone)
        self._counts.soon(session_id)

    def phone_went(self, session_id: str, phone: str) -> None:
        """A phone's connection ended."""
        self._phones.line_ended(session_id, phone)
        self._counts.soon(session_id)

    def screen_came(self, session_id: str) -> None:
        """A projector or a console connected."""
        self._screens[session_id] += 1
        self._keep_door(session_id)

    def screen_went(self, session_id: str) -> None:
        """A projector's or console's connection ended."""
        self._screens[session_id] -= 1

    def remote_came(self, sid: str, session_id: str, remote: str) -> None:
        """A device that leads besides the laptop connected."""
        self._remotes.setdefault(session_id, {})[sid] = remote

    def remote_went(self, sid: str, session_id: str) -> None:
        """Its connection ended."""
        self._remotes.get(session_id, {}).pop(sid, None)

    def pointed(self, session_id: str, at: list[float] | None) -> None:
        """Show on the wall where the trainer points; it is kept nowhere."""
        self._send("point", {"at": at}, session_id, PROJECTOR)

    def greet(self, sid: str, namespace: str, session_id: str, known: object) -> None:
        """Send one screen that connected where the room is, unless it knows."""
        room = self._rooms.room(session_id)
        if namespace == PHONE:
            if known != room.stage.version:
                self._send("state", room.phone_snapshot(), sid, PHONE)
            return
        everything = namespace == CONSOLE
        if everything:
            # One may have been removed while it connected.
            self._let_go(session_id)
        snapshot = room.console_snapshot() if everything else room.projector_snapshot()
        self._send("state", snapshot, sid, namespace)
        results = room.results(everything=everything)
        if results:
            self._send("results", results, sid, namespace)
        self._send("count", self._counted(room, namespace), sid, namespace)
        if everything:
            self._send("questions", room.questions_at_console(), sid, namespace)
        door = room.door_now()
        if door:
            self._send("door", door, sid, namespace)

    # How

    def _send(
        self, event: str, payload: dict[str, Any], to: str, namespace: str
    ) -> None:
        self._server.emit(event, payload, to=to, namespace=namespace)

    def _tell_laptop(self, room: Room) -> None:
        session_id = room.session.id
        self._send("state", room.projector_snapshot(), session_id, PROJECTOR)
        self._send("state", room.console_snapshot(), session_id, CONSOLE)

    def _keep_door(self, session_id: str) -> None:
        """Send the codes at the door as they change, while a screen shows them."""
        if not self._rooms.room(session_id).is_guarded:
            return
        running = self._doors.get(session_id)
        if running is None or running.dead:
            self._doors[session_id] = gevent.spawn(self._change_door, session_id)

    def _change_door(self, session_id: str) -> None:
        room = self._rooms.room(session_id)
        while self._screens[session_id] > 0:
            door = room.door_now()
            if door is None:
                return
            for namespace in (PROJECTOR, CONSOLE):
                self._send("door", door, session_id, namespace)
            until = datetime.fromisoformat(door["until"])
            left = (until - datetime.fromisoformat(door["now"])).total_seconds()
            gevent.sleep(left + SECONDS_AFTER_A_CHANGE)

    def _send_counts(self, session_id: str) -> None:
        room = self._rooms.room(session_id)
        if session_id in self._with_answers:
            self._with_answers.discard(session_id)
            for namespace in (PROJECTOR, CONSOLE):
                results = room.results(everything=namespace == CONSOLE)
                if results:
                    self._send("results", results, session_id, namespace)
        for namespace in (PROJECTOR, CONSOLE):
            counts = self._counted(room, namespace)
            self._send("count", counts, session_id, namespace)

    @staticmethod
    def _counted(room: Room, namespace: str) -> dict[str, Any]:
        """Return the counts; how it goes for people is the trainer's to see."""
        if namespace != CONSOLE:
            return room.counts()
        more = room.phones_with_more_time()
        forms = room.form_counts()
        told = {"pace": room.pace_now(), "more_time": more, "forms": forms}
        return {**room.counts(), **told}

    def _send_questions(self, session_id: str) -> None:
        room = self._rooms.room(session_id)
        self._decided[session_id] = room.stage.asking
        self._send("questions", room.questions_at_console(), session_id, CONSOLE)

    def _send_hint(self, session_id: str) -> None:
        hint = self._rooms.room(session_id).questions_hint()
        self._send("questions", hint, session_id, PHONE)

    def _fade_pace(self, session_id: str) -> None:
        room = self._rooms.room(session_id)
        while (seconds := room.pace_turns_in()) is not None:
            gevent.sleep(seconds + SECONDS_AFTER_A_CHANGE)
            self._counts.soon(session_id)

    def _count_down(self, session_id: str) -> None:
        while (seconds := self._phones.turns_in(session_id)) is not None:
            gevent.sleep(seconds + SECONDS_AFTER_A_CHANGE)
            self._counts.soon(session_id)
