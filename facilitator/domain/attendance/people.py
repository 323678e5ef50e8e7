"""Who was in the room, and for how long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

from facilitator.domain.text import Text, is_blank, is_kept
from facilitator.errors import BadInputError, FacilitatorError

ScanKind = Literal["in", "out", "re-entry", "void"]
Method = Literal["phone", "form", "trainer", "kiosk", "paper", "camera"]

# Settings and professions: the program's own audience list.
SETTINGS: tuple[tuple[str, Text], ...] = (
    ("behavioral_health", Text("Behavioral health", "Salud conductual")),
    ("child_welfare", Text("Child welfare", "Bienestar infantil")),
    ("health_care", Text("Health care", "Atención médica")),
    ("housing", Text("Housing", "Vivienda")),
    ("public_health", Text("Public health", "Salud pública")),
    ("social_services", Text("Social services", "Servicios sociales")),
    ("education", Text("Education", "Educación")),
    ("other", Text("Other", "Otro")),
)
PROFESSIONS: tuple[tuple[str, Text], ...] = (
    ("physician", Text("Physician", "Médica o médico")),
    ("nurse", Text("Nurse", "Enfermera o enfermero")),
    ("pharmacist", Text("Pharmacist", "Farmacéutica o farmacéutico")),
    (
        "pharmacy_technician",
        Text("Pharmacy technician", "Técnica o técnico de farmacia"),
    ),
    ("physician_assistant", Text("Physician assistant", "Asociada o asociado médico")),
    ("dentist", Text("Dentist", "Dentista")),
    ("allied_dental", Text("Allied dental staff", "Personal dental auxiliar")),
    ("optometrist", Text("Optometrist", "Optometrista")),
    ("dietitian", Text("Registered dietitian", "Dietista con registro")),
    (
        "dietetic_technician",
        Text("Dietetic technician", "Técnica o técnico en dietética"),
    ),
    (
        "athletic_trainer",
        Text("Athletic trainer", "Entrenadora o entrenador deportivo"),
    ),
    ("psychologist", Text("Psychologist", "Psicóloga o psicólogo")),
    ("social_worker", Text("Social worker", "Trabajadora o trabajador social")),
    ("case_manager", Text("Case manager", "Gestora o gestor de casos")),
    ("school_counselor", Text("School counselor", "Consejera o consejero escolar")),
    (
        "public_health_professional",
        Text("Public health professional", "Profesional de salud pública"),
    ),
    (
        "health_education_specialist",
        Text("Health education specialist", "Especialista en educación para la salud"),
    ),
    ("allied_health", Text("Allied health professional", "Profesional de salud afín")),
    ("other", Text("Other", "Otra")),
)


class MissingFieldError(BadInputError):
    """A field that the session asks for was left empty."""

    code = "missing-field"
    sentence = "Please fill in: {field}."


class FieldTooLongError(BadInputError):
    """A field holds more than fits."""

    code = "field-too-long"
    sentence = "{field} is too long. Use at most {longest} characters."


class BadEmailError(BadInputError):
    """The email address has no name, no @ or no domain."""

    code = "bad-email"
    sentence = "That email address is not complete. Check it and try again."


class NotSignedInError(FacilitatorError):
    """This phone has not signed in."""

    code = "not-signed-in"
    status = 409
    sentence = "This phone has not signed in yet. Sign in first."


@dataclass(frozen=True, slots=True)
class Person:
    """What a person said at sign-in; all empty for one who gave no name."""

    name: str = ""
    email: str = ""
    organization: str = ""
    setting: str = ""
    profession: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Scan:
    """One line of the append-only log: somebody came in or went out.

    `number` is the line's place in the log, from 1. A correction is a later line with
    a `reason`: it stands for the line that it `supersedes`, or, where that is 0, for
    one that was missing. `written_at` is when it was written, `at` the time it says: a
    person who is early is noted for the opening of the door. A line of the kind "void"
    says that the line before it never was.
    """

    attendee: str
    kind: ScanKind
    at: datetime
    method: Method
    number: int = 0
    supersedes: int = 0
    reason: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person in one session, with every scan in the order of the log."""

    id: str
    person: Person
    scans: tuple[Scan, ...] = ()
    evaluated: bool = False

    @property
    def came(self) -> datetime | None:
        """The first time in."""
        return next((s.at for s in standing(self.scans) if s.kind != "out"), None)

    @property
    def left(self) -> datetime | None:
        """The last time out; None while in the room or where nobody signed out."""
        last = next(reversed(standing(self.scans)), None)
        return last.at if last and last.kind == "out" else None

    @property
    def minutes(self) -> int | None:
        """Whole minutes present; None where the sign-in or last sign-out is missing.

        Every time counts as the clock showed it, without its seconds: 1:10 to 1:18
        is 8 minutes, on each screen and in the workbook. A missing end is incomplete:
        no time is ever made up, nor guessed where the laptop's clock was set back.
        """
        if self.came is None or self.left is None or ran_back(self.scans):
            return None
        return _time_present(standing(self.scans)) // timedelta(minutes=1)


