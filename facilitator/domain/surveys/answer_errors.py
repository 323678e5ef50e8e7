"""Why an answer is not taken."""

from facilitator.errors import BadInputError


class NotAnAnswerError(BadInputError):
    """The answer is not one that the question takes."""

    code = "not-an-answer"
    sentence = "That is not one of the choices. Choose again."


class TooLongError(BadInputError):
    """A text is longer than its question allows."""

    code = "too-long"
    sentence = "The text is too long: {length} characters, at most {longest}."


class TooShortError(BadInputError):
    """A text is shorter than its question asks for."""

    code = "too-short"
    sentence = "The text is too short: {length} characters, at least {shortest}."


class TooEarlyError(BadInputError):
    """A day lies before those that the question takes."""

    code = "too-early"
    sentence = "Choose a day from {earliest} on."


class TooLateError(BadInputError):
    """A day lies after those that the question takes."""

    code = "too-late"
    sentence = "Choose a day up to {latest}."


class OutsideConstraintError(BadInputError):
    """An answer breaks a limit for which the form has words of its own."""

    code = "outside-constraint"
    sentence = "{message}"


class TooManyChoicesError(BadInputError):
    """More boxes are ticked than the question allows."""

    code = "too-many-choices"
    sentence = "Choose at most {most}."


class TooManyWordsError(BadInputError):
    """More words are written than the question asks for."""

    code = "too-many-words"
    sentence = "Write at most {most} words or short phrases."


class TooFewChoicesError(BadInputError):
    """Fewer boxes are ticked than the question asks for."""

    code = "too-few-choices"
    sentence = "Choose at least {fewest}."


class EmptyAnswerError(BadInputError):
    """Nothing was chosen or written."""

    code = "empty-answer"
    sentence = "Choose or write an answer first."


class EmptyFormError(BadInputError):
    """A whole form is sent in which nothing was chosen or written."""

    code = "empty-form"
    sentence = "Answer at least one question to send it."


class NotANumberError(BadInputError):
    """What was written is not a number of the kind that the question asks for."""

    code = "not-a-number"
    sentence = "Write a whole number, with digits only."


class NotADecimalError(NotANumberError):
    """What was written is no number, or has too many digits behind the mark."""

    sentence = (
        "Write a number with digits only, and at most {decimals} behind the decimal "
        "mark."
    )


class OutOfRangeError(BadInputError):
    """A number is smaller or larger than the question allows."""

    code = "out-of-range"
    sentence = "Write a number from {least} to {greatest}."
