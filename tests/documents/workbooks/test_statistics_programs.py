"""The exported tables as R and PSPP, which takes SPSS's language, really read them."""

import csv
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from facilitator.documents.workbooks.evaluation import evaluation_csv
from facilitator.domain.reports import EvaluationReport
from facilitator.domain.surveys.survey import Answer, Option, Question
from facilitator.domain.text import Text

NO = Text()
# What each program would take for its own if a label brought it in as it is.
AWKWARD = 'He said "no", it\'s 100% {x} \\ `y` $z. /* * ñandú'
LONG = "sea lo que sea que usted haya decidido sobre su próxima conversación, " * 5
PLACES = tuple(
    Option(name, code, Text(AWKWARD if code == 1 else name, f"{LONG}{name}"))
    for code, name in enumerate(("first", "second", "third"), 1)
)
MORE = (
    Question("order_of_steps", "ranking", Text("Order", LONG), NO, PLACES),
    Question("odds", "rating", Text(AWKWARD, AWKWARD), points=5),
    Question("sure", "confidence", Text(LONG, LONG), retrospective=True),
    Question("hours", "numeric", Text("Hours", "Horas"), least=0, greatest=40),
    Question("heard", "single", Text("Heard", "Oyó"), NO, PLACES, other=True),
    Question("rather", "agreement", Text("So?", "¿Sí?"), decline=True),
    Question("last_day", "date", Text("Last day", "Último día")),
)
GIVEN: tuple[dict[str, Answer], ...] = (
    {
        "order_of_steps": ["second", "first", "third"],
        "odds": "5",
        "sure": {"before": "very_low", "now": "very_high"},
        "hours": "12.5",
        "heard": {"other": "=1+1"},
        "rather": "agree",
    },
    {"order_of_steps": ["third", "second", "first"], "heard": "first", "hours": "0"},
    {"odds": "1", "sure": {"now": "low"}, "heard": "third"},
)
# SPSS takes a longer label of a question for a mistake.
MOST_BYTES = 255
# What the tables say where there is no answer.
NONE = {
    "en": {"Skipped", "Preferred not to answer", "Does not apply"},
    "es": {"Omitida", "Prefirió no responder", "No corresponde"},
}

Rows = list[dict[str, str]]
Unpacked = Callable[[str], Path]


@pytest.fixture
def unpacked(evaluation: EvaluationReport, tmp_path: Path) -> Unpacked:
    """Unpack three responses to every kind of question, in words no program likes."""
    questions = (*evaluation.survey.questions, *MORE)
    pairs = zip(evaluation.responses, GIVEN, strict=True)
    report = replace(
        evaluation,
        survey=replace(evaluation.survey, questions=questions),
        responses=tuple({**one, **more} for one, more in pairs),
    )

    def unpack(language: str) -> Path:
        with ZipFile(BytesIO(evaluation_csv(report, language))) as archive:
            archive.extractall(tmp_path)
        return tmp_path

    return unpack


def read(path: Path) -> Rows:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def run(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not re.search(r"\b(warning|error)\b", said, re.IGNORECASE), said
    return said


def answers(rows: Rows, language: str) -> Rows:
    """Return every cell in words; nothing where there is no answer."""
    return [
        {name: "" if cell in NONE[language] else cell for name, cell in row.items()}
        for row in rows
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_r_reads_every_answer_with_its_words(
    unpacked: Unpacked, language: str, r_path: str
) -> None:
    folder = unpacked(language)
    more = """
labels <- sapply(d[-1], attr, "label")
write.csv(d, "seen.csv", row.names = FALSE, na = "", fileEncoding = "UTF-8")
write.csv(data.frame(name = names(labels), label = labels), "labels.csv",
  fileEncoding = "UTF-8")
stopifnot(inherits(d$follow_up, "Date"), is.numeric(d$hours), is.factor(d$odds))
"""
    script = folder / "read_in_r.R"
    script.write_bytes(script.read_bytes() + more.encode())

    run([r_path, "--encoding=UTF-8", script.name], folder)

    wanted = answers(read(folder / "responses_labels.csv"), language)
    assert read(folder / "seen.csv") == wanted
    labels = {row["name"]: row["label"] for row in read(folder / "labels.csv")}
    assert list(labels) == list(wanted[0])[1:]
    assert len(set(labels.values())) == len(labels)


@pytest.mark.parametrize("language", ["en", "es"])
def test_pspp_reads_every_answer_with_its_words(
    unpacked: Unpacked, language: str, pspp_path: str
) -> None:
    folder = unpacked(language)
    more = """
SAVE TRANSLATE /OUTFILE="seen.csv" /TYPE=CSV /FIELDNAMES /CELLS=LABELS
  /TEXTOPTIONS QUALIFIER='"' /MISSING=RECODE /REPLACE.
DISPLAY DICTIONARY.
"""
    script = folder / "read_in_spss.sps"
    script.write_bytes(script.read_bytes() + more.encode())

    said = run([pspp_path, "-O", "format=csv", script.name], folder)

    wanted = answers(read(folder / "responses_labels.csv"), language)
    seen = read(folder / "seen.csv")
    assert len(seen) == len(wanted) == len(GIVEN)
    for row, right in zip(seen, wanted, strict=True):
        assert {name: words(cell) for name, cell in row.items()} == {
            name: words(cell) for name, cell in right.items()
        }
    dictionary = said.partition("Table: Variables\n")[2].partition("\n\n")[0]
    labels = {
        row["Name"]: row["Label"] for row in csv.DictReader(dictionary.split("\n"))
    }
    assert set(labels) == set(wanted[0])
    assert len(set(labels.values())) == len(labels)
    assert all(len(label.encode()) <= MOST_BYTES for label in labels.values())


def words(cell: str) -> str:
    """Return a cell as both write it: days the same way, of long words both ends."""
    day = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", cell)
    if day:
        return "{2}-{0}-{1}".format(*day.groups())
    return f"{cell[:40]}…{cell[-30:]}".strip() if len(cell) > 80 else cell.strip()
