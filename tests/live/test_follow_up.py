"""Follow-ups: a code that only the person has joins answers of months later."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from threading import Event
from zipfile import ZipFile

import gevent
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from facilitator.documents.workbooks.evaluation import (
    evaluation_csv,
    evaluation_workbook,
)
from facilitator.domain.purge import NothingToEraseError
from facilitator.domain.session import CODE_ALPHABET
from facilitator.domain.surveys.evaluation import evaluation_figures
from facilitator.domain.surveys.follow_up import (
    CODE_LENGTH,
    NoFollowUpCodeError,
    UnknownFollowUpCodeError,
    spelled,
)
from facilitator.domain.surveys.glance import by_ends, glance
from facilitator.domain.surveys.pairing import FOLLOW_UP
from facilitator.domain.xlsform.submissions import Submission
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live import reports
from facilitator.live.follow_up import (
    EnoughCodesError,
    FollowUpErasedError,
    FollowUpNotOpenError,
    FollowUpTooEarlyError,
    NothingToFollowError,
)
from facilitator.live.follow_up_codes import derived
from facilitator.live.purging import Purging
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.live.tokens import NotJoinedError
from facilitator.store.schema import follow_up_codes

CODES = {"very_low": 1, "low": 2, "moderate": 3, "high": 4, "very_high": 5}
# (confidence, knowledge) at the end and later of each person who came back by a code.
RIGHT, WRONG = "age", "reported"
BACK: Sequence[tuple[tuple[str, str], tuple[str, str]]] = [
    (("low", WRONG), ("high", RIGHT)),
    (("moderate", WRONG), ("high", RIGHT)),
    (("low", WRONG), ("moderate", RIGHT)),
    (("high", RIGHT), ("very_high", RIGHT)),
    (("very_low", WRONG), ("low", WRONG)),
    (("high", RIGHT), ("moderate", WRONG)),
    (("moderate", RIGHT), ("very_high", RIGHT)),
]


def at_the_end(room: Room, said: tuple[str, str]) -> str:
    """Hand in both forms of the end from a new phone; return its token."""
    phone = room.join()
    room.submit(phone, "post", {"law_under_18": said[1]})
    confidence = {"before": "very_low", "now": said[0]}
    room.submit(phone, "evaluation", {"confidence_ask": confidence})
    return phone


def later(said: tuple[str, str]) -> dict[str, str]:
    return {"confidence_ask": said[0], "law_under_18": said[1]}


def open_forms(room: Room) -> None:
    room.move("post", {"open": True})
    room.move("evaluation", {"open": True})


def follow(room: Room) -> list[str]:
    """Let everybody take a code, end the session, and come back; return the codes."""
    open_forms(room)
    codes = [room.make_code(at_the_end(room, then)) for then, _ in BACK]
    at_the_end(room, ("high", RIGHT))  # somebody who took no code
    room.make_code(at_the_end(room, ("low", WRONG)))  # and who does not come back
    room.move("finish", {})
    room.open_follow_up()
    for code, (_, now) in zip(codes, BACK, strict=True):
        assert room.send_follow_up(code, "", later(now)) == "code"
    for once in ("a" * 32, "b" * 32):
        assert room.send_follow_up("", once, later(("low", RIGHT))) == "alone"
    return codes


def sheet(blob: bytes, name: str) -> list[dict[str, object]]:
    rows = load_workbook(BytesIO(blob))[name].iter_rows(values_only=True)
    header = [str(cell) for cell in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_code_is_given_to_who_handed_in_something_and_is_another_each_time(
    room: Room,
) -> None:
    open_forms(room)
    phone = room.join()
    with pytest.raises(NothingToFollowError):
        room.make_code(phone)
    with pytest.raises(NotJoinedError):
        room.make_code("forged.token")
    room.submit(phone, "evaluation", {"improve": "More time"})

    codes = [room.make_code(phone) for _ in range(5)]
    with pytest.raises(EnoughCodesError):
        room.make_code(phone)

    assert len(set(codes)) == 5
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert set("".join(codes)) <= set(CODE_ALPHABET)
    assert len(CODE_ALPHABET) ** CODE_LENGTH > 2**58
    room.move("finish", {})
    with pytest.raises(SessionClosedError):
        room.make_code(phone)
    now = room.follow_up_now()
    assert now
    assert now.coded == 1
    # Each of them leads back to the same answers, and the last word counts.
    room.open_follow_up()
    sent = [
        room.send_follow_up(spelled(code).lower(), "", {"confidence_ask": said})
        for code, said in zip(codes[:2], ("low", "high"), strict=True)
    ]
    assert sent == ["code", "again"]
    assert [f.answers for f in room.responses.follow_up_forms(room.session.id)] == [
        {"confidence_ask": "high"}
    ]


def test_the_code_is_nowhere_but_with_the_person(room: Room, rooms: Rooms) -> None:
    codes = follow(room)

    folder = "\n".join(
        path.read_bytes().decode("latin-1")
        for path in rooms.data.rglob("*")
        if path.is_file()
    )
    assert room.session.id in folder
    assert not [code for code in codes if code in folder or spelled(code) in folder]
    report = reports.evaluation(room)
    now = room.follow_up_now()
    assert now
    assert now.coded == len(BACK) + 1
    hashes = [derived(room.session.id, code).code_hash for code in codes]
    assert all(one in folder for one in hashes)
    archives = (evaluation_csv(report), evaluation_workbook(report))
    for blob in archives:
        with ZipFile(BytesIO(blob)) as archive:
            said = "".join(
                archive.read(n).decode("latin-1") for n in archive.namelist()
            )
        assert not [one for one in (*codes, *hashes) if one in said]


def test_once_the_session_has_ended_nothing_but_the_code_leads_back(
    room: Room, rooms: Rooms
) -> None:
    open_forms(room)
    phone = at_the_end(room, ("low", WRONG))
    code = room.make_code(phone)
    live = room.participant(phone)
    with rooms.database.reading() as connection:
        (kept,) = connection.execute(select(follow_up_codes)).all()
    assert kept.participant == live

    room.move("finish", {})

    with rooms.database.reading() as connection:
        (kept,) = connection.execute(select(follow_up_codes)).all()
    (post,) = room.responses.forms(room.session.id, "post")
    (evaluation,) = room.responses.forms(room.session.id, "evaluation")
    assert kept.participant == ""
    assert len({live, post[0], evaluation[0]}) == 3
    assert not {post[0], evaluation[0]} & {kept.seal[:32], kept.seal[32:]}
    way = derived(room.session.id, code).unsealed(kept.seal)
    assert way.phones == {"post": post[0], "evaluation": evaluation[0]}
    files = [path for path in rooms.data.rglob("*") if path.is_file()]
    assert not [f for f in files if live.encode() in f.read_bytes()]


def test_it_is_taken_only_while_it_is_open(room: Room) -> None:
    open_forms(room)
    code = room.make_code(at_the_end(room, ("low", WRONG)))
    with pytest.raises(FollowUpTooEarlyError):
        room.open_follow_up()
    with pytest.raises(FollowUpNotOpenError):
        room.send_follow_up(code, "", later(("high", RIGHT)))
    room.move("finish", {})
    with pytest.raises(FollowUpNotOpenError):
        room.send_follow_up(code, "", later(("high", RIGHT)))

    room.open_follow_up()
    assert room.takes_follow_up
    room.send_follow_up(code, "", later(("high", RIGHT)))
    room.close_follow_up()
    with pytest.raises(FollowUpNotOpenError):
        room.send_follow_up(code, "", later(("low", RIGHT)))
    room.open_follow_up()
    room.send_follow_up(code, "", later(("low", RIGHT)))

    now = room.follow_up_now()
    assert now
    assert (now.paired, now.alone) == (1, 0)
    kept = now.kept
    assert kept
    assert kept.closed_on is None


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("ABCD", NoFollowUpCodeError),
        ("ABCD-EFGH-JKM0", NoFollowUpCodeError),
        ("ABCD-EFGH-JKMN" * 9, NoFollowUpCodeError),
        ("\u202eABCDEFGHJKM", NoFollowUpCodeError),
        ("ABCD-EFGH-JKMN", UnknownFollowUpCodeError),
        (" abcd efgh jkmn ", UnknownFollowUpCodeError),
    ],
)
def test_a_code_of_nobody_keeps_nothing(
    room: Room, typed: str, wrong: type[Exception]
) -> None:
    room.move("finish", {})
    room.open_follow_up()

    with pytest.raises(wrong):
        room.send_follow_up(typed, "", later(("low", RIGHT)))
    with pytest.raises(BadInputError):
        room.send_follow_up("", "", {"confidence_ask": "enormous"})

    assert not room.responses.follow_up_forms(room.session.id)


def test_what_comes_while_it_is_being_closed_is_not_kept(
    room: Room, rooms: Rooms
) -> None:
    room.move("finish", {})
    room.open_follow_up()
    gate = Event()
    busy = gevent.spawn(rooms.database.write, lambda _: gate.wait(10))
    gevent.sleep(0)
    closed = gevent.spawn(room.close_follow_up)
    gevent.sleep(0)

    def is_refused() -> bool:
        try:
            room.send_follow_up("", "e" * 32, later(("low", RIGHT)))
        except FollowUpNotOpenError:
            return True
        return False

    late = gevent.spawn(is_refused)
    gevent.sleep(0)
    gate.set()
    gevent.joinall([busy, closed, late])

    assert late.value
    assert not room.responses.follow_up_forms(room.session.id)


def test_a_form_sent_twice_counts_once_with_and_without_a_code(room: Room) -> None:
    open_forms(room)
    code = room.make_code(at_the_end(room, ("low", WRONG)))
    room.move("finish", {})
    room.open_follow_up()
    for _ in range(2):
        room.send_follow_up(code, "c" * 32, later(("high", RIGHT)))
        room.send_follow_up("", "c" * 32, later(("low", RIGHT)))
    room.send_follow_up("", "d" * 32, later(("low", RIGHT)))

    now = room.follow_up_now()
    assert now
    assert (now.paired, now.alone) == (1, 2)


def test_a_code_of_another_session_leads_nowhere(room: Room, rooms: Rooms) -> None:
    open_forms(room)
    code = room.make_code(at_the_end(room, ("low", WRONG)))
    other = rooms.room(rooms.create("conference-2h", room.session.details).id)
    other.move("finish", {})
    other.open_follow_up()

    with pytest.raises(UnknownFollowUpCodeError):
        other.send_follow_up(code, "", later(("low", RIGHT)))


def test_the_workbook_has_both_answers_of_whoever_came_back(room: Room) -> None:
    follow(room)
    book = evaluation_workbook(reports.evaluation(room))

    rows = sheet(book, "follow_up_codes")
    names = ("confidence_ask_end", "law_under_18_end", "confidence_ask_later")
    found = sorted(
        [row[n] for n in (*names, "law_under_18_later")]
        for row in rows
        if row["forms"] == "both"
    )
    right = {RIGHT: 2, WRONG: 3}
    assert found == sorted(
        [CODES[then[0]], right[then[1]], CODES[now[0]], right[now[1]]]
        for then, now in BACK
    )
    # Who answered without a code stands by themselves.
    alone = [row for row in rows if row["forms"] == "later"]
    assert [row["confidence_ask_end"] for row in alone] == [None, None]
    assert len(rows) == len(BACK) + 2
    # Of the end there is what is asked again, and nothing else that could be lined up.
    assert "improve_end" not in rows[0]
    assert "quality_overall_end" not in rows[0]

    paired = {row["Variable"]: row for row in sheet(book, "paired")}
    moved = paired["confidence_ask_follow_up"]
    shifts = [CODES[now[0]] - CODES[then[0]] for then, now in BACK]
    assert [moved["Pairs"], moved["Only now"]] == [len(BACK), 2]
    assert moved["Mean shift"] == pytest.approx(sum(shifts) / len(shifts))
    knowledge = {row["Variable"]: row for row in sheet(book, "knowledge")}
    known = knowledge["law_under_18_follow_up"]
    assert [known["Pairs"], known["Only now"]] == [len(BACK), 2]
    assert [known["Before: right"], known["Now: right"]] == [3, 5]
    codebook = {row["variable"]: row for row in sheet(book, "codebook")}
    assert codebook["confidence_ask_later"]["sheet"] == "follow_up_codes"
    lines = load_workbook(BytesIO(book))["README"].iter_rows(values_only=True)
    readme = {str(called): said for called, said in lines}
    assert readme["Follow-up"] == "7 came back with their code; 2 answered without one"
    with ZipFile(BytesIO(evaluation_csv(reports.evaluation(room)))) as archive:
        names_of = archive.namelist()
        spss = archive.read("read_follow_up_in_spss.sps").decode("utf-8-sig")
    assert "follow_up_codes.csv" in names_of
    assert "    forms A5" in spss


def test_of_a_few_who_came_back_only_the_number_is_told(room: Room) -> None:
    open_forms(room)
    codes = [room.make_code(at_the_end(room, then)) for then, _ in BACK[:3]]
    room.move("finish", {})
    room.open_follow_up()
    for code, (_, now) in zip(codes, BACK, strict=False):
        room.send_follow_up(code, "", later(now))

    book = evaluation_workbook(reports.evaluation(room))

    (row,) = [
        row
        for row in sheet(book, "paired")
        if row["Variable"] == "confidence_ask_follow_up"
    ]
    assert row["Pairs"] == 3
    assert [row["Mean shift"], row["W"], row["p"]] == [None] * 3


def test_the_workbook_is_as_it_was_until_a_follow_up_is_opened(room: Room) -> None:
    open_forms(room)
    room.make_code(at_the_end(room, ("low", WRONG)))
    room.move("finish", {})
    book = load_workbook(BytesIO(evaluation_workbook(reports.evaluation(room))))
    assert "follow_up_codes" not in book.sheetnames


def test_it_is_due_ninety_days_after_the_day_of_the_session(room: Room) -> None:
    room.move("finish", {})
    ended = room.stage.ended_at
    assert ended
    now = room.follow_up_now()
    assert now
    assert now.due == date(2026, 5, 14) + timedelta(days=90)
    assert not now.is_due


def test_erasing_the_answers_erases_the_codes_and_closes_it(
    room: Room, rooms: Rooms
) -> None:
    follow(room)
    purging = Purging(rooms)
    receipt = purging.purge(room.session.id, "answers", room.session.code)
    assert receipt.removed["follow_up_codes"] == len(BACK) + 1

    again = rooms.room(room.session.id)
    assert not again.takes_follow_up
    assert not again.responses.count_coded(again.session.id)
    assert not again.responses.follow_up_forms(again.session.id)
    with pytest.raises(FollowUpErasedError):
        again.open_follow_up()
    with pytest.raises(NothingToEraseError):
        purging.purge(room.session.id, "answers", room.session.code)


def test_answers_of_another_tool_find_their_place_by_their_codes(room: Room) -> None:
    open_forms(room)
    codes = [room.make_code(at_the_end(room, then)) for then, _ in BACK]
    room.move("finish", {})
    given = [
        Submission(n, spelled(code), f"mark {n}", later(now))
        for n, (code, (_, now)) in enumerate(zip(codes, BACK, strict=True), 2)
    ]
    bad: list[tuple[str, dict[str, str]]] = [
        ("ABCD-EFGH-JKMN", later(("low", RIGHT))),
        ("my code", later(("low", RIGHT))),
        ("", {"confidence_ask": "enormous"}),
        ("", {}),
    ]
    wrong = [
        Submission(n, code, str(n), said) for n, (code, said) in enumerate(bad, 50)
    ]
    alone = [Submission(80, "", "somebody else", later(("low", RIGHT)))]
    with pytest.raises(FollowUpNotOpenError):
        room.take_submissions(given)
    room.open_follow_up()

    for again in (0, len(BACK) + 1):  # the same file twice
        taken = room.take_submissions([*given, *wrong, *alone])
        assert (taken.by_code, taken.alone, taken.again) == (len(BACK), 1, again)
        assert [one.row for one in taken.refused] == [50, 51, 52, 53]
        asked = [one.question.name if one.question else "" for one in taken.refused]
        assert asked == ["", "", "confidence_ask", ""]

    now = room.follow_up_now()
    assert now
    assert (now.paired, now.alone) == (len(BACK), 1)
    rows = sheet(evaluation_workbook(reports.evaluation(room)), "follow_up_codes")
    both = [row for row in rows if row["forms"] == "both"]
    assert sorted(str(row["confidence_ask_later"]) for row in both) == sorted(
        str(CODES[said[0]]) for _, said in BACK
    )


def test_each_two_forms_stand_by_themselves_under_the_words_of_the_question(
    room: Room,
) -> None:
    follow(room)
    shown = glance(evaluation_figures(reports.evaluation(room)))

    moved = [
        (ends, [p.question.name for p in pairs])
        for ends, pairs in by_ends(shown.paired)
    ]
    known = [
        (ends, [k.question.name for k in asked])
        for ends, asked in by_ends(shown.knowledge)
    ]
    assert moved == [
        (None, ["confidence_ask"]),
        (FOLLOW_UP, ["confidence_ask_follow_up"]),
    ]
    assert known == [(FOLLOW_UP, ["law_under_18_follow_up"])]
    once, months_later = shown.paired
    assert once.question.label == months_later.question.label == once.label
    assert months_later.label.es.endswith(" (final de la sesión y seguimiento)")


def test_the_options_of_a_follow_up_are_counted(room: Room) -> None:
    follow(room)
    book = evaluation_workbook(reports.evaluation(room))

    rows = sheet(book, "counts")
    now = [later[0] for _, later in BACK] + ["low"] * 2
    counted = {
        row["Code"]: (row["Count"], row["Answered"])
        for row in rows
        if row["Variable"] == "confidence_ask_later"
    }
    assert counted == {
        code: (now.count(name), len(now)) for name, code in CODES.items()
    }
    at_end = [r for r in rows if r["Variable"] == "law_under_18_end"]
    assert {r["Code"]: r["Count"] for r in at_end if r["Count"]} == {2: 3, 3: 4}
    assert {r["Answered"] for r in at_end} == {len(BACK)}
    # What everybody said at the end still stands apart from those who came back.
    assert {r["Answered"] for r in rows if r["Variable"] == "confidence_ask_now"} == {9}
