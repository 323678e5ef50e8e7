"""The people of a session: made up by a seed, the same every time."""

import random
from dataclasses import replace

from .attendance_story import AFTERWARDS, CLAIMS, END, MINUTE, SHEET, Act, Story, Way

# Whoever comes or goes while it is on does so at one of these seconds: the projector
# is loaded again for each.
MOMENTS = tuple(sorted(random.Random("moments").sample(range(60, 128 * MINUTE), 70)))
PROFESSIONS = ("physician", "nurse", "social_worker", "pharmacist", "")
NAMES = (
    "María José Ñandú",
    "Seán O'Brien",
    "D’Angelo Smith",
    "Zoë Müller",
    "Nguyễn Thị Hạnh",
    "محمد عبد الله",
    "שרה כהן",
    "王小明",
    "Cher",
    "Ana-Lucía de la Cruz y Fernández-Villaverde " + "de los Ángeles " * 4,
    '=HYPERLINK("http://x","y")',
    "+1 Person",
    "Jean-Luc L’Écuyer",
    "Łukasz Żółć",
    "أمينة Benali",
    "李 O'Connor",
)
_FIRST = ("Ana", "José", "Luis", "James", "Aisha", "Wei", "Ruth", "Omar", "Inés")
_LAST = ("Núñez", "García", "Smith", "Okafor", "Lee", "Haddad", "Kowalska", "Ruiz")


