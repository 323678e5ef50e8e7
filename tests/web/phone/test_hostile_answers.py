"""Whatever a phone sends as an answer, by whatever door: refused, or kept as one."""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation

from facilitator.app import Program, create_app
from facilitator.documents.decks.results import results_deck
from facilitator.documents.workbooks.polls import polls_workbook
from facilitator.domain.session import SessionDetails
from facilitator.domain.surveys.answers import check_live_answer
from facilitator.domain.surveys.survey import SCALES, Question
from facilitator.errors import FacilitatorError
from facilitator.gallery.samples import SAMPLES, sample_curriculum
from facilitator.library.surveys import read_survey
from facilitator.live import reports
from facilitator.live.practice import Practice
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.rehearsal.questions import Asked
from facilitator.store.database import FILE_NAME, open_database
from facilitator.web.access import Access

PLAIN_PAGE = {
    "Accept": "text/html",
    "Content-Type": "application/x-www-form-urlencoded",
}
QUESTIONS = tuple(
    question.name for question in read_survey(SAMPLES, "gallery-polls").value.questions
)
# Kinds whose form has one field, or one for each word.
ONE_FIELD = frozenset({"single", "multiple", "numeric", "text", "words", *SCALES})
NASTY = (
    "", " ", "\x00", "a\x00b", "\u202egnp.exe", "\ud800", "a\udfff", "\ufeff", "\u200b",
    "👩🏽‍⚕️" * 30, "=1+1", "+1", "-2", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1",
    "<script>alert(1)</script>", "'; DROP TABLE responses; --", "{{ 7*7 }}", "%00",
    "1e400", "NaN", "Infinity", "٣", "0x10", "1_0", "9" * 400, "1,5", "-0",
    "x" * 70_000, "_x0041_", "\r\n\r\n",
    "\x1b[31m", "\uffff", "clinic", "other", "1", "agree",
)  # fmt: skip
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**400, -(2**63), 1e308, float("nan"), float("inf")]),
    st.text(max_size=30),
    st.sampled_from(NASTY),
)
_NESTED = st.recursive(
    _SCALARS,
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(
            st.sampled_from(["other", "declined", "withdrawn", "before", "x", ""]),
            below,
            max_size=3,
        ),
    ),
    max_leaves=8,
)
_LARGE = st.sampled_from(
    [
        ["clinic"] * 10_000,
        {str(n): "1" for n in range(5_000)},
        json.loads("[" * 200 + "]" * 200),
    ]
)


def _near(question: Question) -> st.SearchStrategy[Any]:
    """Return what is nearly an answer, and what is one."""
    names = [choice.name for choice in question.choices] or ["20", "3.5", "a step"]
    some = st.sampled_from([*names, *NASTY])
    return st.one_of(
        some,
        st.lists(some, max_size=6),
        st.dictionaries(some, some, max_size=3),
        st.builds(lambda text: {"other": text}, some),
        st.sampled_from([{"declined": "yes"}, {"withdrawn": "yes"}]),
    )


class Sitting:
    """A session with a poll of each kind, one phone that answers, and its doors."""

    def __init__(self, folder: Path) -> None:
        curriculum = sample_curriculum(folder / "curriculum")
        self.database = open_database(folder)
        self.file = folder / FILE_NAME
        rooms = Rooms(
            self.database, folder, curriculum, lambda: datetime.now(UTC), soffice=""
        )
        access = Access(b"y" * 32)
        practice = Practice("http://127.0.0.1")
        self.program: Program = create_app(
            rooms, access, practice, language="en", port=1
        )
        details = SessionDetails(datetime.now(UTC), "America/Chicago")
        self.room: Room = rooms.room(rooms.create("gallery", details).id)
        self.path = f"/s/{self.room.session.code}"
        self.token, self.change = self.room.join(), 0
        # What a message says in place of the round that is open.
        self.round: int | None = None
        self.client: FlaskClient = self.program.app.test_client()
        self.client.set_cookie("participant", self.token)
        self.client.set_cookie("here", "anonymous", path=self.path)
        self.line = self.program.sockets.test_client(
            self.program.app,
            namespace="/phone",
            auth={"code": self.room.session.code, "participant": self.token},
        )

    def question(self, name: str) -> Question:
        found = self.room.polls.question(name)
        assert found
        return found

    def ask(self, name: str) -> int:
        """Have the poll open, whatever was open before; return its round."""
        state = self.room.stage.open_poll
        if state is None or state.name != name:
            if state:
                self.room.move("close_poll", {"poll": state.name})
            asked = self.room.stage.poll_state(name).phase != "ready"
            self.room.move("ask_again" if asked else "open_poll", {"poll": name})
        return self.room.stage.poll_state(name).round

    def message(self, name: str, answer: object) -> dict[str, Any]:
        self.change += 1
        at = self.room.stage.poll_state(name).round
        return {
            "question": name,
            "round": at if self.round is None else self.round,
            "change": self.change,
            "answer": answer,
        }

    def kept(self) -> list[tuple[str, int, str, str]]:
        """Return every row of answers."""
        with closing(sqlite3.connect(self.file)) as rows:
            return rows.execute(
                "select question, round, participant, answer from responses"
            ).fetchall()

    def check(self) -> None:
        """See that each row is one phone's one answer, whole and canonical."""
        kept = self.kept()
        assert len({row[:3] for row in kept}) == len(kept)
        for name, _, _, answer in kept:
            stored = json.loads(answer)
            assert check_live_answer(self.question(name), stored) == stored


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    made = Sitting(tmp_path_factory.mktemp("hostile"))
    yield made
    made.database.close()


