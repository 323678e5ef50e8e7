"""Three hundred phones that answer, and what a test knows of what they said."""

import random
from dataclasses import dataclass, field, replace
from typing import Any

from facilitator.domain.surveys.survey import FormName
from facilitator.live.room import Room

PHONES = 300
# So many take a code for the follow-up; some of them come back, and some without one.
CODED, BACK, ALONE = 70, 50, 15
CONFIDENCE = ("very_low", "low", "moderate", "high", "very_high")
AGREEMENT = (
    "strongly_disagree",
    "disagree",
    "neutral",
    "agree",
    "strongly_agree",
)
QUALITY = ("poor", "fair", "good", "excellent")
# What the two short forms ask, and which option of each item is right.
SURE = ("sure_to_identify", "sure_to_respond")
ITEMS = {
    "law_under_18": ("force_shown", "age", "reported", "not_sure"),
    "moved_elsewhere": ("not_needed", "across_border", "from_home", "not_sure"),
    "one_sign": ("proof", "nothing", "pattern", "not_sure"),
    "trauma_principle": ("whole_story", "choice", "decide_for", "not_sure"),
    "protocol_part": ("follow_up", "proof_first", "search", "not_sure"),
}
RIGHT = dict(
    zip(ITEMS, ("age", "not_needed", "pattern", "choice", "follow_up"), strict=True)
)
DECLINED = {"declined": "yes"}
SETTINGS = ("clinic", "shelter", "school", "prefer_not")


# A form as a phone filled it in, None where it did not.
Form = dict[str, Any] | None


@dataclass
class Played:
    """A session, and what the test knows of what its phones said."""

    room: Room
    forms: list[dict[str, Any]] = field(default_factory=list)
    known: list[tuple[bool | None, bool | None]] = field(default_factory=list)
    both: list[tuple[Form, Form]] = field(default_factory=list)
    # What came back: by the number of the phone, None for who had no code.
    later: list[tuple[int | None, dict[str, Any]]] = field(default_factory=list)

    def codes(self, name: str, names: tuple[str, ...], when: str = "") -> list[int]:
        given = [form.get(name) for form in self.forms]
        if when:
            given = [pair.get(when) for pair in given if pair]
        return [names.index(one) + 1 for one in given if one]

    def twice(self, name: str) -> list[tuple[str | None, str | None]]:
        """Return what each phone said to one question before and after."""
        return [
            (said(before or {}, name), said(after or {}, name))
            for before, after in self.both
        ]

    def end_and_later(self, name: str) -> list[tuple[str | None, str | None]]:
        """Return what each who came back said at the end and later."""
        found = []
        for phone, form in self.later:
            end: dict[str, Any] = {}
            if phone is not None:
                now = {n: p.get("now") for n, p in self.pairs_of(phone).items()}
                end = {**(self.both[phone][1] or {}), **now}
            found.append((said(end, name), said(form, name)))
        return found

    def pairs_of(self, phone: int) -> dict[str, dict[str, str]]:
        """Return the pairs of confidence that a phone evaluated with."""
        given = self.forms[phone].items()
        return {name: one for name, one in given if name.startswith("confidence_")}


def said(form: dict[str, Any], name: str) -> str | None:
    """Return an answer; what somebody would rather not say is none."""
    given = form.get(name)
    return None if given == DECLINED else given


def play(session: Played, chance: random.Random) -> None:
    """Ask a knowledge item, teach, ask it again, and have everybody evaluate."""
    room = session.room
    item = room.polls.question("under_18")
    assert item
    right = item.options[1].name
    marked = tuple(replace(o, right=o.name == right) for o in item.options)
    question = replace(item, name="check", options=marked)
    room.change_deck(
        room.session.deck, lambda deck: replace(deck, questions=(question,))
    )
    phones = [room.join() for _ in range(PHONES)]
    before = hand_in(room, phones, chance, "pre", 0.4)
    rounds = [ask(room, phones, chance, sure) for sure in (0.4, 0.8)]
    session.known = list(zip(*rounds, strict=True))
    after = hand_in(room, phones, chance, "post", 0.75)
    session.both = list(zip(before, after, strict=True))
    room.move("evaluation", {"open": True})
    for phone in phones:
        given = form(chance)
        if len(session.forms) in (20, 120, 220):
            given |= {"setting": "school", "quality_overall": "good"}
        session.forms.append(given)
        room.submit(phone, "evaluation", given)
    follow_up(session, phones, chance)


