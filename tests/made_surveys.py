"""Surveys of every shape that a file can hold, for tests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from hypothesis import assume
from hypothesis import strategies as st

from facilitator.domain.surveys.amounts import LARGEST, MOST_DECIMALS
from facilitator.domain.surveys.instrument import (
    STATUSES,
    Lock,
    TextStatus,
    Translation,
    settled,
    texts_in,
)
from facilitator.domain.surveys.limits import (
    FEWEST_POINTS,
    LEVELS,
    MOST_POINTS,
    OUTCOMES,
)
from facilitator.domain.surveys.locking import words_hash
from facilitator.domain.surveys.matrix import parts_of
from facilitator.domain.surveys.relevance import (
    Comparison,
    Condition,
    Rule,
    joined,
)
from facilitator.domain.surveys.survey import (
    OTHER_CODE,
    OTHER_NAME,
    SCALES,
    Option,
    Question,
    QuestionKind,
    ScaleName,
    Statement,
    Survey,
)
from facilitator.domain.text import NO_TEXT, Text

# Letters of all scripts, and what spreadsheets and YAML take for something else.
_LETTERS = st.one_of(
    st.sampled_from("=+-@#:'\"{}[]&*!|>%,? \n0123456789"),
    st.characters(codec="utf-8", exclude_categories=("C", "Z")),
)
WORDS = st.text(_LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
TEXTS = st.builds(Text, WORDS, WORDS)
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,4}){0,2}", fullmatch=True)
# A question's name with a statement's behind it is a name that Stata takes whole.
_ROW_NAMES = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)
STATUS = st.sampled_from(STATUSES)
KINDS: tuple[QuestionKind, ...] = (
    "single",
    "multiple",
    "agreement",
    "confidence",
    "quality",
    "rating",
    "numeric",
    "ranking",
    "text",
    "date",
    "acknowledge",
    "matrix",
)
TAGS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "help": st.one_of(st.just(NO_TEXT), TEXTS),
        "required": st.booleans(),
        "decline": st.booleans(),
        "objective": st.one_of(st.just(""), NAMES),
        "level": st.sampled_from(("", *LEVELS)),
        "outcome": st.sampled_from(("", *OUTCOMES)),
        "constraint_message": st.one_of(st.just(NO_TEXT), TEXTS),
    }
)


@st.composite
def _options(draw: st.DrawFn) -> tuple[Option, ...]:
    names = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    codes = draw(st.lists(st.integers(1, 999), min_size=5, max_size=5, unique=True))
    codes = draw(st.sampled_from([codes, [1, 2, 3, 4, 5]]))
    return tuple(
        Option(name, code, draw(TEXTS), right=draw(st.booleans()))
        for name, code in zip(names, codes, strict=False)
    )


@st.composite
def _numeric(draw: st.DrawFn, question: Question) -> Question:
    least = draw(st.integers(0, LARGEST - 2))
    return replace(
        question,
        unit=draw(st.one_of(st.just(NO_TEXT), TEXTS)),
        least=least,
        greatest=draw(st.integers(least + 1, LARGEST - 1)),
        decimals=draw(st.integers(0, MOST_DECIMALS)),
    )


@st.composite
def _choice(draw: st.DrawFn, question: Question) -> Question:
    options = draw(_options())
    if question.kind == "ranking":
        options = tuple(replace(option, right=False) for option in options)
    is_multiple = question.kind == "multiple"
    has_most = question.kind in ("multiple", "ranking")
    most = draw(st.integers(0, len(options))) if has_most else 0
    fewest = draw(st.integers(0, most or len(options))) if is_multiple else 0
    explained = any(option.right for option in options) and draw(st.booleans())
    why = draw(TEXTS) if explained else NO_TEXT
    names, codes = {o.name for o in options}, {o.code for o in options}
    can_be_other = OTHER_NAME not in names and OTHER_CODE not in codes
    return replace(
        question,
        options=options,
        most=most,
        explanation=why,
        fewest=fewest,
        shuffle=question.kind != "ranking" and draw(st.booleans()),
        other=question.kind != "ranking" and can_be_other and draw(st.booleans()),
    )


@st.composite
def _matrix(draw: st.DrawFn, question: Question) -> Question:
    names = draw(st.lists(_ROW_NAMES, min_size=1, max_size=4, unique=True))
    scale: ScaleName | Literal[""] = draw(st.sampled_from(("", *SCALES)))
    options = () if scale else draw(_options())
    return replace(
        question,
        rows=tuple(Statement(name, draw(TEXTS)) for name in names),
        scale=scale,
        options=tuple(
            replace(option, code=code, right=False)
            for code, option in enumerate(options, start=1)
        ),
        retrospective=draw(st.booleans()),
    )


@st.composite
def _day(draw: st.DrawFn, question: Question) -> Question:
    days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2029, 12, 31)))
    earliest, latest = draw(days), draw(days)
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    return replace(question, earliest=earliest, latest=latest)


@st.composite
def _relevant(draw: st.DrawFn, earlier: Sequence[Question]) -> tuple[Rule, ...]:
    """Draw rules about the questions that come before."""
    asked = [question for question in earlier if not question.retrospective]
    if not asked or not draw(st.booleans()):
        return ()
    about = st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique=True)
    rules = [
        Rule(
            tuple(draw(_conditions(one)) for one in draw(about)),
            any=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    return joined(tuple(rules))


@st.composite
def _conditions(draw: st.DrawFn, asked: Question) -> Condition:
    if asked.kind in ("numeric", "rating"):
        bounds: tuple[Comparison, ...] = ("at_least", "at_most")
        return Condition(
            asked.name, draw(st.sampled_from(bounds)), number=draw(st.integers(0, 99))
        )
    how: Comparison = draw(st.sampled_from(("is", "is_not", "answered")))
    is_whole = asked.kind in ("ranking", "matrix")
    if how == "answered" or is_whole or not asked.choices:
        return Condition(asked.name, "answered")
    names = st.sampled_from([option.name for option in asked.choices])
    chosen = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    return Condition(asked.name, how, tuple(chosen))


@st.composite
def _questions(draw: st.DrawFn, name: str) -> Question:
    kind = draw(st.sampled_from(KINDS))
    question = Question(name, kind, draw(TEXTS), **draw(TAGS))
    return draw(_OF_KIND.get(kind, _choice)(question))


@st.composite
def _scale(draw: st.DrawFn, question: Question) -> Question:
    return replace(question, retrospective=draw(st.booleans()))


@st.composite
def _text(draw: st.DrawFn, question: Question) -> Question:
    longest = draw(st.integers(1, 2_000))
    shortest = draw(st.integers(0, longest))
    return replace(question, shortest=shortest, longest=longest)


@st.composite
def _rating(draw: st.DrawFn, question: Question) -> Question:
    points = draw(st.integers(FEWEST_POINTS, MOST_POINTS))
    return replace(question, points=points, low=draw(TEXTS), high=draw(TEXTS))


_OF_KIND: Mapping[str, Callable[[Question], st.SearchStrategy[Question]]] = {
    **dict.fromkeys(SCALES, _scale),
    "acknowledge": st.just,
    "matrix": _matrix,
    "text": _text,
    "date": _day,
    "numeric": _numeric,
    "rating": _rating,
}


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    """Draw an evaluation, perhaps locked, perhaps with words that are not settled."""
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    sections = (NO_TEXT, *draw(st.lists(TEXTS, max_size=2, unique=True)))
    questions: list[Question] = []
    for name in names:
        section, rules = draw(st.sampled_from(sections)), draw(_relevant(questions))
        question = draw(_questions(name))
        # No statement of a matrix is called as another question is.
        if any(part.name in names for part in parts_of(question) if question.rows):
            continue
        questions.append(replace(question, section=section, relevant=rules))
    assume(questions)
    made = Survey(
        "made-up",
        "evaluation",
        draw(TEXTS),
        tuple(questions),
        draw(st.one_of(st.just(NO_TEXT), TEXTS)),
        draw(st.sampled_from(("1", "2b", "007", "1.10"))),
    )
    return draw(_approved(draw(_stated(made))))


@st.composite
def _stated(draw: st.DrawFn, made: Survey) -> Survey:
    """Draw what is said of how far the words are."""
    whole: st.SearchStrategy[Any] = st.sampled_from(("", *STATUSES))
    some = st.lists(st.sampled_from(list(texts_in(made))), max_size=3)
    texts = settled(
        TextStatus(text, draw(st.sampled_from(("en", "es"))), draw(STATUS))
        for text in draw(some)
    )
    return replace(made, translation=Translation(draw(whole), draw(whole), texts))


@st.composite
def _approved(draw: st.DrawFn, made: Survey) -> Survey:
    """Draw a lock that fits, or none; English is approved as it was written then."""
    if not draw(st.booleans()):
        return made
    lock = Lock("0000-0000", date(2031, 5, 4), draw(TEXTS))
    english = tuple(
        replace(t, status="approved") if t.language == "en" else t
        for t in made.translation.texts
    )
    translation = replace(made.translation, en="", texts=settled(english))
    locked = replace(made, locked=lock, translation=translation)
    return replace(locked, locked=replace(lock, hash=words_hash(locked)))
