"""A survey out of the sheets of an XLSForm, or everything that it cannot hold."""

from dataclasses import replace

from facilitator.domain.surveys.instrument import settled
from facilitator.domain.surveys.limits import MOST_SECTIONS
from facilitator.domain.surveys.relevance import Rule, joined
from facilitator.domain.surveys.survey import Question, Survey
from facilitator.domain.text import LANGUAGES, NO_TEXT, Text
from facilitator.domain.xlsform.asked import Asked
from facilitator.domain.xlsform.choices import Lists
from facilitator.domain.xlsform.form import (
    APPEARANCE,
    BURDEN,
    CODE_ROW,
    CONSTRAINT,
    DECIMALS,
    DECLINE,
    EXPLANATION,
    HINT,
    INTRO,
    LABEL,
    MESSAGE,
    NOT_HELD,
    OMB,
    OTHER_ENDING,
    PARAMETERS,
    RELEVANT,
    RIGHT,
    SURVEY,
    TAGS,
    UNIT,
    Form,
    FormRefusedError,
    header,
    omb_line,
    status_header,
)
from facilitator.domain.xlsform.headed_tables import with_tables
from facilitator.domain.xlsform.lines import Line, Problems, lines_of, shown
from facilitator.domain.xlsform.matrices import Table, is_table
from facilitator.domain.xlsform.others import with_other
from facilitator.domain.xlsform.pairs import Pairs
from facilitator.domain.xlsform.questions import (
    TypeWords,
    read_question,
    relevance,
    type_words,
)
from facilitator.domain.xlsform.settings import Settings, read_settings

_LABELS = tuple(header(LABEL, one) for one in LANGUAGES)
_LABEL_STATUSES = tuple(status_header(LABEL, one) for one in LANGUAGES)
_STATED = (HINT, MESSAGE, UNIT, EXPLANATION)
_KNOWN = (
    "type",
    "name",
    *_LABELS,
    *(header(HINT, one) for one in LANGUAGES),
    *("required", APPEARANCE, RELEVANT, CONSTRAINT, PARAMETERS),
    *(header(MESSAGE, one) for one in LANGUAGES),
    *(DECLINE, DECIMALS, RIGHT),
    *(header(column, one) for column in (UNIT, EXPLANATION) for one in LANGUAGES),
    *TAGS,
    *_LABEL_STATUSES,
    *(status_header(c, one) for c in _STATED for one in LANGUAGES),
)
_NOTE = frozenset({"type", "name", *_LABELS, *_LABEL_STATUSES})
_GROUP = _NOTE | {RELEVANT}


def survey_of(form: Form, name: str, kind: str = "") -> Survey:
    """Return the survey that a form is.

    Args:
        form: the sheets that there are, by name.
        name: what the survey is to be called.
        kind: what it is, such as `evaluation`, where the form does not say it.

    Raises:
        FormRefusedError: with everything in it that a survey cannot hold.
    """
    problems = Problems()
    settings = read_settings(form, kind, problems)
    reading = _Reading(form, settings, problems)
    survey = reading.survey(name)
    if problems.found:
        raise FormRefusedError(problems.found)
    return survey