def write_cast(seed: int, people: int) -> tuple[Story, ...]:
    """Return so many people, each kind of story among them several times."""
    dice = random.Random(f"{seed}:cast")
    kinds = (_KINDS * (people // len(_KINDS) + 1))[:people]
    stories: list[Story] = []
    for number, kind in enumerate(kinds, start=1):
        told = kind(_somebody(dice, number), dice)
        if kind is second_phone:
            told = _the_same(told, stories[-1])
        stories.append(told)
    return tuple(stories)


def _the_same(story: Story, as_one: Story) -> Story:
    """Return the story of somebody who said the same of themselves as another."""
    return replace(
        story,
        name=as_one.name,
        email=as_one.email,
        organization=as_one.organization,
        profession=as_one.profession,
        language=as_one.language,
        expected="",
    )


def _somebody(dice: random.Random, number: int) -> Story:
    name = (
        NAMES[number // 8].strip()
        if number % 8 == 0 and number // 8 < len(NAMES)
        else f"{dice.choice(_FIRST)} {dice.choice(_LAST)} {number}"
    )
    expected = dice.choices(("", "email", "name", "other"), (5, 4, 2, 1))[0]
    email = f"person{number}@example.org" if expected == "email" else ""
    return Story(
        number,
        name,
        email=email or (f"p{number}@example.net" if dice.random() < 0.5 else ""),
        organization=dice.choice(("County Health", "Clínica del Pueblo", "")),
        profession=dice.choices(PROFESSIONS, (4, 4, 4, 1, 1))[0],
        language=dice.choice(("en", "en", "es")),
        expected=expected,  # type: ignore[arg-type]
    )


def _on_time(dice: random.Random) -> int:
    return -20 * dice.randint(0, 45)


def _at_the_end(dice: random.Random) -> int:
    return 131 * MINUTE + 20 * dice.randint(0, 40)


def _there(
    story: Story,
    *visits: tuple[int, int],
    by: Way = "phone",
    extra: tuple[Act, ...] = (),
) -> Story:
    """Return the story of somebody whose every coming and going was recorded."""
    acts = [
        act
        for came, left in visits
        for act in (Act(came, "in", by), Act(left, "out", by))
    ]
    return replace(story, acts=(*acts, *extra), visits=visits)


def whole(story: Story, dice: random.Random) -> Story:
    """On time, and to the end."""
    came, left = _on_time(dice), _at_the_end(dice)
    if story.profession == "physician":
        quarters = dice.choice((8, 8, 7, 1))
        claimed = Act(CLAIMS, "claim", of=quarters)
        told = _there(story, (came, left), extra=(claimed,))
        return replace(told, claims=quarters)
    if dice.random() < 0.4:
        return _there(story, (came, left))
    handed_in = Act(min(left, END) - 40, "evaluate")
    told = _there(story, (came, left), extra=(handed_in,))
    return replace(told, evaluates=True)


def without_scripts(story: Story, dice: random.Random) -> Story:
    """The same on a browser that runs no scripts."""
    return _there(story, (_on_time(dice), _at_the_end(dice)), by="form")


def late(story: Story, dice: random.Random) -> Story:
    """Comes while it is on, at any second."""
    return _there(story, (dice.choice(MOMENTS[:55]), _at_the_end(dice)))


def early(story: Story, dice: random.Random) -> Story:
    """Leaves while it is on; sometimes after a few minutes."""
    left = dice.choice(dice.choice((MOMENTS, MOMENTS[:10])))
    return _there(story, (_on_time(dice), left))


def to_and_fro(story: Story, dice: random.Random) -> Story:
    """Goes out and comes back, several times."""
    times = dice.choice((2, 2, 3, 5))
    moments = sorted(dice.sample(MOMENTS, 2 * times - 2))
    edges = (_on_time(dice), *moments, _at_the_end(dice))
    return _there(story, *zip(edges[::2], edges[1::2], strict=True))


def forgets(story: Story, dice: random.Random) -> Story:
    """Goes home without signing out, and it stays so."""
    came = _on_time(dice)
    return replace(story, acts=(Act(came, "in"),), open_since=came)


def second_phone(story: Story, dice: random.Random) -> Story:
    """Signs in with a tablet too, and forgets about it: two records of one person."""
    return forgets(story, dice)


def forgets_the_second_time(story: Story, dice: random.Random) -> Story:
    """Comes back after a break, and goes home without signing out."""
    came, left, back = _on_time(dice), MOMENTS[20], MOMENTS[35]
    return replace(
        story,
        acts=(Act(came, "in"), Act(left, "out"), Act(back, "in")),
        visits=((came, left),),
        open_since=back,
    )


def settled(story: Story, dice: random.Random) -> Story:
    """Forgets to sign out; the trainer saw them leave and writes it down."""
    came, left = _on_time(dice), MINUTE * dice.randint(60, 140)
    told = _missing("out", left, "Seen leaving at the door; the phone was dead.")
    return replace(story, acts=(Act(came, "in"), told), visits=((came, left),))


def _missing(kind: str, when: int, reason: str) -> Act:
    return Act(AFTERWARDS, "correct", kind=kind, when=when, reason=reason)


def signed_out_too_early(story: Story, dice: random.Random) -> Story:
    """A phone in a pocket signed out; the trainer puts the time right."""
    came, left = _on_time(dice), MINUTE * dice.randint(125, 140)
    wrong = Act(45 * MINUTE, "out")
    right = Act(
        AFTERWARDS, "correct", of=2, kind="out", when=left, reason="Was seen inside."
    )
    return replace(story, acts=(Act(came, "in"), wrong, right), visits=((came, left),))


def signed_in_by_mistake(story: Story, dice: random.Random) -> Story:
    """The line of coming in is struck out: what is left is a sign-out alone."""
    came, left = _on_time(dice), _at_the_end(dice)
    struck = Act(AFTERWARDS, "correct", of=1, kind="void", when=came, reason="Not them")
    return replace(
        story,
        acts=(Act(came, "in"), Act(left, "out"), struck),
        lone_out=left,
    )


def struck_and_settled(story: Story, dice: random.Random) -> Story:
    """The wrong line is struck out, and the one that was missing is added."""
    came, left = _on_time(dice), _at_the_end(dice)
    really = MINUTE * dice.randint(5, 60)
    return replace(
        story,
        acts=(
            Act(came, "in"),
            Act(left, "out"),
            Act(AFTERWARDS, "correct", of=1, kind="void", when=came, reason="A friend"),
            replace(_missing("in", really, "Came later: said so."), at=AFTERWARDS + 20),
        ),
        visits=((really, left),),
    )


def never_was(story: Story, dice: random.Random) -> Story:
    """Both lines are struck out: nothing of it was true."""
    acts = [Act(_on_time(dice), "in"), Act(_at_the_end(dice), "out")]
    acts += [
        Act(AFTERWARDS, "correct", of=n, kind="void", when=at, reason="Other person")
        for n, at in ((1, acts[0].at), (2, acts[1].at))
    ]
    return replace(story, acts=tuple(acts))


def tapped(story: Story, dice: random.Random) -> Story:
    """A walk-up without a phone, in and out by the trainer."""
    known = replace(story, language="en")  # the trainer's own
    return _there(known, (_on_time(dice), _at_the_end(dice)), by="trainer")


def at_the_kiosk(story: Story, dice: random.Random) -> Story:
    """Types their name into the tablet at the door, both ways."""
    return _there(story, (_on_time(dice), _at_the_end(dice)), by="kiosk")


def on_paper(story: Story, dice: random.Random) -> Story:
    """Writes themselves and both times into an empty row of the sheet."""
    visit = (-MINUTE * dice.randint(0, 14), MINUTE * dice.randint(100, 140))
    known = replace(story, language="en")  # the trainer's own
    return replace(known, acts=(Act(SHEET, "sheet", "paper"),), visits=(visit,))


def dead_battery(story: Story, dice: random.Random) -> Story:
    """Comes with a phone and is tapped out."""
    came, left = _on_time(dice), _at_the_end(dice)
    acts = (Act(came, "in"), Act(left, "out", "trainer"))
    return replace(story, acts=acts, visits=((came, left),))


def off_the_roster(story: Story, dice: random.Random) -> Story:
    """Is on the roster and tapped in from there; known as the list knows them."""
    email = f"person{story.number}@example.org"
    known = replace(story, expected="email", email=email, language="en")
    came, left = _on_time(dice), _at_the_end(dice)
    acts = (Act(came, "in", "roster"), Act(left, "out", "trainer"))
    return replace(known, acts=acts, visits=((came, left),))


def shared(story: Story, dice: random.Random) -> Story:
    """Signs in on somebody's phone, in a window of its own, and is tapped out."""
    came, left = _on_time(dice), _at_the_end(dice)
    acts = (Act(came, "in", "shared"), Act(left, "out", "trainer"))
    return replace(story, acts=acts, visits=((came, left),))


def nameless(story: Story, dice: random.Random) -> Story:
    """Takes part without a name."""
    empty = Story(story.number, "", language=story.language)
    return _there(empty, (_on_time(dice), _at_the_end(dice)))


def named_later(story: Story, dice: random.Random) -> Story:
    """Comes without a name and gives it after a while; the time before is theirs."""
    came, left = _on_time(dice), _at_the_end(dice)
    said = Act(30 * MINUTE + 20 * dice.randint(0, 9), "name")
    told = replace(story, name="", renamed=story.name, expected="")
    return _there(told, (came, left), extra=(said,))


def tries_tricks(story: Story, dice: random.Random) -> Story:
    """Uses a photo of an old code, another's ticket, presses twice; then comes in."""
    came, left = _on_time(dice), _at_the_end(dice)
    extra = (Act(came - 20, "photo"), Act(came - 20, "copy"), Act(left + 20, "again"))
    return _there(story, (came, left), extra=extra)


_KINDS = (
    *(whole,) * 9,
    second_phone,
    *(late,) * 4,
    *(early,) * 4,
    *(to_and_fro,) * 4,
    *(shared,) * 2,
    *(tapped, at_the_kiosk, at_the_kiosk, on_paper),
    *(forgets, forgets_the_second_time, settled, signed_out_too_early),
    *(signed_in_by_mistake, struck_and_settled, never_was, dead_battery),
    *(off_the_roster, without_scripts, nameless, named_later, tries_tricks),
)
