"""What the proofreader says of a survey, in the trainer's words."""

import re
from collections.abc import Callable

from flask_babel import gettext as _

from facilitator.web.desk.survey_kind_sentences import KIND_WORDS, Words


def sentence_for(field: str, message: str) -> str:
    """Return a message about a field as the desk says it; "" where it has no words.

    Some fields have words of their own for it.
    """
    for own, pattern, said in _IN_FIELDS:
        if re.match(own, field) and re.search(pattern, message, re.IGNORECASE):
            return said()
    for pattern, words in (*_WORDS, *KIND_WORDS):
        match = re.search(pattern, message, re.IGNORECASE)
        if match:
            return words(match)
    return ""


_IN_FIELDS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    (r"picture", r"the text is empty", lambda: _("Choose a picture.")),
    (
        r"(?:section\.\d+\.)?relevant",
        r"The list has 0 items|the text is empty",
        lambda: _("Tick one choice or more."),
    ),
    (
        r"(?:section\.\d+\.)?relevant",
        r"write a whole number",
        lambda: _("Write a whole number."),
    ),
    (r"rows", r"needs `rows`|The list has 0", lambda: _("Add a statement.")),
)
_WORDS: tuple[tuple[str, Words], ...] = (
    (r"the text is empty\.\Z", lambda _m: _("The words are missing here.")),
    (r"`(?:label|en|es|title)` is missing", lambda _m: _("The words are missing.")),
    (r"the (?:English|Spanish) \(`..`\) is missing", lambda _m: _("One is missing.")),
    (
        r"the text has (\d+) characters, at most (\d+)",
        lambda m: _(
            "This has %(number)s characters; at most %(most)s fit.",
            number=m[1],
            most=m[2],
        ),
    ),
    (
        r"A choice needs two options",
        lambda _m: _("A choice needs two options or more."),
    ),
    (
        r"`fewest` is larger than `most`",
        lambda _m: _("The fewest choices are more than the most."),
    ),
    (
        r"`results` belongs to a poll",
        lambda _m: _("Only a poll shows its results on the wall."),
    ),
    (
        r"`seconds` belongs to a poll",
        lambda _m: _("Only a poll closes by itself."),
    ),
    (
        r"`(?:most|fewest)` is larger than the options",
        lambda _m: _("This is more than there are options."),
    ),
    (
        r"write a whole number from (\d+) to (\d+)",
        lambda m: _(
            "Write a whole number from %(least)s to %(most)s.", least=m[1], most=m[2]
        ),
    ),
    (
        r"A (?:rating|number|matrix|point) needs `",
        lambda _m: _("This kind of question needs it."),
    ),
    (
        r"`least` is not smaller than `greatest`",
        lambda _m: _("The smallest number must be smaller than the largest."),
    ),
    (
        r"An explanation needs an option with `right",
        lambda _m: _("An explanation needs an option that is marked as right."),
    ),
    (r"A poll cannot ask for a date", lambda _m: _("A poll cannot ask for a date.")),
    (
        r"A poll asks once",
        lambda _m: _("A poll asks once. Ask before and now in an evaluation."),
    ),
    (
        r"The name `(.*)` is here twice",
        lambda m: _("The name “%(name)s” is here twice.", name=m[1]),
    ),
    (
        r"The code (\d+) is here twice",
        lambda m: _("The code %(code)s is here twice.", code=m[1]),
    ),
    (
        r"The list has (\d+) items; (\d+) to (\d+) are allowed",
        lambda m: _(
            "There are %(number)s here; %(least)s to %(most)s are allowed.",
            number=m[1],
            least=m[2],
            most=m[3],
        ),
    ),
    (
        r"There is no section `(.*)` in",
        lambda m: _("There is no section “%(name)s”.", name=m[1]),
    ),
    (
        r"There is no objective `(.*)` in sessions/(.*)\.yaml",
        lambda m: _(
            "The plan %(plan)s has no objective “%(name)s”.", plan=m[2], name=m[1]
        ),
    ),
    (
        r"There is no poll `(.*)` in surveys/",
        lambda m: _(
            "A slide of a plan asks for the poll “%(name)s”, which would be gone. "
            "Keep it, or take it out of the slide's notes first.",
            name=m[1],
        ),
    ),
    (
        r"The plan `(.*)` uses this as its \w+, but its kind is",
        lambda m: _(
            "The plan %(plan)s uses this survey as what it was before.", plan=m[1]
        ),
    ),
    (
        r"\A(.*): unknown key",
        lambda m: _("The program does not know “%(key)s”. It is kept.", key=m[1]),
    ),
    (r"The English of this text is a draft", lambda _m: _("The English is a draft.")),
    (r"The Spanish of this text is a draft", lambda _m: _("The Spanish is a draft.")),
    (r"\AThe English is a draft", lambda _m: _("The English is a draft.")),
    (r"\AThe Spanish is a draft", lambda _m: _("The Spanish is a draft.")),
)
