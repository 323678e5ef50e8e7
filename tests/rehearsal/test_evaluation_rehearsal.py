"""Three hundred phones evaluate; every figure is counted a second time, another way."""

import csv
import io
import random
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from facilitator.documents.workbooks.evaluation import (
    evaluation_csv,
    evaluation_workbook,
)
from facilitator.domain.session import SessionDetails
from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder
from facilitator.live import reports
from facilitator.live.rooms import Rooms
from facilitator.rehearsal.before_after import compare_forms
from facilitator.rehearsal.changes import Forms, changes
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.stored import Stored
from facilitator.store.database import open_database

from .evaluation_definitions import knowledge, paired, scale
from .evaluation_play import (
    AGREEMENT,
    ALONE,
    BACK,
    CONFIDENCE,
    DECLINED,
    ITEMS,
    PHONES,
    QUALITY,
    RIGHT,
    SURE,
    Form,
    Played,
    play,
)

NOW = datetime(2026, 5, 14, 14, tzinfo=UTC)
ASKED = """
  - name: setting
    kind: single
    section: next_steps
    label: {en: Where do you work?, es: ¿Dónde trabaja?}
    options:
      - {name: clinic, label: {en: Clinic, es: Clínica}}
      - {name: shelter, label: {en: Shelter, es: Refugio}}
      - {name: school, label: {en: School, es: Escuela}}
      - {name: prefer_not, label: {en: I prefer not to say, es: Prefiero no decirlo}}
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder: Path = tmp_path_factory.mktemp("evaluated")
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, folder / "curriculum" / name)
    survey = folder / "curriculum" / "surveys" / "evaluation.yaml"
    survey.write_text(survey.read_text(encoding="utf-8") + ASKED, encoding="utf-8")
    database = open_database(folder)
    rooms = Rooms(database, folder, folder / "curriculum", lambda: NOW)
    made = rooms.create("conference-2h", SessionDetails(NOW, "America/Chicago"))
    session = Played(rooms.room(made.id))
    play(session, random.Random(300))
    yield session
    database.close()


@pytest.fixture(scope="module")
def book(played: Played) -> Any:
    made = evaluation_workbook(reports.evaluation(played.room))
    return load_workbook(io.BytesIO(made))


def table(book: Any, name: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a sheet by its variable, each by its headers."""
    head, *rows = book[name].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    return {row["Variable"]: row for row in found}


def test_every_scale_is_as_its_definition_has_it(played: Played, book: Any) -> None:
    summary = table(book, "summary")
    for name, names, when in (
        *((f"confidence_{n}", CONFIDENCE, "before") for n in ("stop", "respond")),
        *((f"confidence_{n}", CONFIDENCE, "now") for n in ("observe", "ask")),
        *((f"objective_{n}", AGREEMENT, "") for n in ("stop", "ask")),
        ("quality_overall", QUALITY, ""),
    ):
        codes = played.codes(name, names, when)
        row = summary[f"{name}_{when}" if when else name]
        wanted = scale(codes, len(names))
        shown = dict(
            zip(
                wanted,
                (
                    row["n"],
                    row["Mean"],
                    row["Median"],
                    row["Top-2-box n"],
                    row["Top-2-box %"],
                    row["95% low"],
                    row["95% high"],
                ),
                strict=True,
            )
        )
        assert shown == pytest.approx(wanted, rel=1e-12), name
        assert [row[f"Code {c}"] for c in range(1, len(names) + 1)] == [
            codes.count(c) for c in range(1, len(names) + 1)
        ]


