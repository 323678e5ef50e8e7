"""What the proofreader says of a survey, in the trainer's words."""

import re
from collections.abc import Callable

from flask_babel import gettext as _

Words = Callable[["re.Match[str]"], str]


def sentence_for(field: str, message: str) -> str:
    """Return a message about a field as the desk says it; "" where it has no words.

    Some fields have words of their own for it.
    """
    for own, pattern, said in _IN_FIELDS:
        if re.match(own, field) and re.search(pattern, message, re.IGNORECASE):
            return said()
    for pattern, words in _WORDS:
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
        r"A ranking has at most (\d+) options",
        lambda m: _("A ranking has at most %(most)s options.", most=m[1]),
    ),
    (
        r"A worksheet cannot have a",
        lambda _m: _("A worksheet cannot have a question of this kind."),
    ),
    (
        r"A (?:word cloud|point) belongs to the polls",
        lambda _m: _("This kind of question belongs to the polls, where all see it."),
    ),
    (
        r"A word cloud takes (\d+) words or fewer",
        lambda m: _("A word cloud takes %(most)s words or fewer.", most=m[1]),
    ),
    (
        r"`other` brings its own option",
        lambda _m: _(
            "“Other” with words brings its own option. Remove the option that is "
            "called so here."
        ),
    ),
    (
        r"The code \d+ belongs to the option that `other` brings",
        lambda _m: _(
            "“Other” with words has this code. Remove this option and add it anew."
        ),
    ),
    (
        r"A poll is put to everybody",
        lambda _m: _("A poll is put to everybody. Remove the conditions."),
    ),
    (
        r"`shortest` is larger than `longest`",
        lambda _m: _("The shortest answer is longer than the longest."),
    ),
    (
        r"`earliest` is later than `latest`",
        lambda _m: _("The first day is later than the last."),
    ),
    (r"Write a date as year-month-day", lambda _m: _("Choose a day.")),
    (
        r"The scale of a matrix has at most (\d+) points",
        lambda m: _("A scale has at most %(most)s points.", most=m[1]),
    ),
    (
        r"A poll's matrix has at most (\d+) statements",
        lambda m: _("In a poll there are at most %(most)s statements.", most=m[1]),
    ),
    (
        r"`(.*)`, as workbooks call it, is longer than (\d+) characters",
        lambda m: _(
            "In workbooks this would be called “%(name)s”, longer than %(most)s "
            "characters. Remove this statement and add it anew in fewer English words.",
            name=m[1],
            most=m[2],
        ),
    ),
    (
        r"Another question is called `(.*)`, too",
        lambda m: _(
            "In workbooks this would be called “%(name)s”, as another question is. "
            "Remove this statement and add it anew in other English words.",
            name=m[1],
        ),
    ),
    (
        r"had these codes for something else before",
        lambda _m: _(
            "Answers of earlier sessions may stand under these numbers, which would "
            "mean something else now. Put them back in their order, or duplicate the "
            "question and change the copy."
        ),
    ),
    (
        r"The area `.*` goes beyond the picture",
        lambda _m: _(
            "This area goes beyond the picture: left and width, and top and height, "
            "are 100 together at most."
        ),
    ),
    (
        r"The areas `.*` and `.*` overlap",
        lambda _m: _("This area lies over another one. Move it or make it smaller."),
    ),
    (
        r"An area cannot be called `",
        lambda _m: _("An area cannot be called so: it is the name of all the rest."),
    ),
    (
        r"There is no picture (.*) below the surveys folder",
        lambda m: _("The picture %(file)s is not there any more.", file=m[1]),
    ),
    (
        r"is no PNG, JPEG or WebP picture",
        lambda _m: _("This is no PNG, JPEG or WebP picture."),
    ),
    (
        r"is smaller than (\d+) pixels",
        lambda m: _("The picture is smaller than %(least)s pixels.", least=m[1]),
    ),
    (
        r"is too narrow or too flat",
        lambda _m: _("The picture is too narrow or too flat to point at."),
    ),
    (
        r"moves\. Use a picture that stands still",
        lambda _m: _("The picture moves. Use one that stands still."),
    ),
    (
        r"is larger than (\d+) megabytes|has more than \d+ million pixels",
        lambda _m: _("The picture is too large."),
    ),
    (
        r"There is no question `(.*)` to depend on",
        lambda m: _(
            "There is no question “%(name)s” any more. Choose another one.", name=m[1]
        ),
    ),
    (
        r"cannot depend on itself|which comes later",
        lambda _m: _(
            "This can only depend on a question that comes before it. Choose another "
            "one, or move the question."
        ),
    ),
    (
        r"is asked twice, so nothing can depend on it",
        lambda _m: _(
            "That question is asked twice, before and now, so nothing can depend on it."
        ),
    ),
    (
        r"needs a number or a rating; `|needs a question with choices; `",
        lambda _m: _("That question is of another kind now. Choose what must be so."),
    ),
    (
        r"`.*` has no option `(.*)`\.\Z",
        lambda m: _(
            "There is no choice “%(name)s” any more. Take it out here.", name=m[1]
        ),
    ),
    (
        r"A rule needs `question` and one of",
        lambda _m: _("Choose a question and what must be so."),
    ),
    (
        r"There is no case `(.*)` in",
        lambda m: _("There is no case “%(name)s”.", name=m[1]),
    ),
    (
        r"A `story` is told within a case",
        lambda _m: _("What happens now is told within a case. Choose the case."),
    ),
    (
        r"The case `.*` is torn apart",
        lambda _m: _(
            "Another question stands between the steps of this case. Move this one to "
            "the other steps, or take it out of the case."
        ),
    ),
    (
        r"No question is a step of the case",
        lambda _m: _("This case has no step yet. Add one."),
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
