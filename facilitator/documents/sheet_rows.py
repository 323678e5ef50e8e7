"""Rows of the sign-in sheet, each with as much of its words as fonts can print."""

from collections.abc import Callable, Sequence

from facilitator.documents.errors import UnprintableError
from facilitator.documents.paper_words import printable
from facilitator.domain.attendance.roster import Expected
from facilitator.domain.text import Text

Row = dict[str, str]

_SEE_LIST = Text("(see the list)", "(vea la lista)")
_NOT_WHOLE = Text(
    "These rows have letters that no font here can print: {rows}. Look their names up "
    "in the list on the laptop.",
    "Estas filas tienen letras que ninguna fuente disponible puede imprimir: {rows}. "
    "Busque sus nombres en la lista de la laptop.",
)
# Up to here every letter is in the fonts that come with the program.
_LAST_LATIN = 0x24F
# A sheet with more letters than these that no font has is not worth the time.
_MOST_TRIES = 60


def sheet_row(one: Expected, language: str) -> Row:
    """Return a person as the sheet names them."""
    name = printable(one.person.name)
    return {
        "name": name or _SEE_LIST[language],
        "organization": printable(one.person.organization),
    }


def printed_rows(
    rows: Sequence[Row], setting: Callable[[Sequence[Row]], bytes], language: str
) -> tuple[list[Row], str]:
    """Return rows without the letters that no font has, and a note that names them.

    Only rows with more than Latin letters are tried, by `setting` them on a sheet.

    Raises:
        UnprintableError: something else than the rows cannot be printed.
    """
    kept = [dict(row) for row in rows]
    odd = [row for row in kept if _is_odd(row)]
    names = {id(row): row["name"] for row in odd}
    for _ in range(_MOST_TRIES):
        try:
            setting(odd)
            break
        except UnprintableError as refusal:
            _leave_out(odd, str(refusal.facts["letters"]), refusal)
    cut = [
        n
        for n, row in enumerate(kept, 1)
        if names.get(id(row), row["name"]) != row["name"]
    ]
    for number in cut:
        row = kept[number - 1]
        row["name"] = " ".join([*row["name"].split(), _SEE_LIST[language]])
    listed = ", ".join(map(str, cut))
    return kept, _NOT_WHOLE[language].format(rows=listed) if cut else ""


def _is_odd(row: Row) -> bool:
    return any(ord(c) > _LAST_LATIN for c in row["name"] + row["organization"])


def _leave_out(rows: Sequence[Row], letters: str, refusal: UnprintableError) -> None:
    found = False
    for row in rows:
        for field in ("name", "organization"):
            bare = row[field].replace(letters, "")
            found = found or bare != row[field]
            row[field] = bare
    if not found:
        raise refusal
