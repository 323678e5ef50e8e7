"""Two rows of a form that are one question, asked for before and now."""

from dataclasses import replace

from facilitator.domain.surveys.survey import SCALES, Question
from facilitator.domain.text import Text
from facilitator.domain.xlsform.form import HALVES, LABEL
from facilitator.domain.xlsform.lines import Line

_BEFORE, _NOW = HALVES["before"], HALVES["now"]


class Pairs:
    """Keeps the first half of a pair until the second comes, in the next row."""

    def __init__(self) -> None:
        self._half: tuple[Line, Question] | None = None

    def joined(self, line: Line, question: Question) -> Question | None:
        """Return a whole question, or None for the first half of one."""
        if question.name.endswith(_BEFORE[0]):
            self.refuse_half()
            self._half = line, _whole(line, question, *_BEFORE)
            return None
        if question.name.endswith(_NOW[0]):
            return self._second(line, _whole(line, question, *_NOW))
        self.refuse_half()
        return question

    def refuse_half(self) -> None:
        """Note a first half whose second did not follow."""
        if self._half:
            line, question = self._half
            second = f"{question.name}{_NOW[0]}"
            line.wrong("name", f"The row `{second}` has to follow this one.")
        self._half = None

    def _second(self, line: Line, question: Question) -> Question:
        half, self._half = self._half, None
        if half is None or half[1].name != question.name:
            first = f"{question.name}{_BEFORE[0]}"
            line.wrong("name", f"The row `{first}` has to come before this one.")
        elif half[1] != question or statuses_said(half[0]) != statuses_said(line):
            line.wrong(
                "",
                f"This row and row {half[0].number} are one question, and differ in "
                "more than the ends of their names and labels.",
            )
        return question


def _whole(line: Line, question: Question, ending: str, said: Text) -> Question:
    """Return the question that a row is one half of."""
    if question.kind not in SCALES:
        line.wrong("type", "Only a scale can be asked for before and now.")
    return replace(
        question,
        name=question.name.removesuffix(ending),
        retrospective=True,
        label=label_without(line, question.label, said),
    )


def label_without(line: Line, label: Text, said: Text) -> Text:
    """Return the label of a half without the words that say which half it is."""
    for language, words in label.as_dict().items():
        if words and not words.endswith(said.as_dict()[language]):
            column_end = said.as_dict()[language].strip()
            line.wrong(LABEL, f"This label has to end in “{column_end}”.")
    return Text(label.en.removesuffix(said.en), label.es.removesuffix(said.es))


def statuses_said(line: Line) -> set[tuple[str, str]]:
    """Return what a row says of how far its words are."""
    return {
        (column, said) for column, said in line.cells.items() if "_status_" in column
    }