def follow_up(session: Played, phones: list[str], chance: random.Random) -> None:
    """Let some take a code, and come back by it once the session is over."""
    room = session.room
    taking = chance.sample(range(PHONES), CODED)
    codes = {phone: room.make_code(phones[phone]) for phone in taking}
    room.move("finish", {})
    room.open_follow_up()
    for phone in (*chance.sample(taking, BACK), *(None,) * ALONE):
        given = short_form(chance, 0.6)
        given = {name: one for name, one in given.items() if name not in SURE}
        for name in ("stop", "observe", "ask", "respond"):
            if chance.random() > 0.1:
                given[f"confidence_{name}"] = CONFIDENCE[chance.randrange(1, 5)]
        code = "" if phone is None else codes[phone]
        room.send_follow_up(code, "", given)
        session.later.append((phone, given))


def hand_in(
    room: Room, phones: list[str], chance: random.Random, name: FormName, sure: float
) -> list[Form]:
    """Let most phones fill in a form; some change it before it closes."""
    room.move(name, {"open": True})
    forms: list[Form] = []
    for phone in phones:
        given = short_form(chance, sure) if chance.random() < 0.85 else None
        if given and chance.random() < 0.1:
            room.submit(phone, name, short_form(chance, sure))
        if given:
            room.submit(phone, name, given)
        forms.append(given)
    room.move(name, {"open": False})
    return forms


def short_form(chance: random.Random, sure: float) -> dict[str, Any]:
    """Return a form of confidence and knowledge; some of it skipped or declined."""
    low = 0 if sure < 0.5 else 1
    given: dict[str, Any] = {n: CONFIDENCE[low + chance.randrange(4)] for n in SURE}
    for name, options in ITEMS.items():
        is_right = chance.random() < sure
        wrong = [option for option in options if option != RIGHT[name]]
        given[name] = RIGHT[name] if is_right else chance.choice(wrong)
    for name in [*given]:
        if chance.random() < 0.06:
            given[name] = DECLINED
        if chance.random() < 0.06 and len(given) > 1:
            del given[name]
    return given


def ask(
    room: Room, phones: list[str], chance: random.Random, sure: float
) -> list[bool | None]:
    again = bool(room.responses.rounds(room.session.id))
    room.move("ask_again" if again else "open_poll", {"poll": "check"})
    number = room.stage.poll_state("check").round
    options = room.polls.question("check").options  # type: ignore[union-attr]
    said: list[bool | None] = []
    for phone in phones:
        right = chance.random() < sure if chance.random() < 0.93 else None
        said.append(right)
        if right is not None:
            room.answer(phone, "check", number, options[int(right)].name, 1)
    room.move("close_and_show", {"poll": "check"})
    return said


def form(chance: random.Random) -> dict[str, Any]:
    """Return one person's form: confidence rises for most, some skip some."""
    given: dict[str, Any] = {}
    for name in ("stop", "observe", "ask", "respond"):
        before = chance.randrange(4)
        now = min(4, max(0, before + chance.choice((-1, 0, 1, 1, 2, 2, 3))))
        pair = {"before": CONFIDENCE[before], "now": CONFIDENCE[now]}
        for half in ("before", "now"):
            if chance.random() < 0.04:
                pair.pop(half)
        given[f"confidence_{name}"] = pair
        given[f"objective_{name}"] = chance.choices(AGREEMENT, (1, 1, 3, 9, 8))[0]
    given["quality_overall"] = chance.choices(QUALITY, (1, 2, 8, 9))[0]
    for name in ("balanced", "felt_safe", "language_needs_met"):
        given[name] = chance.choices(AGREEMENT, (0, 1, 2, 9, 12))[0]
    given["setting"] = chance.choices(SETTINGS, (150, 140, 0, 6))[0]
    given["improve"] = f"More time {chance.randrange(1000)}"
    kept = {name: one for name, one in given.items() if chance.random() > 0.05}
    return {name: one for name, one in kept.items() if one}
