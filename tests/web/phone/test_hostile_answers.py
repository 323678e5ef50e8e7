"""Whatever a stranger's phone answers, at every door and to every kind of question."""

import json
import math
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from werkzeug.datastructures import MultiDict

from facilitator.app import FastJson, create_app
from facilitator.documents.decks.results import results_deck
from facilitator.documents.workbooks.evaluation import evaluation_workbook
from facilitator.documents.workbooks.polls import polls_workbook
from facilitator.domain.surveys.answers import check_live_answer
from facilitator.domain.surveys.survey import Question
from facilitator.errors import BadInputError
from facilitator.gallery.holding import hold, the_time
from facilitator.gallery.samples import FORM, POLLS, survey
from facilitator.library.curriculum import shipped_folder
from facilitator.live import reports
from facilitator.live.practice import Practice
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database
from facilitator.web.access import Access

ASKED = {q.name: q for q in survey(POLLS).questions}
FORM_ASKED = {q.name: q for q in survey(FORM).questions}
# One of each kind, and those with a feature that answers differ by.
LIVE = sorted({q.kind: q.name for q in reversed(ASKED.values())}.values())
REFUSED = {400, 409, 413, 422}
TEXTS = (
    "",
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "'; DROP TABLE responses; --",
    "\x00\x07\x1b[2J",
    "\u202egnitirw\u2066",
    "\ud83d",
    "\ufffe\uffff",
    "👩🏽‍⚕️🏳️‍🌈",
    "_x000D_",
    "1e999",
    "٣",
    "９",
    "0x10",
    "-0",
    "1" * 400,
    "word " * 3_000,
)
NUMBERS = (0, -1, 10**40, 2**63, 1.5, math.nan, math.inf, -math.inf, True)


def _names(question: Question) -> list[str]:
    rows = [row.name for row in question.rows]
    halves = [f"{row}.{when}" for row in rows for when in ("before", "now")]
    return [*(o.name for o in question.choices), *rows, *halves]


def anything(question: Question) -> st.SearchStrategy[Any]:
    """Return a strategy of what may be sent: right, nearly right, and monstrous."""
    names = [*_names(question), "other", "declined", "withdrawn", "yes", "before"]
    word = st.sampled_from(names) | st.sampled_from(TEXTS) | st.text(max_size=20)
    leaf = word | st.sampled_from(NUMBERS) | st.none()
    return st.recursive(
        leaf,
        lambda inner: (
            st.lists(inner, max_size=5) | st.dictionaries(word, inner, max_size=4)
        ),
        max_leaves=6,
    ) | st.sampled_from(
        [
            names * 2_000,
            [names[0]] * 10_000,
            {"declined": "yes"},
            {"withdrawn": "yes"},
            {"declined": "yes", "withdrawn": "yes"},
            {names[0]: "", "other": "=1+1"},
        ]
    )


class Program(SimpleNamespace):
    """The program in this process, and a phone at each of its doors."""

    rooms: Rooms
    room: Room
    client: FlaskClient
    sid: str
    answer: Any

    def ask(self, name: str) -> int:
        """Have a poll open; return its round."""
        if self.room.stage.poll_state(name).phase != "open":
            is_new = self.room.stage.poll_state(name).phase == "ready"
            self.room.move("open_poll" if is_new else "ask_again", {"poll": name})
        return self.room.stage.poll_state(name).round

    def by_socket(self, message: object) -> None:
        """Send an `answer` event as its bytes come in; it is told what became of it."""
        try:
            given = FastJson.loads(json.dumps(message))
        except ValueError:
            return  # no JSON, so that no event came in
        told = self.answer(self.sid, given)
        assert told["ok"] or told["code"] != "bug", told

    def by_json(self, message: object) -> None:
        """Post the JSON that a phone posts when its socket is gone."""
        self._posted(data=json.dumps(message), content_type="application/json")

    def by_form(self, fields: MultiDict[str, str]) -> None:
        """Post the form of a phone without scripts."""
        data = MultiDict(
            (key, value.encode(errors="ignore").decode())
            for key, value in fields.items(multi=True)
        )
        self._posted(data=data)

    def _posted(self, **sent: Any) -> None:
        there = f"/s/{self.room.session.code}/answer"
        for kind in ("text/html", "application/json"):
            answer = self.client.post(there, headers={"Accept": kind}, **sent)
            assert answer.status_code in {200, 303, *REFUSED}, answer.text

    def stored(self, name: str) -> list[Any]:
        """Return what is kept of a poll, in all its rounds."""
        found = []
        for number in range(1, self.room.stage.poll_state(name).round + 1):
            kept = self.room.responses.answers(self.room.session.id, name, number)
            found += [one.answer for one in kept]
        return found


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    database = open_database(folder)
    rooms = Rooms(database, folder, shipped_folder(), the_time, soffice="")
    access, practice = Access(b"x" * 32), Practice("http://127.0.0.1")
    made = create_app(rooms, access, practice, language="en", port=1)
    room, _ = hold(rooms)
    room.move("evaluation", {"open": True})
    client = made.app.test_client()
    client.set_cookie("participant", room.join(), path=f"/s/{room.session.code}")
    handlers = made.server.handlers["/phone"]
    sid = made.server.manager.connect("line", "/phone")
    code = room.session.code
    handlers["connect"](sid, {}, {"code": code, "participant": room.join()})
    yield Program(
        rooms=rooms, room=room, client=client, sid=sid, answer=handlers["answer"]
    )
    database.close()


