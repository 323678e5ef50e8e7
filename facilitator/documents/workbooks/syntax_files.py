"""How R, SPSS and Stata read the tables of an evaluation: a text, a file for each."""

from collections.abc import Iterable, Sequence
from textwrap import fill

from facilitator.documents.workbooks.form_pairs import BOTH
from facilitator.documents.workbooks.variables import (
    NOT_PUT,
    PREFERRED_NOT,
    SKIPPED,
    Variable,
    variables,
)
from facilitator.domain.surveys.pairing import FormPair
from facilitator.domain.surveys.survey import Survey
from facilitator.domain.text import Text

_TABLE = "responses_codes.csv"
_LINE = 100
# What a program takes whole: characters of a name, bytes of what is said of a question
# and of an answer.
_STATA_NAME, _STATA_QUESTION = 32, 80
_SPSS_QUESTION, _SPSS_ANSWER = 255, 120
_SPSS_FORMATS = {"date": "A10", "numeric": "F13.3"}
# Of a name that is cut so much stays, which tells the half or the option: _before.
_STATA_ENDING = 10

_SAID = Text(
    """HOW TO READ THESE FILES

Each .csv file is a table: comma-separated, UTF-8 with a byte-order mark, one row of
headers. Begin with responses_codes.csv and codebook.csv. about.csv says which session
this is and how each figure was found. Rows are in random order, and nothing leads to a
person. An apostrophe stands before text that a spreadsheet could take for a formula.

{skipped} is a question that was skipped, {rather_not} one that the person preferred
not to answer, {not_put} one that does not apply to whoever answered so; an empty cell
is one that was not asked.

read_in_r.R, read_in_spss.sps and read_in_stata.do read responses_codes.csv with its
labels and missing values. Unpack everything into one folder and run them in it.
""",
    """CÓMO LEER ESTOS ARCHIVOS

Cada archivo .csv es una tabla: separada por comas, UTF-8 con marca de orden de bytes,
con una fila de encabezados. Comience con responses_codes.csv y codebook.csv. about.csv
dice qué sesión es y cómo se obtuvo cada cifra. Las filas están en orden aleatorio, y
nada conduce a una persona. Hay un apóstrofo antes de un texto que una hoja de cálculo
podría tomar por una fórmula.

{skipped} es una pregunta omitida; {rather_not}, una que la persona prefirió no
responder; {not_put}, una que no corresponde a quien respondió así; una celda vacía es
una que no se hizo.

read_in_r.R, read_in_spss.sps y read_in_stata.do leen responses_codes.csv con sus
etiquetas y valores perdidos. Extraiga todo en una carpeta y ejecútelos en ella.
""",
)


MISSING = f"{SKIPPED}, {PREFERRED_NOT}, {NOT_PUT}"


def syntax_files(survey: Survey, language: str) -> dict[str, bytes]:
    """Return the files by their names, lines ended as every program takes them."""
    said = _SAID[language].format(
        skipped=SKIPPED, rather_not=PREFERRED_NOT, not_put=NOT_PUT
    )
    made = {"README.txt": "\ufeff" + said, **_syntax(survey, language, _TABLE, "")}
    return _as_files(made)


def form_pair_syntax(pair: FormPair, language: str) -> dict[str, bytes]:
    """Return how the same programs read the rows of two forms side by side."""
    joined = pair.ends.joined
    longest = max(len(BOTH), len(pair.ends.before), len(pair.ends.after))
    return _as_files(
        _syntax(pair.survey, language, f"{joined}_codes.csv", f"{joined}_", longest)
    )


def _syntax(
    survey: Survey, language: str, table: str, what: str, forms: int = 0
) -> dict[str, str]:
    """Return a file for each program; `forms` is how long what says which may be."""
    asked = [v for v in variables(survey) if v.question.kind != "text"]
    spss = "\n".join(_spss(asked, language, table, forms))
    return {
        f"read_{what}in_r.R": "\n".join(_r(asked, language, table)),
        # Without the mark SPSS takes letters with accents for two others.
        f"read_{what}in_spss.sps": "\ufeff" + spss,
        f"read_{what}in_stata.do": "\n".join(
            _stata(asked, language, table, first=3 if forms else 2)
        ),
    }


def _as_files(made: dict[str, str]) -> dict[str, bytes]:
    return {
        name: (text.rstrip("\n") + "\n").replace("\n", "\r\n").encode()
        for name, text in made.items()
    }


def _r(asked: Sequence[Variable], language: str, table: str) -> Iterable[str]:
    yield f'd <- read.csv("{table}", fileEncoding = "UTF-8-BOM")'
    for one in asked:
        named = f'd[["{one.name}"]]'
        # What is no date or no level, as a question that was skipped, is missing.
        if one.question.kind == "date":
            yield f'{named} <- as.Date(as.character({named}), format = "%Y-%m-%d")'
        elif one.question.kind == "numeric":
            yield f"{named}[{named} %in% c({MISSING})] <- NA"
        else:
            codes, labels = zip(*one.coded(language), strict=True)
            levels = ", ".join(map(str, codes))
            words = ", ".join(_quoted(label, "\\") for label in labels)
            yield f"{named} <- factor({named}, levels = c({levels}),"
            yield f"  labels = c({words}))"
        label = _quoted(one.label(language), "\\")
        yield f'attr({named}, "label") <- {label}'


