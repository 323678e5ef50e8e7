"""What people of a session get for their credit, one by one and all in one file."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from credit_held import Clock, claims, curriculum_with_credit, hold

from facilitator.documents.errors import TemplateError
from facilitator.documents.paper_batch import NoPlaceError
from facilitator.documents.worker import Halt, HaltedError
from facilitator.domain.credit.papers import Certificate, Note, Participation
from facilitator.domain.credit.register import find_row, has_name, register_rows
from facilitator.library.curriculum import shipped_folder
from facilitator.live import certificates, reports
from facilitator.live.certificate_batches import CertificateBatches, NoBatchError
from facilitator.live.certificates import NoCertificateError
from facilitator.live.certificates_zip import certificates_zip
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms
from facilitator.store.database import open_database

ADDRESS = "192.168.1.5:80"
PEOPLE = (
    ("José/..\\Núñez", "physician", "es"),
    ("=Bo Li", "nurse", "en"),
    ("Cy Ray", "pharmacist", "en"),
    ("Ana \U00010570", "nurse", "en"),
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(tmp_path: Path, clock: Clock) -> Iterator[Rooms]:
    """Sessions whose plan has a made-up provider."""
    folder = curriculum_with_credit(tmp_path / "curriculum")
    database = open_database(tmp_path)
    yield Rooms(database, tmp_path, folder, clock)
    database.close()


@pytest.fixture
def held(rooms: Rooms, clock: Clock) -> tuple[Room, list[str]]:
    """A session whose people all stayed to the end, and their cookies."""
    return hold(rooms, clock, PEOPLE, ADDRESS)


@pytest.fixture
def room(held: tuple[Room, list[str]]) -> Room:
    return held[0]


@pytest.fixture
def jose(held: tuple[Room, list[str]]) -> str:
    return held[1][0]


def person(room: Room, name: str) -> Any:
    people = room.attendance.all(room.session.id)
    return next(one for one in people if one.person.name.startswith(name))


def table(archive: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_each_person_gets_the_papers_of_their_profession(room: Room, jose: str) -> None:
    claims(room, jose, "ama", 7)

    papers = {
        name: [
            issue.paper for issue in certificates.papers_of(room, person(room, name))
        ]
        for name in ("José", "=Bo", "Cy")
    }

    ama, _ = papers["José"]
    assert isinstance(ama, Certificate)
    assert (ama.quarters, ama.statement) == (7, "Sus palabras.")
    assert isinstance(papers["=Bo"][0], Participation)
    assert isinstance(papers["Cy"][1], Note)
    shown = certificates.own_papers(room, person(room, "=Bo"))
    assert [issue.paper.policy.type for issue in shown] == ["ama"]


def test_a_certificate_waits_for_the_claim_and_says_so(room: Room, jose: str) -> None:
    claims(room, jose, "ama", 0)
    who = person(room, "José")

    with pytest.raises(NoCertificateError, match="has not been claimed"):
        certificates.certificate_of(room, who, "ama")
    with pytest.raises(NoCertificateError):
        certificates.certificate_of(room, who, "apa")
    claims(room, jose, "ama", 8)

    made = certificates.certificate_of(room, who, "ama")
    found = certificates.find(room, made.number)

    assert made.check_at == f"http://192.168.1.5:80/v/{made.number}"
    assert found
    assert found.attendee == who
    claims(room, jose, "ama", 4)
    assert certificates.find(room, made.number) is None


def test_the_register_has_every_paper_of_the_session(room: Room, jose: str) -> None:
    claims(room, jose, "ama", 8)

    rows = register_rows(reports.attendance(room))

    kinds = [row.kind for row in rows]
    assert (kinds.count("attendance"), kinds.count("certificate")) == (4, 1)
    number = certificates.certificate_of(room, person(room, "José"), "ama").number
    row = find_row(rows, number)
    assert row
    assert has_name(row, "jose/..\\nunez")


def test_everybodys_certificates_come_in_one_file(
    rooms: Rooms, room: Room, jose: str, tmp_path: Path
) -> None:
    claims(room, jose, "ama", 7)
    target, told = tmp_path / "made.zip", list[tuple[int, int]]()

    made = certificates_zip(
        room,
        rooms.template("certificate.typ"),
        target,
        "en",
        lambda *far: told.append(far),
    )

    assert made == 2
    assert told == [(1, 3), (2, 3), (3, 3)]
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert names == [
            "001 Bo Li ama participation.pdf",
            "003 José Núñez ama.pdf",
            "not-made.csv",
            "register.csv",
        ]
        assert archive.read(names[1]).startswith(b"%PDF")
        _, *rows = table(archive, "not-made.csv")
        assert rows == [
            [
                "Cy Ray",
                "AMA PRA Category 1",
                "Record of attendance",
                "Only physicians earn this credit; other professions take part.",
            ],
            [
                "Cy Ray",
                "ACPE contact hours",
                "Note about CPE Monitor",
                (
                    "There is no certificate for this credit. It appears in CPE "
                    "Monitor once the accredited provider has reported it. This "
                    "credit has not been asked for."
                ),
            ],
            [
                "Ana \U00010570",
                "AMA PRA Category 1",
                "None",
                "No font on this laptop has these letters: \U00010570",
            ],
        ]
        assert len(table(archive, "register.csv")) == 1 + 4 + 3
    assert list(tmp_path.glob("*.part")) == []


def test_whoever_gets_no_paper_is_in_the_table(
    rooms: Rooms, clock: Clock, tmp_path: Path
) -> None:
    room, _ = hold(rooms, clock, [("Walter", "", "en")], ADDRESS)
    target = tmp_path / "made.zip"

    assert not certificates_zip(room, rooms.template("certificate.typ"), target, "en")

    with zipfile.ZipFile(target) as archive:
        _, *rows = table(archive, "not-made.csv")
    assert [row[:2] for row in rows] == [
        ["Walter", "AMA PRA Category 1"],
        ["Walter", "ACPE contact hours"],
    ]


def test_a_stopped_batch_leaves_nothing(
    rooms: Rooms, room: Room, tmp_path: Path
) -> None:
    halt = Halt()
    target = tmp_path / "made.zip"

    def stop(_done: int, _of: int) -> None:
        halt()

    with pytest.raises(HaltedError):
        certificates_zip(
            room, rooms.template("certificate.typ"), target, "en", stop, halt
        )

    assert not list(tmp_path.glob("made.zip*"))


def test_a_file_that_cannot_be_written_is_named(
    rooms: Rooms, room: Room, tmp_path: Path
) -> None:
    target, template = tmp_path / "none" / "made.zip", rooms.template("certificate.typ")

    with pytest.raises(NoPlaceError, match=r"made\.zip could not be written \(No such"):
        certificates_zip(room, template, target, "en")


def test_a_template_with_a_mistake_is_named(room: Room, tmp_path: Path) -> None:
    template = tmp_path / "certificate.typ"
    template.write_text("#nothing(", encoding="utf-8")

    with pytest.raises(TemplateError, match=r"certificate\.typ could not be set"):
        certificates_zip(room, template, tmp_path / "made.zip", "en")


def test_a_batch_is_kept_until_it_is_taken_back(
    rooms: Rooms, room: Room, tmp_path: Path
) -> None:
    batches = CertificateBatches(tmp_path / "batches")
    session, template = room.session.id, rooms.template("certificate.typ")
    with pytest.raises(NoBatchError):
        batches.file(session)

    batches.start(room, template, "en")
    batches.start(room, template, "en")  # pressed twice
    until = monotonic() + 120
    while batches.state(session).status == "working" and monotonic() < until:
        sleep(0.02)

    state, file = batches.state(session), batches.file(session)
    assert (state.status, state.done, state.made) == ("ready", 2, 1)
    assert [file] == list((tmp_path / "batches").iterdir())
    batches.stop(session)
    assert not file.exists()
    assert batches.state(session).status == "none"


def test_a_trainers_own_template_is_taken_and_ours_where_there_is_none(
    rooms: Rooms, tmp_path: Path
) -> None:
    own = tmp_path / "curriculum" / "handouts" / "certificate.typ"

    assert rooms.template("certificate.typ") == own
    own.unlink()
    assert rooms.template("certificate.typ") == (
        shipped_folder() / "handouts" / "certificate.typ"
    )


def test_names_lie_beside_the_file_alone_while_it_is_made(
    rooms: Rooms, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    target = tmp_path / "made" / "all.zip"
    target.parent.mkdir()
    lying: list[Path] = []

    def look(_done: int, _of: int) -> None:
        lying.extend(file for file in elsewhere.rglob("*") if file.is_file())

    certificates_zip(room, rooms.template("certificate.typ"), target, "en", look)

    assert lying == []
    assert list(target.parent.iterdir()) == [target]
