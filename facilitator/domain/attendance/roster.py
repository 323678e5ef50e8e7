"""Who is expected: a list from elsewhere, read with care before it is believed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.attendance.details import CHANGEABLE
from facilitator.domain.attendance.people import FIELDS, Person
from facilitator.domain.text import Text, plain

# Where first and last name stand in columns of their own they make up the name.
GIVEN, FAMILY = "given_name", "family_name"
COLUMNS: Mapping[str, Text] = {
    "name": FIELDS["name"],
    GIVEN: Text("First name", "Nombre de pila"),
    FAMILY: Text("Last name", "Apellido"),
    "email": FIELDS["email"],
    "organization": FIELDS["organization"],
    "setting": CHANGEABLE["setting"],
    "profession": CHANGEABLE["profession"],
}

Cells = tuple[str, ...]
_Words = tuple[str, ...]
# Which column (counted from zero) holds which field of `COLUMNS`.
Mapped = Mapping[str, int]


def called_as(*lines: str) -> frozenset[str]:
    """Return the names that a column goes by, written in lines parted by bars."""
    return frozenset(way for line in lines for way in line.split("|"))


# As they are called in exports of registration pages, plain and in lower case.
_CALLED: Mapping[str, frozenset[str]] = {
    "name": called_as(
        "name|full name|fullname|attendee|attendee name|participant|participant name",
        "learner|learner name|student|student name|trainee|trainee name",
        "nombre completo|nombre y apellido|nombre y apellidos|participante|asistente",
        "nombre del participante|estudiante|alumno|nombre del estudiante",
    ),
    GIVEN: called_as(
        "first name|first|firstname|given name|forename",
        "nombre|nombres|primer nombre|nombre de pila",
    ),
    FAMILY: called_as(
        "last name|last|lastname|surname|family name|apellido|apellidos",
    ),
    "email": called_as(
        "email|e-mail|email address|e-mail address|mail|correo|correo electronico",
        "direccion de correo|direccion de correo electronico",
    ),
    "organization": called_as(
        "organization|organisation|agency|company|employer|affiliation",
        "organizacion|institucion|agencia|empresa|entidad",
    ),
    "setting": called_as(
        "setting|work setting|sector|field|area of work",
        "ambito|entorno|lugar de trabajo|donde trabaja",
    ),
    "profession": called_as(
        "profession|occupation|your profession|professional role",
        "profesion|ocupacion|su profesion",
    ),
}
# What tells the same less closely: it counts where no other column is called so.
_ALSO_CALLED: Mapping[str, frozenset[str]] = {
    "profession": called_as(
        "role|job title|title|position|credentials|credential|discipline|license type",
        "cargo|puesto|credenciales|titulo profesional",
    ),
}


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """A table as it was read from a file: its header, and rows with their numbers.

    `rows` are (number in the file, cells); cells are as many as the header has.
    """

    header: Cells
    rows: tuple[tuple[int, Cells], ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who registered beforehand."""

    id: str
    person: Person


def guessed(header: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, as far as the names of the columns tell."""
    found: dict[str, int] = {}
    for closely in (_CALLED, _ALSO_CALLED):
        for place, called in enumerate(header):
            for name, ways in closely.items():
                if name not in found and plain(called).strip(" :*?") in ways:
                    found[name] = place
                    break
    if GIVEN in found and FAMILY not in found and "name" not in found:
        found["name"] = found.pop(GIVEN)
    if {GIVEN, FAMILY} <= found.keys():
        found.pop("name", None)
    return found


def matched(person: Person, expected: Sequence[Expected]) -> Expected | None:
    """Return who of the expected this is: by email, else by a name that is unique.

    The order of the words in a name does not matter, nor do accents and case.
    """
    if person.email:
        mine = [
            e for e in expected if e.person.email.casefold() == person.email.casefold()
        ]
        if len(mine) == 1:
            return mine[0]
    if not person.name:
        return None
    wanted = words_of(person.name)
    named = [e for e in expected if words_of(e.person.name) == wanted]
    is_other = person.email and len(named) == 1 and named[0].person.email
    return named[0] if len(named) == 1 and not is_other else None


class Directory:
    """Everybody who is expected, to be looked up a thousand times a minute."""

    def __init__(self, expected: Sequence[Expected]) -> None:
        self.expected = tuple(expected)
        self._by_email: defaultdict[str, list[Expected]] = defaultdict(list)
        self._by_name: defaultdict[_Words, list[Expected]] = defaultdict(list)
        for one in expected:
            self._by_email[one.person.email.casefold()].append(one)
            self._by_name[words_of(one.person.name)].append(one)

    def candidates(self, person: Person) -> tuple[Expected, ...]:
        """Return the expected who have this email or this name."""
        mail = self._by_email.get(person.email.casefold()) if person.email else None
        name = self._by_name.get(words_of(person.name)) if person.name else None
        return tuple({one.id: one for one in (*(mail or ()), *(name or ()))}.values())


def words_of(name: str) -> _Words:
    """Return the words of a name in one order, without accents, commas and case."""
    return tuple(sorted(plain(name).replace(",", " ").split()))
