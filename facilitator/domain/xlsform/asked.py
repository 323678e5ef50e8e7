"""The questions of a form that were read so far, and what later ones say of them."""

from facilitator.domain.surveys.limits import MOST_QUESTIONS
from facilitator.domain.surveys.matrix import MOST_STATEMENTS_OF_POLL, part_name
from facilitator.domain.surveys.relevance import Rule
from facilitator.domain.surveys.survey import Question, SurveyKind
from facilitator.domain.xlsform.conditions import in_our_names
from facilitator.domain.xlsform.form import RELEVANT
from facilitator.domain.xlsform.lines import Line, shown


class Asked:
    """Gathers questions, each held to what its survey's kind can ask."""

    def __init__(self, kind: SurveyKind) -> None:
        self.kind = kind
        self.questions: list[Question] = []
        self._statements: dict[str, tuple[str, ...]] = {}
        self._tables: list[tuple[Line, Question]] = []

    def ask(self, line: Line, question: Question) -> None:
        """Add a question."""
        if self.kind == "polls":
            _polls_rule(line, question)
        self.questions.append(question)
        if len(self.questions) == MOST_QUESTIONS + 1:
            line.wrong("", f"A survey has at most {MOST_QUESTIONS} questions.")

    def ask_table(self, line: Line, matrix: Question, names: tuple[str, ...]) -> None:
        """Add a matrix, whose statements are called so in the form."""
        self.ask(line, matrix)
        self._statements[matrix.name] = names
        self._tables.append((line, matrix))

    def refuse_same_parts(self) -> None:
        """Note statements that would be called as another question is in workbooks."""
        taken = {one.name for one in self.questions if not one.rows}
        for line, matrix in self._tables:
            for name in (part_name(matrix, row) for row in matrix.rows):
                if name in taken:
                    message = f"Another question is called `{name}`, too, as workbooks "
                    line.wrong("name", f"{message}call one of these statements.")
                taken.add(name)

    def rules(self, line: Line, written: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """Return a row's rules as a survey has them, all about earlier questions.

        No question can so wait for itself, however many others stand between.
        """
        earlier = {question.name: question for question in self.questions}
        rules = in_our_names(written, earlier, self._statements)
        for test in (test for rule in rules for test in rule.tests):
            if test.question not in earlier:
                line.wrong(RELEVANT, self._not_earlier(test.question))
            elif earlier[test.question].retrospective:
                named = shown(test.question)
                message = f"{named} is asked twice, so nothing can depend on it."
                line.wrong(RELEVANT, message)
        return rules

    def _not_earlier(self, name: str) -> str:
        if any(name in names for names in self._statements.values()):
            return (
                f"{shown(name)} is one statement of a table. A rule can only ask "
                "whether any of them is answered: all of them, joined by `or`."
            )
        return f"{shown(name)} is no question that comes before this one."


def _polls_rule(line: Line, question: Question) -> None:
    if question.retrospective:
        line.wrong("name", "A poll asks once: before and now is for evaluations.")
    if question.relevant:
        line.wrong(RELEVANT, "A poll is put to everybody.")
    if question.kind == "date":
        line.wrong("type", "A poll cannot ask for a date.")
    if question.kind == "acknowledge":
        line.wrong("type", "A poll has nothing to confirm; that is for forms.")
    if len(question.rows) > MOST_STATEMENTS_OF_POLL:
        most = MOST_STATEMENTS_OF_POLL
        line.wrong("", f"A table in a poll has at most {most} statements.")