def by_domain(held: Sitting, name: str, answer: object) -> bool:
    question = held.question(name)
    try:
        kept = check_live_answer(question, answer)
    except FacilitatorError:
        return False
    assert check_live_answer(question, kept) == kept
    return True


def by_json(held: Sitting, name: str, answer: object) -> bool:
    sent = json.dumps(held.message(name, answer))
    told = held.client.post(
        f"{held.path}/answer", data=sent, content_type="application/json"
    )
    assert told.status_code == 200 or 400 <= told.status_code < 500, told.text
    return told.status_code == 200


def by_socket(held: Sitting, name: str, answer: object) -> bool:
    """Send the very characters of a message: the library's own client refuses some."""
    sent = json.dumps(["answer", held.message(name, answer)])
    line = held.line
    try:
        held.program.server._handle_eio_message(line.eio_sid, f"2/phone,1{sent}")  # noqa: SLF001
    except ValueError:  # no JSON, such as NaN
        return False
    acknowledged, line.acks = line.acks, None
    (told,) = acknowledged["args"]
    assert told["ok"] or told["code"] != "bug", told
    return bool(told["ok"])


def by_form(held: Sitting, name: str, answer: object) -> bool:
    """Send what an answer says in every field that a form of ours has."""
    message = held.message(name, None)
    fields = [(key, str(message[key])) for key in ("question", "round", "change")]
    words = [str(one) for one in (answer if isinstance(answer, list) else [answer])]
    spread = ("choice", "text", "words", "choice.other")
    fields += [(field, word) for word in words for field in spread]
    if isinstance(answer, dict):
        fields += [(str(key), str(value)) for key, value in answer.items()]
    told = held.client.post(
        f"{held.path}/answer",
        data=urlencode(fields, errors="surrogatepass"),
        headers=PLAIN_PAGE,
    )
    assert told.status_code == 303 or 400 <= told.status_code < 500, told.text
    return told.status_code == 303


DOORS = (by_domain, by_json, by_form, by_socket)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_each_door_takes_what_was_asked_for(
    held: Sitting, door: Callable[[Sitting, str, object], bool]
) -> None:
    chance = random.Random(7)
    for name in QUESTIONS:
        held.ask(name)
        if door is by_form and held.question(name).kind not in ONE_FIELD:
            continue
        asked = Asked.of(held.room.phone_snapshot()["poll"]["question"])
        assert door(held, name, asked.choose(chance, "es")), name
    held.check()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("name", QUESTIONS)
def test_what_no_question_asked_for_is_refused_or_kept_as_one_answer(
    held: Sitting, name: str, door: Callable[[Sitting, str, object], bool]
) -> None:
    held.ask(name)

    @settings(max_examples=15, deadline=None, database=None)
    @given(st.one_of(_NESTED, _near(held.question(name)), _LARGE))
    def send(answer: object) -> None:
        door(held, name, answer)

    send()
    held.check()


@pytest.mark.parametrize("door", DOORS[1:], ids=lambda door: door.__name__)
def test_only_the_open_round_of_the_open_poll_takes_answers(
    held: Sitting, door: Callable[[Sitting, str, object], bool]
) -> None:
    held.ask("right_answer")
    before = len(held.kept())

    assert not door(held, "quality", "good")
    assert not door(held, "no_such_poll", "good")
    for round_ in (0, -1, 7, 10**30):
        held.round = round_
        assert not door(held, "right_answer", "person")
    held.round = None
    assert len(held.kept()) == before


@settings(max_examples=20, deadline=None, database=None)
@given(
    sent=st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from(["person", "police"])), min_size=1
    )
)
def test_resends_and_changed_minds_in_any_order_leave_the_newest(
    held: Sitting, sent: list[tuple[int, str]]
) -> None:
    round_ = held.ask("right_answer")
    phone = held.room.join()
    first: dict[int, str] = {}
    for change, answer in sent:
        first.setdefault(change, answer)
        held.room.answer(phone, "right_answer", round_, first[change], change)

    kept = [row for row in held.kept() if row[2] == held.room.participant(phone)]
    assert [json.loads(row[3]) for row in kept] == [first[max(first)]]
    held.check()


def test_files_are_written_of_whatever_was_kept_and_no_cell_is_a_formula(
    held: Sitting,
) -> None:
    if state := held.room.stage.open_poll:
        held.room.move("close_poll", {"poll": state.name})
    for language in ("en", "es"):
        book = load_workbook(
            BytesIO(polls_workbook(reports.polls(held.room), language))
        )
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        assert cells
        assert not [cell.value for cell in cells if cell.data_type == "f"]
        deck = Presentation(BytesIO(results_deck(reports.results(held.room), language)))
        assert len(deck.slides) > 1
