"""XLSForm: how a survey's parts are called there, and what it has no place for here.

This is the one table of the mapping: `KINDS` says which kind is which type, `HELD`
which parts of a question have a place, `NOT_HELD` what cannot come in. Limits are in
`constraints.py`, rules of relevance in `conditions.py`. A kind that surveys learn is
added here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facilitator.domain.surveys.survey import QuestionKind
from facilitator.domain.text import Text
from facilitator.errors import FacilitatorError

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
# A row that is to be written, by column.
Cells = dict[str, str]
SHEETS = (SURVEY, CHOICES, SETTINGS)
LANGUAGE_HEADERS = {"en": "English (en)", "es": "Español (es)"}
LANGUAGES_WRITTEN: Mapping[str, str] = {
    "en": "en",
    "english": "en",
    "es": "es",
    "español": "es",
    "espanol": "es",
    "spanish": "es",
}


@dataclass(frozen=True, slots=True)
class FormType:
    """How a kind is written in the column `type`.

    `list` is the shared list of a scale; `own_list` is the ending of the list that
    each question brings; `fraction` is the type of a number with decimals.
    """

    type: str
    list: str = ""
    own_list: str = ""
    fraction: str = ""


# No question is called so: a survey's names have no double underscores.
OPTIONS, POINTS = "__options", "__points"

KINDS: Mapping[QuestionKind, FormType] = {
    "single": FormType("select_one", own_list=OPTIONS),
    "multiple": FormType("select_multiple", own_list=OPTIONS),
    "agreement": FormType("select_one", list="agreement"),
    "confidence": FormType("select_one", list="confidence"),
    "quality": FormType("select_one", list="quality"),
    "rating": FormType("select_one", own_list=POINTS),
    "numeric": FormType("integer", fraction="decimal"),
    "ranking": FormType("rank", own_list=OPTIONS),
    "text": FormType("text"),
    "date": FormType("date"),
    "acknowledge": FormType("acknowledge"),
    # Each of its statements; around them stands a group that draws them as a table.
    "matrix": FormType("select_one", own_list=OPTIONS),
}
# All that `KINDS`, the limits and the columns can say of a question.
HELD = frozenset(
    {
        *("name", "kind", "label", "help", "options", "required", "retrospective"),
        *("most", "longest", "objective", "level", "outcome", "section"),
        *("decline", "explanation", "points", "low", "high"),
        *("unit", "least", "greatest", "decimals", "fewest", "shuffle"),
        *("shortest", "earliest", "latest", "constraint_message", "relevant"),
        *("rows", "scale", "other"),
    }
)
HELD_OF_OPTIONS = frozenset({"name", "code", "label", "right"})
# What a survey asks and no XLSForm has a place for here, in words for the person.
LOST: Mapping[str, Text] = {
    "words": Text(
        "it is a word cloud, which lives from a room that watches it grow",
        "es una nube de palabras, que vive de una sala que la ve crecer",
    ),
    "point": Text(
        "it asks for a place on a picture, for a room to look at together",
        "pide un lugar en una imagen, para que la sala lo mire en conjunto",
    ),
    "case": Text(
        "it is a step of a case, which is told on the wall",
        "es un paso de un caso, que se cuenta en la pantalla",
    ),
    "seconds": Text(
        "it closes by itself after some time, as only a live poll does",
        "se cierra sola después de un tiempo, como solo lo hace una pregunta en vivo",
    ),
    "results": Text(
        "its results show while people answer, as only those of a live poll do",
        "sus resultados se ven mientras se responde, como solo en una pregunta en vivo",
    ),
    "fixed": Text(
        "one of its options stays last while the others are shuffled",
        "una de sus opciones queda al final mientras las demás se mezclan",
    ),
}
# What an XLSForm may ask for and a survey cannot hold, in words for the person.
NOT_HELD: Mapping[str, str] = {
    "time": "a time",
    "datetime": "a time",
    "begin_repeat": "a repeated group",
    "end_repeat": "a repeated group",
    "calculate": "a calculation",
    "image": "a picture",
    "audio": "a sound",
    "video": "a video",
    "file": "a file",
    "geopoint": "a place",
    "geotrace": "a place",
    "geoshape": "a place",
    "barcode": "a barcode",
    "hidden": "a hidden value",
}

INTRO, OMB, BURDEN = "form__intro", "form__omb", "form__burden"
HALVES: Mapping[str, tuple[str, Text]] = {
    "before": (
        "__before",
        Text(" (before the training)", " (antes de la capacitación)"),
    ),
    "now": ("__now", Text(" (now)", " (ahora)")),
}

# The code that joins a follow-up to the end of its session.
CODE_ROW = "form__code"
CODE_WORDS = Text("Your code from the session", "Su código de la sesión")
CODE_HINT = Text(
    "12 letters and numbers, if you have one. Without a code, leave it empty.",
    "12 letras y números, si tiene uno. Sin código, déjelo vacío.",
)

# Behind "Other" stands a text that is for whoever chose it.
OTHER_ENDING = "__other"
OTHER_WORDS = Text(
    "Other: say it in your words, if you like",
    "Otra: dígalo con sus palabras, si lo desea",
)
OR_OTHER = "or_other"
# A statement of a matrix is called by the matrix, this, and its own name.
OF_MATRIX = "__"
APPEARANCE, TABLE = "appearance", "table-list"
# How forms from elsewhere spell a table out: the group, the heading, and the rows.
HEADED, HEADING, ROW_OF_TABLE = "field-list", "label", "list-nolabel"

LABEL, HINT, CODE = "label", "hint", "code"
RELEVANT, CONSTRAINT, MESSAGE = "relevant", "constraint", "constraint_message"
PARAMETERS, SHUFFLED = "parameters", "randomize=true"
# Other tools draw a whole number so; here it is one, and goes out as an integer.
RANGE = "range"
# Ours alone. They stand beside the questions, where no other tool hands them on: the
# right options as a column of the choices would be sent to every phone.
UNIT, EXPLANATION, RIGHT = "unit", "explanation", "right"
DECLINE, DECIMALS = "decline", "decimals"
# Elsewhere nobody can decline, and so nobody has to answer either.
DECLINES = ("yes", "required")
TAGS = ("objective", "level", "outcome")


def header(column: str, language: str) -> str:
    """Return a column's heading in one language, such as `label::English (en)`.

    Texts that are ours alone have plain headings, such as `unit_en`.
    """
    if column not in (LABEL, HINT, MESSAGE):
        return f"{column}_{language}"
    return f"{column}::{LANGUAGE_HEADERS[language]}"


def status_header(column: str, language: str) -> str:
    """Return the heading of a text's status, which tools for XLSForm pass over."""
    return f"{column}_status_{language}"