def test_what_changed_is_as_its_definition_has_it(played: Played, book: Any) -> None:
    for name in ("stop", "observe", "ask", "respond"):
        row = table(book, "paired")[f"confidence_{name}"]
        given = [form.get(f"confidence_{name}", {}) for form in played.forms]
        pairs = [
            (CONFIDENCE.index(one["before"]), CONFIDENCE.index(one["now"]))
            for one in given
            if len(one) == 2
        ]
        apart = [one for one in given if len(one) == 1]
        names = ("Pairs", "Mean shift", "Median shift", "Rose", "Same", "Fell", "W")
        shown = [row[n] for n in (*names, "p", "Rank-biserial")]

        assert shown == pytest.approx(list(paired(pairs).values()), rel=1e-9, abs=0)
        assert row["How p was found"] == "Wilcoxon, normal approximation with ties"
        assert (row["Only before"], row["Only now"]) == (
            sum("before" in one for one in apart),
            sum("now" in one for one in apart),
        )


def test_what_was_learned_is_as_its_definition_has_it(
    played: Played, book: Any
) -> None:
    row = table(book, "knowledge")["check"]
    both = [(b, n) for b, n in played.known if b is not None and n is not None]
    names = ("Pairs", "Before: right %", "Now: right %", "p (McNemar)")

    assert [row[n] for n in (*names, "Normalized gain")] == pytest.approx(
        list(knowledge(both).values()), rel=1e-9, abs=0
    )
    only = [b is not None and n is None for b, n in played.known]
    assert row["Only before"] == sum(only)


def test_what_was_learned_between_the_forms_is_as_its_definition_has_it(
    played: Played, book: Any
) -> None:
    paired_sheet, known = table(book, "paired"), table(book, "knowledge")
    ends = ("pre_post", "follow_up")
    assert set(known) == {"check", *(f"{n}_{end}" for n in ITEMS for end in ends)}
    pooled = []
    for name, right in RIGHT.items():
        said = played.twice(name)
        both = [(b == right, a == right) for b, a in said if b and a]
        wanted = knowledge(both)
        row, beside = known[f"{name}_pre_post"], paired_sheet[f"{name}_pre_post"]
        names = ("Pairs", "Before: right %", "Now: right %", "p (McNemar)")
        shown = [row[n] for n in (*names, "Normalized gain")]

        assert shown == pytest.approx(list(wanted.values()), rel=1e-9, abs=0), name
        assert [
            beside[n] for n in ("Pairs", "Before: right %", "Now: right %", "p")
        ] == [row[n] for n in names]
        assert [
            beside[n] for n in ("Rose", "Same", "Fell", "Only before", "Only now")
        ] == [
            both.count((False, True)),
            both.count((True, True)) + both.count((False, False)),
            both.count((True, False)),
            sum(bool(b and not a) for b, a in said),
            sum(bool(a and not b) for b, a in said),
        ]
        pooled += both
    pooled += [(b, n) for b, n in played.known if b is not None and n is not None]
    summary = table(book, "summary")
    for half, when in enumerate(("before", "now")):
        row = summary[f"knowledge_{when}"]
        shown = [row["n"], row["Right answers, n"]]
        assert shown == [len(pooled), sum(pair[half] for pair in pooled)]


def test_scales_of_both_forms_are_as_their_definitions_have_them(
    played: Played, book: Any
) -> None:
    for name in SURE:
        row = table(book, "paired")[f"{name}_pre_post"]
        given = played.twice(name)
        pairs = [
            (CONFIDENCE.index(b), CONFIDENCE.index(a)) for b, a in given if b and a
        ]
        names = ("Pairs", "Mean shift", "Median shift", "Rose", "Same", "Fell", "W")
        shown = [row[n] for n in (*names, "p", "Rank-biserial")]

        assert shown == pytest.approx(list(paired(pairs).values()), rel=1e-9, abs=0)
        after = [CONFIDENCE.index(a) + 1 for _, a in given if a]
        summed = table(book, "summary")[f"{name}_post"]
        wanted = scale(after, len(CONFIDENCE))
        assert [summed["n"], summed["Mean"], summed["95% high"]] == pytest.approx(
            [wanted["n"], wanted["mean"], wanted["high"]], rel=1e-12
        )


