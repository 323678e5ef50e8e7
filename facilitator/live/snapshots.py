"""What the screens are drawn from: whole, versioned, and the same for all of a kind."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from facilitator.documents import qr
from facilitator.domain.decks.deck import Block, Media, Slide
from facilitator.domain.records import as_record
from facilitator.domain.stage.seen import numbered
from facilitator.domain.stage.turns import following
from facilitator.domain.surveys.survey import FORMS
from facilitator.live import (
    asked_polls,
    outline,
    pictures,
    presenting,
    questions,
    results,
    worksheets,
)

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession

JSON = dict[str, Any]


def for_phones(room: "HeldSession") -> JSON:
    """Return the phones' snapshot: nothing that only the trainer may see."""
    stage, opens = room.stage, room.session.details.opens_at
    poll = asked_polls.phone_poll(room)
    return {
        "v": stage.version,
        "screen": stage.screen,
        "timer_ends": stage.timer_ends.isoformat() if stage.timer_ends else None,
        "now": room.clock().isoformat(),
        "time_zone": room.session.details.time_zone,
        "note": _note(room),
        "title": room.session.title.as_dict(),
        "languages": list(room.session.details.languages),
        "host": room.session.details.host,
        "slide": slide_at(room) if stage.follow and stage.screen == "slide" else None,
        "poll": poll,
        "late": asked_polls.late_for_phones(room),
        "results": asked_polls.phone_results(room),
        "questions": questions.count(room),
        "asked": questions.on_stage(room),
        **{name: room.takes_form(name) for name in FORMS},
        "sign_out": stage.sign_out_open,
        "finished": stage.finished,
        "guarded": room.is_guarded,
        "opens_at": opens.isoformat() if opens else None,
    }


def for_projector(room: "HeldSession") -> JSON:
    """Return the projector's snapshot: the phones', the way in, and a worksheet."""
    stage = room.stage
    return {
        **for_phones(room),
        "slide": slide_at(room) if stage.screen == "slide" else None,
        "results": results.with_earlier(room, everything=False),
        "ahead": pictures.around(room),
        "zoom": stage.zoom,
        "media": [_medium(one) for one in presenting.media_on(room)],
        "playing": stage.playing,
        "poll": asked_polls.poll(room, stage.poll) if stage.screen == "poll" else None,
        "language": _wall_language(room),
        "corner": stage.corner,
        "leaving": _is_leaving(room),
        "join": _join(room),
        "content_note": room.plan.content_note.as_dict(),
        "worksheet_shown": worksheets.on_stage(room),
    }


def _wall_language(room: "HeldSession") -> str:
    """Return what the wall speaks: the trainer's choice, where it is offered."""
    chosen, offered = room.stage.language, room.session.details.languages
    return chosen if chosen in offered else (*offered, chosen)[0]


def _is_leaving(room: "HeldSession") -> bool:
    """Whether people leave soon: from the last part of the agenda on."""
    marks, agenda = room.stage.agenda, room.plan.agenda
    is_last = bool(marks and agenda) and marks[-1].item == agenda[-1].name
    return room.stage.sign_out_open or room.stage.finished or is_last


def for_console(room: "HeldSession") -> JSON:
    """Return the console's snapshot: the projector's, and all that the trainer sees."""
    stage, session = room.stage, room.session
    onward = following(stage, room.order)
    return {
        **for_projector(room),
        "slide": slide_at(room),
        "poll": asked_polls.poll(room, stage.poll),
        "uncovered": stage.uncovered,
        "notes": _notes(room),
        "step": stage.step,
        "outline": room.outline()["v"],
        "next_step": None if onward is None else _next_step(room, onward),
        "next_slide": None if onward is None else slide_at(room, onward),
        "polls": [
            asked_polls.poll_line(room, question) for question in room.polls.questions
        ],
        "agenda": _agenda(room),
        "starts_at": session.details.starts_at.isoformat(),
        "started": session.state != "prepared",
        "follow": stage.follow,
        "phone_results": stage.phone_results,
        "ended_at": stage.ended_at.isoformat() if stage.ended_at else None,
        "can_undo": stage.undo is not None,
        "made_by": stage.made_by,
        "remotes": [as_record(one) for one in room.remotes_kept.all(session.id)],
        "worksheet_name": room.worksheet.title.as_dict() if room.worksheet else None,
        "worksheets": worksheets.for_console(room),
        "forms": {n: one.title.as_dict() for n, one in room.forms.items()},
    }


def slide_at(room: "HeldSession", step: int | None = None) -> JSON | None:
    """Return the slide at a place in the running order, or at the one on stage."""
    step = room.stage.step if step is None else step
    if room.deck is None or not 0 <= step < len(room.order):
        return None
    if room.order[step].kind != "slide":
        return None
    here = room.order[step]
    shown = numbered(room.order)
    slide = room.deck.slides[here.slide]
    return {
        "n": shown.index(here.slide) + 1,
        "of": len(shown),
        "build": here.build,
        "steps": slide.clicks,
        "aspect": room.deck.aspect,
        "picture": pictures.shown(slide, here.build),
        "next": pictures.coming(room, step),
        "texts": _words(slide, here.build if slide.clicks > 1 else slide.steps),
    }


def _words(slide: Slide, build: int) -> JSON:
    """Return what the slide says once it has been clicked on `build` times."""
    return {
        text.language: {
            "title": text.title,
            "blocks": [_block(b) for b in text.blocks if b.step <= build],
        }
        for text in slide.texts
    }


def _block(block: Block) -> JSON:
    """Return a block without what is empty: it goes to every phone in the room."""
    kept = {name: value for name, value in as_record(block).items() if value}
    kept.pop("image", None)
    return {"kind": block.kind, **kept}


def _medium(medium: Media) -> JSON:
    name = f"{medium.digest}.{medium.ending}"
    return {"kind": medium.kind, "name": name, "box": list(medium.box)}


def _note(room: "HeldSession") -> dict[str, str] | None:
    stage = room.stage
    if stage.screen != "note" or stage.step >= len(room.order):
        return None
    return outline.note(room, room.order[stage.step])


def _next_step(room: "HeldSession", step: int) -> JSON:
    there = room.order[step]
    if there.kind == "slide":
        return {"step": step, "kind": "slide"}
    return {"step": step, **outline.other(room, there)}


def _notes(room: "HeldSession") -> dict[str, str]:
    if room.deck is None or not room.order:
        return {}
    here = room.order[room.stage.step]
    slide = room.deck.slides[here.slide] if here.slide >= 0 else None
    if slide is None or (here.kind == "poll" and here.poll != slide.question):
        return {}
    return {text.language: text.notes for text in slide.texts}


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