def omb_line(number: str, expires: str) -> Text:
    """Return the note that says under which number a form is approved."""
    return Text(
        f"OMB control number {number}. Expires {expires}.",
        f"Número de control de la OMB {number}. Vence el {expires}.",
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in a sheet: its number from 1, and its cells in words."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the headings, and the rows below with anything in them."""

    name: str
    header: Row
    rows: tuple[Row, ...] = ()


Form = Mapping[str, Sheet]


@dataclass(frozen=True, slots=True, order=True)
class FormProblem:
    """One thing in a form that a survey cannot take, and the cell that holds it.

    `row` is 0 for a whole sheet; `column` is a heading, empty for a whole row.
    """

    sheet: str
    row: int
    column: str
    message: str

    @property
    def place(self) -> str:
        """Where it is, in words."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"Sheet {self.sheet}{row}{column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class NotInFormError(FacilitatorError):
    """A survey asks something that the subset of XLSForm has no place for."""

    code = "not-in-form"
    status = 409
    sentence = (
        "“{question}” cannot be written as an XLSForm: {what}. No file was made. "
        "To get one, leave this out of a copy of the survey."
    )


class FormRefusedError(FacilitatorError):
    """A form holds what a survey cannot, or is not whole.

    `facts` has `count`, `first`, and all of them as `problems`.
    """

    code = "form-refused"
    status = 422
    sentence = (
        "The form cannot be taken in as it is; nothing was written. "
        "To mend in it: {count}. {first}"
    )

    def __init__(self, problems: Iterable[FormProblem]) -> None:
        order = {name: place for place, name in enumerate(SHEETS)}
        last = len(order)
        in_order = sorted(set(problems), key=lambda p: (order.get(p.sheet, last), p))
        self.problems = tuple(in_order)
        super().__init__(
            count=len(self.problems), first=self.problems[0], problems=self.problems
        )