class _Reading:
    """Reads the sheet `survey` from its first row to the last."""

    def __init__(self, form: Form, settings: Settings, problems: Problems) -> None:
        self.settings = settings
        self.problems = problems
        self.lists = Lists(form, problems)
        self.pairs = Pairs()
        self.statuses = list(settings.statuses)
        self.notes: dict[str, Text] = {}
        self.asked = Asked(settings.kind)
        self.seen: set[str] = set()
        self.opened: Line | None = None
        self.table: Table | None = None
        self.deeper = 0
        self.section = NO_TEXT
        self.rules: tuple[Rule, ...] = ()
        self.asked_in_group = False
        # What a text behind "Other" can belong to: the question right before it.
        self.before: Question | None = None
        if SURVEY not in form:
            problems.note(SURVEY, 0, "", "There is no such sheet.")
            return
        needed = ("type", "name", *_LABELS)
        lines = lines_of(form[SURVEY], _KNOWN, needed, problems)
        for line in with_tables(lines):
            self._take(line)
        self._finish()

    def survey(self, name: str) -> Survey:
        """Return what was read, whole if nothing is wrong with it."""
        settings, lock = self.settings, self.settings.lock
        if lock:
            lock = replace(lock, burden=self.notes.get(BURDEN, NO_TEXT))
        texts = settled([*self.statuses, *self.lists.statuses])
        return Survey(
            name,
            settings.kind,
            settings.title,
            tuple(self.asked.questions),
            self.notes.get(INTRO, NO_TEXT),
            settings.version,
            lock,
            replace(settings.translation, texts=texts),
        )

    def _take(self, line: Line) -> None:
        words = type_words(line)
        self._name(line, words)
        if words.type == "end_group":
            self._end(line)
        elif words.type == "begin_group":
            self._begin(line)
        elif self.table:
            self._take_statement(line, words)
        elif words.type == "note":
            self._note(line)
        elif line["name"] == CODE_ROW:
            self._code(line, words)
        elif words.type in NOT_HELD:
            self.lists.pass_over(words.list)
            what = NOT_HELD[words.type]
            line.wrong(
                "type", f"A survey here cannot ask for {what}. Take the row out."
            )
        else:
            self._question(line, words)

    def _name(self, line: Line, words: TypeWords) -> None:
        name = line["name"]
        if words.type.startswith("end_"):
            return
        if not name:
            line.wrong("name", "The name is missing.")
        elif name in self.seen:
            line.wrong("name", f"The name {shown(name)} is in this form twice.")
        self.seen.add(name)

    def _begin(self, line: Line) -> None:
        if is_table(line) and not self.table:
            self.pairs.refuse_half()
            self.table = Table(line)
            return
        if self.table:
            row = self.table.line.number
            message = f"A group begins within the table of row {row}. End that first."
            line.wrong("type", message)
            self.deeper += 1
            return
        line.only(_GROUP)
        if self.opened:
            line.wrong(
                "type",
                f"A group begins within the group of row {self.opened.number}. "
                "Sections stand side by side: end the first one before this row.",
            )
        label = line.text(LABEL)
        self.statuses += line.statuses(LABEL, label)
        self.opened, self.section, self.asked_in_group = line, label, False
        self.before = None
        self.rules = self.asked.rules(line, relevance(line))

    def _end(self, line: Line) -> None:
        line.only(("type", "name"))
        if self.table and self.deeper:
            self.deeper -= 1
            return
        if self.table:
            self._end_table(self.table)
            return
        if self.opened is None:
            line.wrong("type", "No group is open that could end here.")
        elif not self.asked_in_group:
            self.opened.wrong("", "No question stands in this group.")
        self.opened, self.section, self.rules, self.before = None, NO_TEXT, (), None

    def _note(self, line: Line) -> None:
        line.only(_NOTE)
        name = line["name"]
        if name not in (INTRO, OMB, BURDEN):
            line.wrong(
                "type",
                f"A survey has one note, called `{INTRO}`, before its questions. "
                "Put these words into a label or a hint.",
            )
            return
        if self.asked.questions or self.opened:
            line.wrong("", "This note stands before all questions.")
        label = line.text(LABEL)
        self.notes[name] = label
        if name == OMB:
            self._verify_omb(line, label)
        else:
            self.statuses += line.statuses(LABEL, label)

    def _code(self, line: Line, words: TypeWords) -> None:
        """Pass over the field for the code, which every follow-up here has."""
        line.only({*_NOTE, *(header(HINT, one) for one in LANGUAGES)})
        if words.type != "text" or self.settings.kind != "follow_up":
            message = "Only a follow-up asks for a code, as a text. Take the row out."
            line.wrong("name", message)

    def _verify_omb(self, line: Line, label: Text) -> None:
        lock = self.settings.lock
        if lock is None or label != omb_line(lock.omb_number, lock.expires.isoformat()):
            message = "This is not what `omb_number` and `omb_expires` in settings say."
            line.wrong("", message)

    def _take_statement(self, line: Line, words: TypeWords) -> None:
        if self.table and not self.table.take(line, words):
            self.lists.pass_over(words.list)

    def _end_table(self, table: Table) -> None:
        self.table = None
        question = table.question(self.lists)
        if question:
            self.statuses += table.statuses
            self.asked_in_group, self.before = True, question
            asked = self._put_to(table.line, question)
            self.asked.ask_table(table.line, asked, table.names)

    def _question(self, line: Line, words: TypeWords) -> None:
        if words.type == "text" and line["name"].endswith(OTHER_ENDING):
            self._other(line)
            return
        question = read_question(line, words, self.lists)
        if question is None:
            return
        self.statuses += line.statuses(HINT, question.help)
        for column in (MESSAGE, UNIT, EXPLANATION):
            self.statuses += line.statuses(column, getattr(question, column))
        whole = self.pairs.joined(line, self._put_to(line, question))
        if whole is None:
            self.asked_in_group = True
            return
        self.statuses += line.statuses(LABEL, whole.label)
        self.asked_in_group, self.before = True, whole
        self.asked.ask(line, whole)

    def _other(self, line: Line) -> None:
        self.pairs.refuse_half()
        whole = with_other(line, self.before)
        if whole:
            self.asked.questions[-1] = whole
        self.before = None

    def _put_to(self, line: Line, question: Question) -> Question:
        """Return a question with its section, and with whom it is put to."""
        own = self.asked.rules(line, question.relevant)
        return replace(
            question, section=self.section, relevant=joined((*self.rules, *own))
        )

    def _finish(self) -> None:
        self.pairs.refuse_half()
        self.lists.refuse_unused()
        self.asked.refuse_same_parts()
        for opened in (self.opened, self.table and self.table.line):
            if opened:
                opened.wrong("type", "This group does not end.")
        questions = self.asked.questions
        if not questions and not self.problems.found:
            self.problems.note(SURVEY, 0, "", "No question is in it.")
        sections = {question.section for question in questions} - {NO_TEXT}
        if len(sections) > MOST_SECTIONS:
            message = f"A survey has at most {MOST_SECTIONS} groups."
            self.problems.note(SURVEY, 0, "", message)
        self._lock_is_whole()

    def _lock_is_whole(self) -> None:
        if self.settings.lock and BURDEN not in self.notes:
            message = f"The note `{BURDEN}` with the burden statement is missing."
            self.problems.note(SURVEY, 0, "", message)
        if BURDEN in self.notes and not self.settings.lock:
            message = "A burden statement needs `omb_number` and `omb_expires`."
            self.problems.note("settings", 0, "", message)
