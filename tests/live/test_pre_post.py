"""Forms before and after: handed in by phones, joined in the workbook, by nobody."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product
from math import comb
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pre_post_curriculum import PLAN, with_pre_and_post

from facilitator.documents.workbooks.evaluation import (
    evaluation_csv,
    evaluation_workbook,
)
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.session import SessionDetails
from facilitator.domain.surveys.evaluation import evaluation_figures
from facilitator.domain.surveys.glance import glance
from facilitator.library.curriculum import load
from facilitator.library.problems import CurriculumError
from facilitator.live import reports
from facilitator.live.answering import FormNotOpenError
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

RIGHT, WRONG = "advocates", "police"
CODES = {"very_low": 1, "low": 2, "moderate": 3, "high": 4, "very_high": 5}
# (knowledge, confidence) before and after of each phone; None: the form stays away.
BOTH = [
    *[((WRONG, "low"), (RIGHT, "high"))] * 5,
    *[((WRONG, "very_low"), (RIGHT, "moderate"))] * 2,
    ((RIGHT, "high"), (WRONG, "moderate")),
    ((RIGHT, "high"), (RIGHT, "high")),
    ((WRONG, "moderate"), (WRONG, "very_high")),
]
ONLY_PRE = [((RIGHT, "low"), None)] * 3
ONLY_POST = [(None, (RIGHT, "high"))] * 2


@pytest.fixture
def room(tmp_path: Path, rooms: Rooms, room: Room) -> Iterator[Room]:
    folder = with_pre_and_post(tmp_path / "curriculum")
    (tmp_path / "own").mkdir()
    database = open_database(tmp_path / "own")
    own = Rooms(database, tmp_path / "own", folder, rooms.clock)
    details: SessionDetails = room.session.details
    yield own.room(own.create(PLAN, details).id)
    database.close()


def answers(said: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("hotline", "ready"), said, strict=True))


def hand_in(room: Room) -> list[str]:
    """Let every phone hand in what it has, all pre before all post."""
    given = [*BOTH, *ONLY_PRE, *ONLY_POST]
    phones = [room.join() for _ in given]
    room.move("pre", {"open": True})
    for phone, (before, _) in zip(phones, given, strict=True):
        if before:
            room.submit(phone, "pre", answers(before))
    room.move("pre", {"open": False})
    room.move("post", {"open": True})
    for n, (phone, (_, after)) in enumerate(zip(phones, given, strict=True)):
        if after:
            written = {"next_step": f"Words of phone {n}"}
            room.submit(phone, "post", {**answers(after), **written})
    return phones


def sheet(blob: bytes, name: str) -> list[dict[str, object]]:
    rows = load_workbook(BytesIO(blob))[name].iter_rows(values_only=True)
    header = [str(cell) for cell in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def report_of(room: Room) -> EvaluationReport:
    return reports.evaluation(room)


def test_a_form_is_kept_once_a_phone_and_changed_until_it_closes(room: Room) -> None:
    phone = room.join()
    with pytest.raises(FormNotOpenError):
        room.submit(phone, "pre", answers((WRONG, "low")))
    room.move("pre", {"open": True})
    room.submit(phone, "pre", answers((WRONG, "low")))
    room.submit(phone, "pre", answers((RIGHT, "low")))
    with pytest.raises(FormNotOpenError):
        room.submit(phone, "post", answers((RIGHT, "low")))
    room.move("pre", {"open": False})
    with pytest.raises(FormNotOpenError):
        room.submit(phone, "pre", answers((WRONG, "low")))

    assert room.mine_form(phone, "pre") == answers((RIGHT, "low"))
    assert room.mine(phone)["sent"] == ["pre"]
    assert not room.mine(phone)["evaluated"]
    assert room.form_counts() == {"pre": 1, "post": 0, "evaluation": 0}


def test_knowledge_of_both_forms_is_counted_by_phone(room: Room) -> None:
    hand_in(room)

    book = evaluation_workbook(report_of(room))
    (row,) = sheet(book, "knowledge")

    right = [(b[0] == RIGHT, a[0] == RIGHT) for b, a in BOTH]
    learned, lost = right.count((False, True)), right.count((True, False))
    moved, before = learned + lost, sum(b for b, _ in right)
    ways = sum(comb(moved, k) for k in range(min(learned, lost) + 1))
    assert row["Variable"] == "hotline_pre_post"
    assert [row["Pairs"], row["Only before"], row["Only now"]] == [10, 3, 2]
    assert [row["Before: right"], row["Now: right"]] == [before, 8]
    assert row["p (McNemar)"] == pytest.approx(min(1, 2 * ways / 2**moved))
    assert row["Normalized gain"] == pytest.approx((8 - before) / (10 - before))
    same = ("Pairs", "Before: right %", "Now: right", "How p was found")
    paired = {one["Variable"]: one for one in sheet(book, "paired")}
    beside = paired["hotline_pre_post"]
    assert [beside[name] for name in same] == [row[name] for name in same]
    assert [beside["Rose"], beside["Fell"]] == [learned, lost]
    assert beside["p"] == row["p (McNemar)"]
    pooled = {one["Variable"]: one for one in sheet(book, "summary")}
    assert [
        (pooled[name]["n"], pooled[name]["Right answers, n"])
        for name in ("knowledge_before", "knowledge_now")
    ] == [(10, before), (10, 8)]


def test_scales_of_both_forms_are_tested_in_the_same_people(room: Room) -> None:
    hand_in(room)

    book = evaluation_workbook(report_of(room))
    found = {row["Variable"]: row for row in sheet(book, "paired")}
    row = found["ready_pre_post"]

    changes = [CODES[a[1]] - CODES[b[1]] for b, a in BOTH]
    moved = [one for one in changes if one]
    sizes = sorted(abs(one) for one in moved)
    rank = {s: sizes.index(s) + (sizes.count(s) + 1) / 2 for s in sizes}
    up = sum(rank[abs(one)] for one in moved if one > 0)
    total = sum(rank[s] for s in sizes)
    w = min(up, total - up)
    signs = product((0, 1), repeat=len(moved))
    sums = [
        sum(rank[abs(m)] for m, s in zip(moved, each, strict=True) if s)
        for each in signs
    ]
    p = min(1, 2 * sum(one <= w for one in sums) / len(sums))
    assert [row["Pairs"], row["Only before"], row["Only now"]] == [10, 3, 2]
    assert row["Mean shift"] == pytest.approx(sum(changes) / 10)
    assert row["W"] == pytest.approx(w)
    assert row["p"] == pytest.approx(p)
    assert row["Rank-biserial"] == pytest.approx((2 * up - total) / total)
    summed = {row["Variable"]: row["n"] for row in sheet(book, "summary")}
    assert (summed["ready_pre"], summed["ready_post"]) == (13, 12)


def test_each_row_has_both_answers_of_one_phone_and_nothing_else(room: Room) -> None:
    hand_in(room)

    rows = sheet(evaluation_workbook(report_of(room)), "pre_post_codes")

    def codes(said: tuple[str, str] | None) -> list[int | None]:
        return [(1, 2)[said[0] == WRONG], CODES[said[1]]] if said else [None, None]

    expected = [[*codes(b), *codes(a)] for b, a in (*BOTH, *ONLY_PRE, *ONLY_POST)]
    names = ("hotline_pre", "ready_pre", "hotline_post", "ready_post")
    assert sorted([[row[n] for n in names] for row in rows], key=str) == sorted(
        expected, key=str
    )
    assert set(rows[0]) == {"response_id", "forms", *names}
    forms = [row["forms"] for row in rows]
    assert [forms.count(f) for f in ("both", "pre", "post")] == [10, 3, 2]


def test_no_file_leads_from_a_form_to_a_phone(room: Room) -> None:
    phones = hand_in(room)
    hashes = [room.participant(phone) for phone in phones]
    report = report_of(room)
    with ZipFile(BytesIO(evaluation_csv(report))) as archive:
        files = {n: archive.read(n).decode("utf-8-sig") for n in archive.namelist()}
    with ZipFile(BytesIO(evaluation_workbook(report))) as archive:
        parts = "".join(
            archive.read(n).decode("utf-8", "replace") for n in archive.namelist()
        )

    everything = "".join(files.values()) + parts
    assert not [
        one for one in (*hashes, *phones) if one.partition(".")[0] in everything
    ]
    assert "pre_post_codes.csv" in files["read_pre_post_in_r.R"]
    assert "hotline_pre" in files["read_pre_post_in_spss.sps"]
    assert "hotline_post" in files["read_pre_post_in_stata.do"]
    # Written words stand apart, in an order of their own, with no id of a row.
    ids = {
        row["response_id"]
        for row in sheet(evaluation_workbook(report), "pre_post_codes")
    }
    texts = sheet(evaluation_workbook(report), "open_text")
    assert len([t for t in texts if t["Variable"] == "next_step_post"]) == 12
    assert not ids & {str(value) for t in texts for value in t.values()}


def test_rows_come_in_another_order_each_time(room: Room) -> None:
    hand_in(room)
    report = report_of(room)

    def order() -> tuple[object, ...]:
        rows = sheet(evaluation_workbook(report), "pre_post_codes")
        return tuple((row["forms"], row["hotline_pre"]) for row in rows)

    assert len({order() for _ in range(6)}) > 1


def test_forms_that_nobody_handed_in_leave_no_empty_sheets(room: Room) -> None:
    made = evaluation_workbook(report_of(room))
    said = {row["Item"]: row["Content"] for row in sheet(made, "README")}

    assert said["Pre and post forms"] == "Nobody handed one in."
    assert not [n for n in load_workbook(BytesIO(made)).sheetnames if "pre" in n]
    assert "hotline_pre" not in {row["variable"] for row in sheet(made, "codebook")}


def test_after_the_end_the_pairs_stay_and_the_key_is_gone(room: Room) -> None:
    phones = hand_in(room)
    before = evaluation_figures(report_of(room)).knowledge
    room.move("finish", {})

    assert evaluation_figures(report_of(room)).knowledge == before
    assert room.mine(phones[0])["sent"] == []


def test_the_page_for_anybody_has_the_pairs_but_not_of_few(room: Room) -> None:
    hand_in(room)
    report = report_of(room)
    shown = glance(evaluation_figures(report))
    assert [k.question.name for k in shown.knowledge] == ["hotline_pre_post"]
    assert "ready_pre_post" in [p.question.name for p in shown.paired]

    (pair,) = report.pairs
    few_phones = replace(report, pairs=(replace(pair, people=pair.people[:3]),))
    paired = sheet(evaluation_workbook(few_phones), "paired")
    (few,) = (row for row in paired if str(row["Variable"]).startswith("ready"))
    assert few["Variable"] == "ready_pre_post"
    assert [few["Mean shift"], few["p"], few["Rank-biserial"]] == [None] * 3


def test_a_plan_whose_forms_ask_differently_does_not_open(tmp_path: Path) -> None:
    folder = with_pre_and_post(tmp_path / "curriculum")
    file = folder / "surveys" / "after.yaml"
    words = file.read_text(encoding="utf-8")
    file.write_text(words.replace("        right: true\n", ""), encoding="utf-8")

    with pytest.raises(CurriculumError) as refused:
        load(folder, PLAN)

    assert "both ask `hotline`" in refused.value.problems[0].message
