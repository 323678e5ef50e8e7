"""What the phones were told, compared with what was stored."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from facilitator.domain.surveys.points import Area, named_area
from facilitator.domain.surveys.results import FEWEST_SHOWN
from facilitator.domain.surveys.survey import Answer, other_text
from facilitator.domain.text import NO_TEXT
from facilitator.rehearsal.before_after import filled_in, written_in
from facilitator.rehearsal.channel import JSON
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.script import Script
from facilitator.rehearsal.stored import NO_NAME, Filled, Stored, Written

T = TypeVar("T", bound=Hashable)
_FIRST = ": Place 1"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the phones' books add up to; the fields are those of `Stored`.

    `answered` are phones; an answer of several words is kept as one for each.
    """

    answers: Mapping[str, Counter[Written]]
    answered: Mapping[str, int]
    people: Counter[tuple[str, bool]]
    evaluations: Counter[frozenset[tuple[str, int]]]
    texts: Counter[tuple[str, str]]
    worksheets: Counter[Written]
    forms: Counter[Filled] = field(default_factory=Counter)


def expect(
    books: Iterable[tuple[Script, Ledger]], questions: Mapping[str, JSON]
) -> Expected:
    """Return what is to be found, from every phone's books.

    Whoever arrives is expected, by the script; whoever is expected to have signed out
    was there when signing out opened.
    """
    answers: dict[str, Counter[Written]] = defaultdict(Counter)
    answered: Counter[str] = Counter()
    people: Counter[tuple[str, bool]] = Counter()
    evaluations: Counter[frozenset[tuple[str, int]]] = Counter()
    texts: Counter[tuple[str, str]] = Counter()
    worksheets: Counter[Written] = Counter()
    forms: Counter[Filled] = Counter()
    for script, ledger in books:
        for key, given in ledger.answers.items():
            kept = list(_kept(key, given.answer, questions[key]))
            for kept_as, written in kept:
                answers[kept_as][written] += 1
            # Each statement of a matrix is counted apart.
            is_in_parts = bool(questions[key].get("rows"))
            answered.update((part for part, _ in kept) if is_in_parts else (key,))
        stayed = script.leaves > len(questions)
        name = script.person["name"] if script.person else NO_NAME
        people[name, stayed and script.signs_out] += 1
        if ledger.evaluation is not None:
            codes, words = _split(ledger.evaluation)
            evaluations[codes] += 1
            texts.update(words)
        if ledger.forms:
            forms[filled_in(ledger)] += 1
            texts.update(written_in(ledger))
        if ledger.worksheet is not None:
            worksheets[ledger.worksheet] += 1
    counted = (dict(answers), answered)
    return Expected(*counted, people, evaluations, texts, worksheets, forms)


def compare(expected: Expected, stored: Stored) -> list[str]:
    """Return a sentence for each thing that is missing, too much, or not as it was."""
    found: list[str] = []
    for key in sorted({*expected.answers, *stored.answers}):
        wanted = expected.answers.get(key, Counter())
        found += _differences(
            f"{key}: answer", wanted, stored.answers.get(key, Counter())
        )
        answered, told = expected.answered.get(key, 0), stored.answered.get(key, 0)
        if answered != told:
            found.append(f"{key}: results say {told}, not {answered}.")
    found += _differences("Person (name, out)", expected.people, stored.people)
    found += _differences("Evaluation", expected.evaluations, stored.evaluations)
    found += _differences("Evaluation text", expected.texts, stored.texts)
    found += _differences("Before and after", expected.forms, stored.forms)
    found += _differences("Worksheet", expected.worksheets, stored.worksheets)
    found += [f"{cell}: a text became a formula." for cell in stored.formulas]
    return found


