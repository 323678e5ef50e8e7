"""What the screens are drawn from: whole, versioned, and the same for all of a kind."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from facilitator.documents import qr
from facilitator.domain.deck import Slide
from facilitator.domain.records import as_record
from facilitator.domain.survey import Question
from facilitator.live import results, worksheets

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]


def for_phones(room: "HeldSession") -> JSON:
    """Return the phones' snapshot: nothing that only the trainer may see."""
    stage = room.stage
    poll = _phone_poll(room)
    return {
        "v": stage.version,
        "screen": stage.screen,
        "title": room.session.title.as_dict(),
        "host": room.session.details.host,
        "slide": _slide(room) if stage.follow and stage.screen == "slide" else None,
        "poll": poll,
        "results": results.of(room, everything=False),
        "evaluation": stage.evaluation_open,
        "worksheet": stage.worksheet_open and room.worksheet is not None,
        "sign_out": stage.sign_out_open,
        "finished": stage.finished,
    }


def for_projector(room: "HeldSession") -> JSON:
    """Return the projector's snapshot: the phones', the way in, and a worksheet."""
    stage = room.stage
    return {
        **for_phones(room),
        "slide": _slide(room) if stage.screen == "slide" else None,
        "poll": _poll(room, stage.poll) if stage.screen == "poll" else None,
        "language": stage.language,
        "languages": list(room.session.details.languages),
        "corner": stage.corner,
        "join": _join(room),
        "content_note": room.plan.content_note.as_dict(),
        "worksheet_shown": worksheets.on_stage(room),
    }


def for_console(room: "HeldSession") -> JSON:
    """Return the console's snapshot: the projector's, and all that the trainer sees."""
    stage, session = room.stage, room.session
    following = stage.step + (stage.screen in ("slide", "poll"))
    return {
        **for_projector(room),
        "slide": _slide(room),
        "poll": _poll(room, stage.poll),
        "uncovered": stage.uncovered,
        "notes": _notes(room),
        "step": stage.step,
        "steps": [_step(room, index) for index in range(len(room.order))],
        "next_step": following if following < len(room.order) else None,
        "next_slide": _slide(room, following),
        "polls": [_poll_line(room, question) for question in room.polls.questions],
        "agenda": _agenda(room),
        "starts_at": session.details.starts_at.isoformat(),
        "now": room.clock().isoformat(),
        "time_zone": session.details.time_zone,
        "started": session.state != "prepared",
        "follow": stage.follow,
        "can_undo": stage.undo is not None,
        "worksheet_name": room.worksheet.title.as_dict() if room.worksheet else None,
        "worksheets": worksheets.for_console(room),
    }


def _slide(room: "HeldSession", step: int | None = None) -> JSON | None:
    step = room.stage.step if step is None else step
    if room.deck is None or not 0 <= step < len(room.order):
        return None
    if room.order[step].kind != "slide":
        return None
    index = room.order[step].slide
    shown = [s.slide for s in room.order if s.kind == "slide"]
    place = shown.index(index)
    after = room.deck.slides[shown[place + 1]] if place + 1 < len(shown) else None
    slide = room.deck.slides[index]
    return {
        "n": place + 1,
        "of": len(shown),
        "picture": slide.picture,
        "next": after.picture if after else "",
        "texts": _words(slide),
    }


def _words(slide: Slide) -> JSON:
    return {
        text.language: {"title": text.title, "blocks": as_record(text.blocks)}
        for text in slide.texts
    }


def _notes(room: "HeldSession") -> dict[str, str]:
    if room.deck is None or not room.order:
        return {}
    slide = room.deck.slides[room.order[room.stage.step].slide]
    if room.order[room.stage.step].kind != "slide":
        return {}
    return {text.language: text.notes for text in slide.texts}


def _question(question: Question) -> JSON:
    return {
        "name": question.name,
        "kind": question.kind,
        "label": question.label.as_dict(),
        "help": question.help.as_dict(),
        "longest": question.longest,
        "most": question.most,
        "choices": [
            {"name": o.name, "label": o.label.as_dict()} for o in question.choices
        ],
    }


def _poll(room: "HeldSession", name: str) -> JSON | None:
    question = room.polls.question(name)
    if question is None:
        return None
    state = room.stage.poll_state(name)
    return {
        "name": name,
        "round": state.round,
        "phase": state.phase,
        "results_shown": state.results_shown,
        "question": _question(question),
    }


def _phone_poll(room: "HeldSession") -> JSON | None:
    """A phone sees the open poll; else the one on stage, once it was asked."""
    stage = room.stage
    if stage.open_poll:
        return _poll(room, stage.open_poll.name)
    on_stage = stage.screen == "poll" and stage.poll_state(stage.poll).phase != "ready"
    return _poll(room, stage.poll) if on_stage else None


def _poll_line(room: "HeldSession", question: Question) -> JSON:
    state = room.stage.poll_state(question.name)
    return {
        "name": question.name,
        "label": question.label.as_dict(),
        "kind": question.kind,
        "round": state.round,
        "phase": state.phase,
        "results_shown": state.results_shown,
        "placed": any(step.poll == question.name for step in room.order),
        "answered": results.answered(room, state) if state.phase != "ready" else 0,
    }


def _step(room: "HeldSession", index: int) -> JSON:
    step = room.order[index]
    if step.kind == "poll":
        question = room.polls.question(step.poll)
        label = question.label.as_dict() if question else {}
        return {"kind": "poll", "poll": step.poll, "label": label}
    assert room.deck is not None  # noqa: S101  # a slide step comes from a deck
    slide = room.deck.slides[step.slide]
    titles = {text.language: text.title for text in slide.texts}
    return {
        "kind": "slide",
        "slide": step.slide,
        "title": titles,
        "picture": slide.picture,
    }


def _agenda(room: "HeldSession") -> list[JSON]:
    began = {mark.item: mark.at.isoformat() for mark in room.stage.agenda}
    return [
        {
            "name": item.name,
            "title": item.title.as_dict(),
            "minutes": item.minutes,
            "creditable": item.creditable,
            "began": began.get(item.name),
        }
        for item in room.plan.agenda
    ]


def _join(room: "HeldSession") -> JSON:
    details, code = room.session.details, room.session.code
    wifi = None
    if details.wifi_name:
        text = qr.wifi_text(details.wifi_name, details.wifi_password)
        wifi = {
            "name": details.wifi_name,
            "password": details.wifi_password,
            "qr": _drawn(text),
        }
    return {
        "url": f"http://{details.address}/J/{code}",
        "short": details.address,
        "code": code,
        "qr": _drawn(qr.join_text(details.address, code)) if details.address else "",
        "wifi": wifi,
    }


# Drawing a code takes milliseconds, and every snapshot shows the same ones.
_drawn = lru_cache(maxsize=64)(qr.svg)