def test_what_lasted_for_months_is_as_its_definitions_have_it(
    played: Played, book: Any
) -> None:
    sheet, items = table(book, "paired"), table(book, "knowledge")
    for name in ("stop", "observe", "ask", "respond"):
        row = sheet[f"confidence_{name}_follow_up"]
        given = played.end_and_later(f"confidence_{name}")
        pairs = [
            (CONFIDENCE.index(e), CONFIDENCE.index(now))
            for e, now in given
            if e and now
        ]
        names = ("Pairs", "Mean shift", "Median shift", "Rose", "Same", "Fell", "W")
        shown = [row[n] for n in (*names, "p", "Rank-biserial")]
        assert shown == pytest.approx(list(paired(pairs).values()), rel=1e-9, abs=0)
        assert row["Only now"] == sum(bool(now and not e) for e, now in given)
        assert len(pairs) > 25
    for name, right in RIGHT.items():
        given = played.end_and_later(name)
        both = [(e == right, now == right) for e, now in given if e and now]
        row = items[f"{name}_follow_up"]
        called = ("Pairs", "Before: right %", "Now: right %", "p (McNemar)")
        assert [row[n] for n in (*called, "Normalized gain")] == pytest.approx(
            list(knowledge(both).values()), rel=1e-9, abs=0
        ), name
    rows = list(book["follow_up_codes"].iter_rows(min_row=2, values_only=True))
    which = Counter(row[1] for row in rows)
    assert which == {"both": BACK, "later": ALONE}


def test_a_rehearsal_notices_every_figure_that_is_not_as_it_was_sent(
    played: Played, book: Any
) -> None:
    room = played.room
    forms = Forms(room.form("pre"), room.form("post"))
    books = [ledger_of(number, *both) for number, both in enumerate(played.both)]
    figures = {
        (sheet, name): row
        for sheet in ("summary", "paired", "knowledge")
        for name, row in table(book, sheet).items()
    }
    stored = Stored({}, {}, Counter(), Counter(), Counter(), Counter(), figures=figures)
    wanted = changes(forms, [one.forms for one in books])
    # The pool has the poll that was asked twice as well.
    places = [place for place in wanted if place[0] != "summary"]

    assert len(places) == 2 * len(ITEMS) + len(SURE)
    assert list(compare_forms(forms, books, stored)) == []
    for sheet, name in places:
        for figure, value in wanted[sheet, name].items():
            row = {**figures[sheet, name], figure: float(value or 0) + 0.001}
            wrong = replace(stored, figures={**figures, (sheet, name): row})
            (sentence,) = compare_forms(forms, books, wrong)
            assert sentence.startswith(f"{sheet} {name}: {figure} is ")
    made_up = {**figures, ("paired", "more_pre_post"): {"Pairs": 9}}
    (sentence,) = compare_forms(forms, books, replace(stored, figures=made_up))
    assert sentence == "paired more_pre_post: nobody was asked that twice."


def ledger_of(number: int, before: Form, after: Form) -> Ledger:
    """Return the books of a phone that sent these forms."""
    ledger = Ledger(number)
    for name, form in (("pre", before), ("post", after)):
        if form:
            ledger.forms["pre" if name == "pre" else "post"] = {
                asked: code_of(asked, form.get(asked)) for asked in (*SURE, *ITEMS)
            }
    return ledger


def code_of(name: str, answer: object) -> int:
    if answer is None or answer == DECLINED:
        return -8 if answer else -9
    return ITEMS.get(name, CONFIDENCE).index(str(answer)) + 1