def compare_results(
    expected: Expected,
    questions: Mapping[str, JSON],
    told: Mapping[str, Counter[str]],
) -> list[str]:
    """Return where the screens showed other numbers than were acknowledged."""
    found = []
    for key, question in questions.items():
        if question.get("rows"):
            continue  # its statements are counted apart, and compared as stored
        answers = expected.answers.get(key, Counter())
        answered = expected.answered.get(key, 0)
        wanted = Counter({"answered": answered})
        if answered < FEWEST_SHOWN:
            answers = Counter()  # no screen of the room is told more
        labels = {
            choice["label"]["en"]: choice["name"] for choice in question["choices"]
        }
        for labelled, times in answers.items():
            for label in _counted(labelled, question) if labels else ():
                wanted[labels[label]] += times
        # Bars of numbers are no choices: how many wrote one is what must agree.
        shown = Counter(
            {n: c for n, c in told[key].items() if labels or n == "answered"}
        )
        if +wanted != +shown:
            found.append(f"{key}: the console showed {told[key]}, not {wanted}.")
    return found


def _kept(key: str, answer: Answer, question: JSON) -> Iterator[tuple[str, Written]]:
    """Yield what the workbook keeps of an answer, by the variable and round of each."""
    name, _, round_ = key.partition(":")
    if question.get("kind") == "words":
        yield from ((key, (word,)) for word in answer)
        return
    if question.get("rows") and isinstance(answer, dict):
        for row, chosen in answer.items():
            yield f"{name}_{row}:{round_}", _written(chosen, question)
        return
    if text := other_text(answer):
        yield f"{name}_other:{round_}", (text,)
        answer = list(answer)
    yield key, _written(answer, question)


def _counted(labelled: Written, question: JSON) -> Iterable[str]:
    """Return which labels of an answer the screens count: of a ranking the first."""
    if question.get("kind") != "ranking":
        return labelled
    first = (label.removesuffix(_FIRST) for label in labelled if label.endswith(_FIRST))
    return tuple(first)


def _ranked(order: list[str], labels: Mapping[str, str]) -> Written:
    """Return an order as the workbook writes it, an option at a time."""
    places = {name: f"Place {n}" for n, name in enumerate(order, start=1)}
    written = (f"{labels[n]}: {places.get(n, 'Not ranked')}" for n in labels)
    return tuple(sorted(written))


def _written(answer: Answer, question: JSON) -> Written:
    number = question.get("number")
    if number:
        return (f"{answer} {number['unit']['en']}".strip(),)
    labels = {choice["name"]: choice["label"]["en"] for choice in question["choices"]}
    if question.get("kind") == "point":
        return (labels[_pointed_at(answer, question["picture"])],)
    if question.get("kind") == "ranking" and isinstance(answer, list):
        return _ranked(answer, labels)
    if isinstance(answer, list):
        return tuple(sorted(labels[name] for name in answer))
    return (labels.get(str(answer), str(answer)),)


def _pointed_at(answer: Answer, picture: JSON) -> str:
    areas = [Area(one["name"], NO_TEXT, *one["box"]) for one in picture["areas"]]
    return named_area(areas, answer)


def _split(
    evaluation: Mapping[str, int | str],
) -> tuple[frozenset[tuple[str, int]], Iterator[tuple[str, str]]]:
    """Return the coded answers, named as variables are, and the written ones."""
    coded = frozenset(
        (name.replace(".", "_"), code)
        for name, code in evaluation.items()
        if isinstance(code, int)
    )
    written = (
        (name.replace(".", "_"), text)
        for name, text in evaluation.items()
        if text and isinstance(text, str)
    )
    return coded, written


def _differences(what: str, wanted: Counter[T], kept: Counter[T]) -> Iterator[str]:
    for one, times in (wanted - kept).items():
        yield f"{what} missing ({times}): {_told(one)}."
    for one, times in (kept - wanted).items():
        yield f"{what} too much ({times}): {_told(one)}."


def _told(one: object) -> str:
    parts = sorted(map(str, one)) if isinstance(one, frozenset) else one
    return str(parts)
