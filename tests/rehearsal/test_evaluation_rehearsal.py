"""Three hundred phones evaluate; every figure is counted a second time, another way."""

import csv
import io
import random
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

from .evaluation_definitions import knowledge, paired, scale

PHONES = 300
NOW = datetime(2026, 5, 14, 14, tzinfo=UTC)
CONFIDENCE = ("very_low", "low", "moderate", "high", "very_high")
AGREEMENT = (
    "strongly_disagree",
    "disagree",
    "neutral",
    "agree",
    "strongly_agree",
)
QUALITY = ("poor", "fair", "good", "excellent")
SETTINGS = ("clinic", "shelter", "school", "prefer_not")
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


@dataclass
class Played:
    """A session, and what the test knows of what its phones said."""

    room: Room
    forms: list[dict[str, Any]] = field(default_factory=list)
    known: list[tuple[bool | None, bool | None]] = field(default_factory=list)

    def codes(self, name: str, names: tuple[str, ...], when: str = "") -> list[int]:
        given = [form.get(name) for form in self.forms]
        if when:
            given = [pair.get(when) for pair in given if pair]
        return [names.index(one) + 1 for one in given if one]


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


def play(session: Played, chance: random.Random) -> None:
    """Ask a knowledge item, teach, ask it again, and have everybody evaluate."""
    room = session.room
    item = room.polls.question("under_18")
    assert item
    right = item.options[1].name
    marked = tuple(replace(o, right=o.name == right) for o in item.options)
    question = replace(item, name="check", options=marked)
    room.change_deck(
        room.session.deck, lambda deck: replace(deck, questions=(question,))
    )
    phones = [room.join() for _ in range(PHONES)]
    rounds = [ask(room, phones, chance, sure) for sure in (0.4, 0.8)]
    session.known = list(zip(*rounds, strict=True))
    room.move("evaluation", {"open": True})
    for phone in phones:
        given = form(chance)
        if len(session.forms) in (20, 120, 220):
            given |= {"setting": "school", "quality_overall": "good"}
        session.forms.append(given)
        room.submit(phone, "evaluation", given)


def ask(
    room: Room, phones: list[str], chance: random.Random, sure: float
) -> list[bool | None]:
    again = bool(room.responses.rounds(room.session.id))
    room.move("ask_again" if again else "open_poll", {"poll": "check"})
    number = room.stage.poll_state("check").round
    options = room.polls.question("check").options  # type: ignore[union-attr]
    said: list[bool | None] = []
    for phone in phones:
        right = chance.random() < sure if chance.random() < 0.93 else None
        said.append(right)
        if right is not None:
            room.answer(phone, "check", number, options[int(right)].name, 1)
    room.move("close_and_show", {"poll": "check"})
    return said


def form(chance: random.Random) -> dict[str, Any]:
    """Return one person's form: confidence rises for most, some skip some."""
    given: dict[str, Any] = {}
    for name in ("stop", "observe", "ask", "respond"):
        before = chance.randrange(4)
        now = min(4, max(0, before + chance.choice((-1, 0, 1, 1, 2, 2, 3))))
        pair = {"before": CONFIDENCE[before], "now": CONFIDENCE[now]}
        for half in ("before", "now"):
            if chance.random() < 0.04:
                pair.pop(half)
        given[f"confidence_{name}"] = pair
        given[f"objective_{name}"] = chance.choices(AGREEMENT, (1, 1, 3, 9, 8))[0]
    given["quality_overall"] = chance.choices(QUALITY, (1, 2, 8, 9))[0]
    for name in ("balanced", "felt_safe", "language_needs_met"):
        given[name] = chance.choices(AGREEMENT, (0, 1, 2, 9, 12))[0]
    given["setting"] = chance.choices(SETTINGS, (150, 140, 0, 6))[0]
    given["improve"] = f"More time {chance.randrange(1000)}"
    kept = {name: one for name, one in given.items() if chance.random() > 0.05}
    return {name: one for name, one in kept.items() if one}


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
    (row,) = table(book, "knowledge").values()
    both = [(b, n) for b, n in played.known if b is not None and n is not None]
    names = ("Pairs", "Before: right %", "Now: right %", "p (McNemar)")

    assert [row[n] for n in (*names, "Normalized gain")] == pytest.approx(
        list(knowledge(both).values()), rel=1e-9, abs=0
    )
    only = [b is not None and n is None for b, n in played.known]
    assert row["Only before"] == sum(only)


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
    }
    assert 'label define quality_overall 1 "Poor" 2 "Fair"' in files["read_in_stata.do"]
    assert "(-9, -8, -7)." in files["read_in_spss.sps"]
    for name in codes[0]:
        assert name in files["read_in_spss.sps"]


def test_nothing_in_the_files_leads_to_a_phone_or_to_its_place(played: Played) -> None:
    room, report = played.room, reports.evaluation(played.room)
    kept = [*room.responses.forms(room.session.id, "evaluation")]
    answered = room.responses.answers(room.session.id, "check", 1)
    phones = {phone for phone, _ in kept} | {one.participant for one in answered}
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

    assert len(phones) == PHONES
    assert [p for p in phones for part in parts if p.encode() in part] == []
    assert len(orders) == 2