def test_few_people_of_a_group_are_hidden_with_what_would_tell_them(
    played: Played, book: Any
) -> None:
    head, *rows = book["by_group"].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    quality = {r["Group"]: r for r in found if r["Variable"] == "quality_overall"}
    counts = {
        label: [f for f in played.forms if f.get("setting") == name]
        for name, label in (("clinic", "Clinic"), ("school", "School"))
    }

    assert len(counts["School"]) == 3
    assert quality["School"]["n"] is None
    assert [label for label, row in quality.items() if row["n"] is None] != ["School"]
    assert "fewer than 5" in quality["School"]["Note"]
    told = [f["quality_overall"] for f in counts["Clinic"] if "quality_overall" in f]
    assert quality["Clinic"]["n"] in (len(told), None)


def test_one_row_stands_for_one_response_and_none_for_its_order(
    played: Played, book: Any
) -> None:
    head, *rows = book["responses_codes"].iter_rows(values_only=True)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    quality = [
        QUALITY.index(f["quality_overall"]) + 1
        for f in played.forms
        if "quality_overall" in f
    ]

    assert len(found) == PHONES
    assert sorted(r["quality_overall"] for r in found) == sorted(
        [*quality, *[-9] * (PHONES - len(quality))]
    )
    assert [r["setting"] for r in found].count(-8) == sum(
        f.get("setting") == "prefer_not" for f in played.forms
    )
    in_order = [f.get("quality_overall") for f in played.forms]
    shown = [
        QUALITY[r["quality_overall"] - 1] if r["quality_overall"] > 0 else None
        for r in found
    ]
    assert shown != in_order
    assert book["long"].max_row == 1 + PHONES * (len(head) - 1)


def test_the_tables_are_the_same_for_other_programs(played: Played, book: Any) -> None:
    made = evaluation_csv(reports.evaluation(played.room))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        files = {name: archive.read(name).decode("utf-8-sig") for name in names}
    summary = list(csv.DictReader(io.StringIO(files["summary.csv"])))
    codes = list(csv.DictReader(io.StringIO(files["responses_codes.csv"])))

    shown = {row["Variable"]: float(row["Mean"] or 0) for row in summary}
    assert shown == pytest.approx(
        {name: row["Mean"] or 0 for name, row in table(book, "summary").items()}
    )
    assert len(codes) == PHONES
    assert {name for name in files if not name.endswith(".csv")} == {
        "README.txt",
        "read_in_r.R",
        "read_in_spss.sps",
        "read_in_stata.do",
        "read_pre_post_in_r.R",
        "read_pre_post_in_spss.sps",
        "read_pre_post_in_stata.do",
        "read_follow_up_in_r.R",
        "read_follow_up_in_spss.sps",
        "read_follow_up_in_stata.do",
    }
    assert 'label define quality_overall 1 "Poor" 2 "Fair"' in files["read_in_stata.do"]
    assert "(-9, -8, -7)." in files["read_in_spss.sps"]
    for name in codes[0]:
        assert name in files["read_in_spss.sps"]


def test_nothing_in_the_files_leads_to_a_phone_or_to_its_place(played: Played) -> None:
    room, report = played.room, reports.evaluation(played.room)
    kept = [*room.responses.forms(room.session.id, "evaluation")]
    answered = room.responses.answers(room.session.id, "check", 1)
    polled = {one.participant for one in answered}
    # Once the session is over nothing tells that two answers are one phone's.
    phones = {phone for phone, _ in kept} | polled
    assert len(phones) == PHONES + len(polled)
    files = [evaluation_workbook(report), evaluation_csv(report)]
    parts = [
        archive.read(name)
        for made in files
        for archive in [zipfile.ZipFile(io.BytesIO(made))]
        for name in archive.namelist()
    ]
    orders = {
        tuple(
            tuple(row[1:]) for row in csv.reader(io.StringIO(codes.decode("utf-8-sig")))
        )
        for _ in range(2)
        for archive in [zipfile.ZipFile(io.BytesIO(evaluation_csv(report)))]
        for codes in [archive.read("responses_codes.csv")]
    }

    assert [p for p in phones for part in parts if p.encode() in part] == []
    assert len(orders) == 2