def standing(scans: tuple[Scan, ...]) -> tuple[Scan, ...]:
    """Return the lines that count: neither superseded nor void.

    They come in the order of the log. Where it was corrected they come in order of
    time, as a correction is written after the moment it tells of.
    """
    gone = {scan.supersedes for scan in scans if 0 < scan.supersedes < scan.number}
    kept = [s for s in scans if s.kind != "void" and s.number not in gone]
    if any(scan.reason for scan in scans):
        kept.sort(key=lambda scan: (scan.at.astimezone(UTC), scan.number))
    return tuple(kept)


def is_inside(scans: tuple[Scan, ...]) -> bool:
    """Whether the last line that counts says that somebody came in."""
    last = next(reversed(standing(scans)), None)
    return last is not None and last.kind != "out"


def ran_back(scans: tuple[Scan, ...]) -> bool:
    """Whether a line tells of an earlier time than the one written before it.

    The laptop's clock was set back meanwhile. A corrected line no longer counts.
    """
    written = sorted(
        (scan for scan in standing(scans) if not scan.reason),
        key=lambda scan: scan.number,
    )
    # Two times of one zone are compared as wall clocks, wrong when clocks change.
    moments = [scan.at.astimezone(UTC) for scan in written]
    return any(later < earlier for earlier, later in pairwise(moments))


def _time_present(scans: Iterable[Scan]) -> timedelta:
    total, since = timedelta(), None
    for scan in scans:
        # As above: subtracted as instants.
        at = scan.at.astimezone(UTC).replace(second=0, microsecond=0)
        if scan.kind == "out":
            total += at - since if since else timedelta()
            since = None
        elif since is None:
            since = at
    return total


FIELDS = {
    "name": Text("Name", "Nombre"),
    "email": Text("Email", "Correo electrónico"),
    "organization": Text("Organization", "Organización"),
    "setting": Text("Where you work", "Dónde trabaja"),
    "profession": Text("Your profession", "Su profesión"),
}
LONGEST = {"name": 120, "email": 254, "organization": 160}
_CHOICES = {"setting": dict(SETTINGS), "profession": dict(PROFESSIONS)}
_MOST_PARTS = 2


def read_person(
    given: Mapping[str, str], asked: tuple[str, ...], language: str
) -> Person:
    """Return what a sign-in form says, keeping only the fields that are asked.

    The name is required where asked; the rest may be left empty. Setting and
    profession must be among SETTINGS and PROFESSIONS.

    Raises:
        BadInputError: a field is missing, too long, or not among its choices.
    """
    kept = {field: read_field(given.get(field, ""), field) for field in asked}
    return Person(**kept, language=language)


def wrong_fields(
    given: Mapping[str, str], asked: tuple[str, ...]
) -> dict[str, BadInputError]:
    """Return what is wrong with a sign-in form, by field, so that all can be shown."""
    found: dict[str, BadInputError] = {}
    for field in asked:
        try:
            read_field(given.get(field, ""), field)
        except BadInputError as problem:
            found[field] = problem
    return found


def read_field(given: str, field: str) -> str:
    """Return what was given for one of FIELDS, tidied.

    Raises:
        BadInputError: it is missing, too long, or not among its choices.
    """
    kept = _tidied(given, field)
    if field == "name" and not kept:
        raise MissingFieldError(field=FIELDS["name"], name="name")
    if field == "email" and kept and not _looks_like_email(kept):
        raise BadEmailError
    if field in _CHOICES and kept and kept not in _CHOICES[field]:
        raise BadInputError(what=FIELDS[field], name=field)
    return kept


def _tidied(given: str, field: str) -> str:
    kept = " ".join("".join(c if is_kept(c) else " " for c in given).split())
    if is_blank(kept):
        return ""
    longest = LONGEST.get(field, 80)
    if len(kept) > longest:
        raise FieldTooLongError(field=FIELDS[field], longest=longest, name=field)
    return kept


def _looks_like_email(email: str) -> bool:
    parts = email.split("@")
    return (
        len(parts) == _MOST_PARTS
        and all(parts)
        and "." in parts[1].strip(".")
        and " " not in email
    )
