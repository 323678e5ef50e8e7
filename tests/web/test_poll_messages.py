"""How many messages a question costs each phone, counted on real sockets."""

from typing import Any

from running import Console, Held, Phone, Server

POLL, OTHER = "work_setting", "under_18"
SHORTEST = 5  # seconds, by the clock of the machine


class Line:
    """A phone, and how many snapshots of the room it got since it was there."""

    def __init__(self, held: Held) -> None:
        self.phone = held.phone().join()
        self._before = self.told

    @property
    def told(self) -> int:
        return self.phone.heard.count("state")

    @property
    def cost(self) -> int:
        return self.told - self._before


def open_and_heard(console: Console, *lines: Line, **given: Any) -> None:
    """Open the poll, and let every phone hear of it."""
    console.move("open_poll", poll=POLL, **given)
    for line in lines:
        line.phone.wait("state", lambda s: s["poll"] and s["poll"]["phase"] == "open")


def is_closed(console: Console) -> None:
    """Wait until the laptop has closed the poll by itself, and told its screens."""
    console.wait(
        "state",
        lambda s: next(p for p in s["polls"] if p["name"] == POLL)["phase"] == "closed",
    )


def shown(console: Console, *phones: Phone) -> None:
    """Show the results by hand, and let every phone see that."""
    console.move("show_results", poll=POLL)
    for phone in phones:
        phone.wait("state", lambda s: s["poll"] and s["poll"]["results_shown"])


def test_a_question_that_closes_by_itself_costs_each_phone_two_messages(
    server: Server,
) -> None:
    after, live, away, two = (server.create_session() for _ in range(4))
    consoles = [held.console() for held in (after, live, away, two)]
    console = consoles[0]
    quick, silent, slow = Line(after), Line(after), Line(after)
    on_wall, elsewhere, before = Line(live), Line(away), Line(two)
    assert slow.phone.call("more_time", {"wanted": True})["ok"]
    consoles[3].move("open_poll", poll=OTHER)
    consoles[3].move("close_poll", poll=OTHER)
    open_and_heard(console, quick, silent, slow, seconds=SHORTEST)
    open_and_heard(consoles[1], on_wall, seconds=SHORTEST, live=True)
    open_and_heard(consoles[2], elsewhere, seconds=SHORTEST)
    consoles[2].move("lobby")
    open_and_heard(consoles[3], before, seconds=SHORTEST)
    consoles[3].move("choose_poll", poll=OTHER)
    assert quick.phone.answer(POLL, "housing")["ok"]

    for one in consoles:
        is_closed(one)

    # Whoever comes now is told how it stands, and whose time goes on.
    late = Line(after)
    told = late.phone.newest["state"]
    assert (told["poll"]["phase"], told["late"]["name"]) == ("closed", POLL)
    assert slow.phone.answer(POLL, "other")["ok"]
    shown(console, quick.phone, silent.phone, slow.phone, late.phone)
    assert [line.cost for line in (quick, silent, slow, late)] == [2, 2, 2, 1]
    # What no phone can foresee it is told: what others answered, another poll.
    told = on_wall.phone.wait("state", lambda s: s["results"])
    assert (told["poll"]["phase"], on_wall.cost) == ("closed", 2)
    assert before.phone.wait("state", lambda s: s["poll"]["name"] == OTHER)
    # And what it foresaw it is not: no question is on where the room is elsewhere.
    assert (elsewhere.cost, elsewhere.phone.newest["state"]["screen"]) == (2, "lobby")
    console.move("black")
    consoles[2].move("black")
    elsewhere.phone.wait("state", lambda s: s["screen"] == "black" and not s["poll"])
    assert elsewhere.cost == 3


def test_a_countdown_that_is_changed_by_hand_is_told(session: Held) -> None:
    console, line = session.console(), Line(session)
    open_and_heard(console, line, seconds=600)
    ends = line.phone.newest["state"]["poll"]["closes_at"]

    console.move("poll_time", poll=POLL, seconds=60)
    line.phone.wait("state", lambda s: s["poll"]["closes_at"] > ends)
    console.move("close_poll", poll=POLL)
    line.phone.wait("state", lambda s: s["poll"]["phase"] == "closed")
    shown(console, line.phone)

    assert line.cost == 4
    asked = line.phone.call("now")
    assert asked["now"] >= line.phone.newest["state"]["now"]
