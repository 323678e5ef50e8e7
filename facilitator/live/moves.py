"""The trainer's moves, by the name that the console sends."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator.domain.stage import stage as on
from facilitator.domain.stage.poll_time import closed_when_over
from facilitator.domain.stage.stage import NoSuchStepError, Stage
from facilitator.domain.stage.turns import advance
from facilitator.domain.surveys.survey import FORMS, FormName
from facilitator.domain.text import LANGUAGES, plain
from facilitator.errors import BadInputError, SessionClosedError
from facilitator.live import (
    approved_forms,
    moderating,
    poll_timing,
    presenting,
    wall_moves,
    worksheets,
)

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

Move = Callable[["HeldSession", Mapping[str, object]], Stage]


def make_move(room: "HeldSession", name: str, payload: Mapping[str, object]) -> Stage:
    """Return the stage after the move called `name`.

    Raises:
        FacilitatorError: no such move, it names something that is not there, or the
            session has ended.
    """
    move = MOVES.get(name)
    if move is None:
        raise BadInputError(what=f"move {name[:40]}")
    if room.stage.finished:
        raise SessionClosedError
    stage = move(room, payload)
    # What undo brings back may be over meanwhile.
    stage = closed_when_over(stage, room.clock())
    if stage.undo is not None:
        stage = replace(stage, made_by=name)
    item = _item_on(room, stage)
    return on.begin_item(stage, item, room.clock()) if item else stage


def _item_on(room: "HeldSession", stage: Stage) -> str:
    """Return the agenda item that the slide on stage belongs to, if it says so."""
    if stage.screen != "slide" or not room.deck or not room.order:
        return ""
    slide = room.deck.slides[room.order[stage.step].slide]
    known = {item.name for item in room.plan.agenda}
    tied = slide.agenda_item or item_of_section(room, slide.section)
    return tied if tied in known else ""


def item_of_section(room: "HeldSession", section: str) -> str:
    """Return the agenda item that a section of the deck is tied to ("": none).

    As the trainer tied it, else by its name: an item's own, or its title in either
    language.
    """
    tied = dict(room.session.sections)
    if not section or section in tied:
        return tied.get(section, "")
    wanted = plain(section)
    for item in room.plan.agenda:
        if wanted in (plain(item.name), plain(item.title.en), plain(item.title.es)):
            return item.name
    return ""


def _poll(room: "HeldSession", payload: Mapping[str, object]) -> str:
    return poll_timing.asked_poll(room, payload).name


def _flag(payload: Mapping[str, object], name: str) -> bool:
    value = payload.get(name)
    if not isinstance(value, bool):
        raise BadInputError(what=name)
    return value


def _go_to(room: "HeldSession", payload: Mapping[str, object]) -> Stage:
    step = payload.get("step")
    if not isinstance(step, int) or isinstance(step, bool):
        raise BadInputError(what="step")
    return on.show_step(room.stage, room.order, step, room.clock())


def _choose_poll(room: "HeldSession", payload: Mapping[str, object]) -> Stage:
    return on.choose_poll(room.stage, _poll(room, payload))


def _compare(room: "HeldSession", payload: Mapping[str, object]) -> Stage:
    name, earlier = _poll(room, payload), payload.get("round")
    if not isinstance(earlier, int) or isinstance(earlier, bool):
        raise BadInputError(what="round")
    question = room.polls.question(name)
    if question is None or not question.choices:
        raise NoSuchStepError(what="such round")
    return on.compare_rounds(room.stage, name, earlier)


def _show_worksheet(room: "HeldSession", payload: Mapping[str, object]) -> Stage:
    chosen, page = payload.get("worksheet"), payload.get("page", 0)
    if not isinstance(page, int) or isinstance(page, bool):
        raise BadInputError(what="page")
    pages = worksheets.page_count(room, chosen)
    if not pages:
        raise NoSuchStepError(what="such worksheet")
    if not 0 <= page < pages:
        raise NoSuchStepError(what="such page")
    shown = on.show_screen(room.stage, "worksheet")
    return replace(shown, shown_worksheet=str(chosen), shown_page=page)


def _hide_worksheet(room: "HeldSession", _: Mapping[str, object]) -> Stage:
    return replace(on.show_screen(room.stage, "lobby"), shown_worksheet="")


def _sign_out(room: "HeldSession", _: Mapping[str, object]) -> Stage:
    shown = on.show_screen(room.stage, "sign-out")
    may_open = approved_forms.may_open(room, room.evaluation)
    # A countdown of the room's work would press those who leave.
    return replace(shown, sign_out_open=True, evaluation_open=may_open, timer_ends=None)


def _form(name: FormName) -> Move:
    """Return the move that opens or closes one form on phones."""

    def move(room: "HeldSession", payload: Mapping[str, object]) -> Stage:
        is_open = _flag(payload, "open")
        if is_open:
            approved_forms.check_opens(room, room.form(name))
        return on.moved(room.stage, **{f"{name}_open": is_open})

    return move


def _language(room: "HeldSession", payload: Mapping[str, object]) -> Stage:
    language = payload.get("language")
    if language not in LANGUAGES:
        raise BadInputError(what="language")
    return on.moved(room.stage, language=language)


def _agenda(room: "HeldSession", payload: Mapping[str, object]) -> Stage:
    item = payload.get("item")
    if item not in [i.name for i in room.plan.agenda]:
        raise NoSuchStepError(what="such agenda item")
    return on.begin_item(on.moved(room.stage), str(item), room.clock())


def _finish(room: "HeldSession", _: Mapping[str, object]) -> Stage:
    stage = room.stage
    poll = stage.open_poll
    if poll:
        stage = on.close_poll(stage, poll.name)
    return replace(
        on.show_screen(stage, "sign-out"),
        finished=True,
        timer_ends=None,
        ended_at=room.clock(),
        sign_out_open=True,
        evaluation_open=False,
        worksheet_open=False,
        pre_open=False,
        post_open=False,
        asking=stage.asking.ended(),
        undo=None,
    )


MOVES: dict[str, Move] = {
    "next": lambda room, _: advance(room.stage, room.order, 1, room.clock()),
    "previous": lambda room, _: advance(room.stage, room.order, -1, room.clock()),
    "go_to": _go_to,
    "lobby": lambda room, _: on.show_screen(room.stage, "lobby"),
    "calm": lambda room, _: on.show_screen(room.stage, "calm"),
    "black": lambda room, _: on.show_screen(room.stage, "black"),
    "uncover": lambda room, _: on.uncover(room.stage),
    "sign_out": _sign_out,
    "choose_poll": _choose_poll,
    "close_poll": lambda room, given: on.close_poll(room.stage, _poll(room, given)),
    "close_and_show": lambda room, given: on.close_poll(
        room.stage, _poll(room, given), show=True
    ),
    "show_results": lambda room, given: on.show_results(
        room.stage, _poll(room, given), shown=True
    ),
    "hide_results": lambda room, given: on.show_results(
        room.stage, _poll(room, given), shown=False
    ),
    "compare": _compare,
    "show_worksheet": _show_worksheet,
    "hide_worksheet": _hide_worksheet,
    **{name: _form(name) for name in FORMS},
    "follow": lambda room, given: on.moved(room.stage, follow=_flag(given, "on")),
    "phone_results": lambda room, given: on.moved(
        room.stage, phone_results=_flag(given, "on")
    ),
    "corner": lambda room, given: on.moved(room.stage, corner=_flag(given, "on")),
    "language": _language,
    "timer": presenting.start_timer,
    "add_minutes": presenting.add_minutes,
    "stop_timer": presenting.stop_timer,
    "break": presenting.take_break,
    "zoom": presenting.zoom,
    "play": presenting.play,
    "pause": presenting.pause,
    "agenda": _agenda,
    **poll_timing.MOVES,
    **moderating.MOVES,
    **wall_moves.MOVES,
    "undo": moderating.undone,
    "finish": _finish,
}