def _spss(
    asked: Sequence[Variable], language: str, table: str, forms: int
) -> Iterable[str]:
    yield f'GET DATA /TYPE=TXT /FILE="{table}" /ENCODING="UTF8"'
    yield '  /ARRANGEMENT=DELIMITED /DELIMITERS="," /QUALIFIER=\'"\' /FIRSTCASE=2'
    yield "  /VARIABLES=response_id A6"
    if forms:
        yield f"    forms A{forms}"
    dates = [one.name for one in asked if one.question.kind == "date"]
    for one in asked:
        is_date = one.name in dates
        name = f"@{dates.index(one.name)}" if is_date else one.name
        yield f"    {name} {_SPSS_FORMATS.get(one.question.kind, 'F4.0')}"
    yield "  ."
    yield from _spss_dates(dates)
    for one in asked:
        label = _quoted(_within(one.label(language), _SPSS_QUESTION), '"')
        yield f"VARIABLE LABELS {one.name}\n  {label}."
    coded = [one for one in asked if one.question.kind != "date"]
    for one in coded:
        if one.question.kind == "numeric":
            continue
        pairs = (
            f"{code} {_quoted(_within(words, _SPSS_ANSWER), chr(34))}"
            for code, words in one.coded(language)
        )
        yield f"VALUE LABELS {one.name}\n  " + "\n  ".join(pairs) + "."
    names = fill(" ".join(one.name for one in coded), _LINE, subsequent_indent="  ")
    yield f"MISSING VALUES {names}\n  ({MISSING})."
    yield "EXECUTE."


def _spss_dates(names: Sequence[str]) -> Iterable[str]:
    """Yield how days that were read as texts, @0, @1 and on, become dates."""
    for at, name in enumerate(names):
        yield f"NUMERIC {name} (SDATE10)."
        # A code that stands for no answer is no date.
        yield f'IF (SUBSTR(@{at},5,1) = "-") {name} = NUMBER(@{at},SDATE10).'
    if names:
        yield "EXECUTE."
        yield f"DELETE VARIABLES {' '.join(f'@{at}' for at in range(len(names)))}."


def _stata(
    asked: Sequence[Variable], language: str, table: str, *, first: int
) -> Iterable[str]:
    """Yield the lines for Stata; the variables begin at the column `first`."""
    names = {one.name: _short(one.name, at) for at, one in enumerate(asked, first)}
    reading = f'import delimited using "{table}", encoding("utf-8")'
    if list(names) == list(names.values()):
        yield f"{reading} case(preserve) clear"
    else:
        # Stata would cut two long names to the same one, and call one of them v7.
        yield f"{reading} varnames(nonames) rowrange(2) clear"
        leading = ("response_id", "forms")[: first - 1]
        for at, name in enumerate((*leading, *names.values()), 1):
            yield f"rename v{at} {name}"
    for one in asked:
        name = names[one.name]
        if one.question.kind == "date":
            yield from _stata_date(name)
        else:
            codes = f"{SKIPPED}=.a \\ {PREFERRED_NOT}=.b \\ {NOT_PUT}=.c"
            yield f"mvdecode {name}, mv({codes})"
        label = _within(one.label(language), _STATA_QUESTION)
        yield f"label variable {name} {_plain(label)}"
        if one.question.kind in ("date", "numeric"):
            continue
        pairs = " ".join(f"{c} {_plain(w)}" for c, w in one.coded(language))
        yield f"label define {name} {pairs}"
        yield f"label values {name} {name}"


def _stata_date(name: str) -> Iterable[str]:
    # Where nobody gave a day the column was read as numbers.
    yield f"tostring {name}, replace"
    yield f'generate date_ = daily({name}, "YMD")'
    yield f"drop {name}"
    yield f"rename date_ {name}"
    yield f"format {name} %td"


def _short(name: str, place: int) -> str:
    """Return a name as Stata takes it whole: its beginning, its place, its ending."""
    if len(name) <= _STATA_NAME:
        return name
    ending = f"_{place}{name[-_STATA_ENDING:]}"
    return name[: _STATA_NAME - len(ending)] + ending


def _within(label: str, most: int) -> str:
    """Return a label of at most so many bytes: its beginning and its ending.

    The ending says which half it is, before or now, or which option.
    """
    if _size(label) <= most:
        return label
    words = label.split()
    ending = ""
    while words and _size(f"{words[-1]} {ending}") <= most // 3:
        ending = f"{words.pop()} {ending}".strip()
    beginning = " ".join(words).encode()[: most - _size(f" … {ending}")]
    return f"{beginning.decode(errors='ignore').rpartition(' ')[0]} … {ending}"


def _size(text: str) -> int:
    return len(text.encode())


def _quoted(text: str, escape: str) -> str:
    """Return one line in double quotes; quotes inside are escaped, not ended."""
    line = " ".join(text.split())
    if escape == "\\":
        line = line.replace("\\", "\\\\")
    return '"' + line.replace('"', f'{escape}"') + '"'


def _plain(text: str) -> str:
    """Return one line in double quotes without what Stata would read as its own."""
    line = " ".join(text.split())
    return '"' + line.translate({34: "'", 96: "'", 36: None, 92: "/"}) + '"'