calm = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("name", LIVE)
@calm
@given(data=st.data())
def test_anything_is_taken_whole_or_refused_with_a_sentence(
    program: Program, name: str, data: st.DataObject
) -> None:
    question = ASKED[name]
    round_ = program.ask(name)
    change = data.draw(st.sampled_from([1, 2, 999_999, 0, -1, 2**70, "1", True, None]))
    given_round = data.draw(st.sampled_from([round_, round_, round_ + 1, "1", 10**30]))
    answer = data.draw(anything(question))
    sent = {"question": name, "round": given_round, "change": change, "answer": answer}

    program.by_socket(sent)
    program.by_json(sent)

    for kept in program.stored(name):
        assert check_live_answer(question, kept) == kept


@pytest.mark.parametrize("name", LIVE)
@calm
@given(data=st.data())
def test_any_form_is_taken_whole_or_shown_again(
    program: Program, name: str, data: st.DataObject
) -> None:
    question = ASKED[name]
    round_ = program.ask(name)
    names = _names(question)
    keys = ["choice", "text", "words", "choice.other", "declined", "withdrawn"]
    keys += [f"choice.{one}" for one in names]
    values = st.sampled_from([*names, *TEXTS, "1", "2", "99", "other"])
    values |= st.text(max_size=12)
    pairs = data.draw(
        st.lists(st.tuples(st.sampled_from(keys), values), max_size=8)
        | st.just([("choice", names[0] if names else "x")] * 380)
    )
    change = data.draw(st.sampled_from(["1", "5", "0", "-1", "٣", "9" * 40, "x"]))
    fixed = [("question", name), ("round", str(round_)), ("change", change)]

    program.by_form(MultiDict([*fixed, *pairs]))

    for kept in program.stored(name):
        assert check_live_answer(question, kept) == kept


@pytest.mark.parametrize("name", LIVE)
@calm
@given(data=st.data())
def test_resends_and_changed_minds_leave_one_answer(
    program: Program, name: str, data: st.DataObject
) -> None:
    question, room = ASKED[name], program.room
    round_ = program.ask(name)
    drawn = data.draw(st.lists(anything(question), min_size=1, max_size=4))
    ordered = list(enumerate(drawn, start=1))
    arriving = data.draw(st.permutations(ordered + ordered))
    phone, taken = room.join(), {}
    before = len(room.responses.answers(room.session.id, name, round_))

    for change, answer in arriving:
        try:
            room.answer(phone, name, round_, answer, change)
        except BadInputError:
            continue
        taken[change] = check_live_answer(question, answer)

    kept = room.mine(phone)["answers"]
    mine = [one for key, one in kept.items() if key == f"{name}:{round_}"]
    after = len(room.responses.answers(room.session.id, name, round_))
    assert len(mine) == bool(taken)
    assert after - before <= 1
    if taken:
        assert mine[0]["change"] == max(taken)
        assert mine[0]["answer"] == taken[max(taken)]


def test_other_sessions_closed_and_coming_rounds_take_nothing(
    program: Program,
) -> None:
    name = "agreement_scale"
    round_ = program.ask(name)
    program.room.move("close_poll", {"poll": name})
    before = program.stored(name)
    there = f"/s/{program.room.session.code}/answer"
    for question, number in (
        (name, round_),
        (name, round_ + 1),
        (name, 1),
        ("work_setting", 1),
        ("made_ffffffffffff", 1),
    ):
        sent = {"question": question, "round": number, "change": 9, "answer": "agree"}
        told = program.answer(program.sid, sent)
        assert (told["ok"], told["code"]) == (False, "poll-not-open")
        assert program.client.post(there, json=sent).status_code == 409
    assert program.stored(name) == before


@settings(calm, max_examples=25)
@given(data=st.data())
def test_any_survey_is_kept_whole_or_not_at_all(
    program: Program, data: st.DataObject
) -> None:
    room = program.room
    there = f"/s/{room.session.code}/evaluation"
    answers = {
        name: data.draw(anything(question) | st.just("2027-03-01"))
        for name, question in FORM_ASKED.items()
        if data.draw(st.booleans())
    }
    answers |= data.draw(st.sampled_from([{}, {}, {"nothing_of_ours": "x"}]))
    token = room.join()
    room_path = f"/s/{room.session.code}"
    program.client.set_cookie("participant", token, path=room_path)

    reply = program.client.post(
        there,
        data=json.dumps({"answers": answers}),
        content_type="application/json",
    )

    assert reply.status_code in {200, *REFUSED}, reply.text
    kept = room.mine_form(token, "evaluation")
    assert bool(kept) <= (reply.status_code == 200)
    for name, answer in kept.items():
        assert check_live_answer(FORM_ASKED[name], answer) == answer


def test_whatever_was_kept_can_be_written_without_a_formula(program: Program) -> None:
    room = program.room
    for name in LIVE:
        program.ask(name)
        for text in TEXTS:
            for answer in (text, [text], {"other": text}):
                parsed = FastJson.loads(json.dumps(answer))
                try:
                    room.answer(room.join(), name, program.ask(name), parsed, 1)
                except BadInputError:
                    continue
        room.move("close_and_show", {"poll": name})
    for language in ("en", "es"):
        for book in (
            polls_workbook(reports.polls(room), language),
            evaluation_workbook(reports.evaluation(room), language),
        ):
            sheets = load_workbook(BytesIO(book)).worksheets
            cells = (c for sheet in sheets for row in sheet.iter_rows() for c in row)
            assert not [c.coordinate for c in cells if c.data_type == "f"]
        deck = Presentation(BytesIO(results_deck(reports.results(room), language)))
        assert len(deck.slides) > len(LIVE) // 2
