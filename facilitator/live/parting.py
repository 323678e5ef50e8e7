"""The end of a session for its answers: whose they were, and when, is forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facilitator.domain.records import as_record, from_record
from facilitator.domain.stage.stage import PollState, Stage
from facilitator.live import wall, worksheets
from facilitator.store.parting import Parting, place_of
from facilitator.store.question_schema import audience_questions
from facilitator.store.schema import forms, responses

if TYPE_CHECKING:
    from facilitator.live.held import HeldSession


def parted(room: "HeldSession", stage: Stage) -> tuple[Stage, Parting]:
    """Return the last stage of a session, and how its phones are called from now on.

    What the trainer decided about cards, questions and worksheets is known by ids that
    are made from the phones' hashes, and goes over to the new ones. In which order it
    was decided is forgotten: it is about the order in which they came.
    """
    fresh = Parting()
    ids = {before: after for before, after in _renamed(room, fresh) if before != after}
    renamed = from_record(Stage, _with_ids(as_record(stage), ids))
    last = replace(
        renamed,
        asking=renamed.asking.ended(),
        moderation=renamed.moderation.ended(),
        shown_texts=tuple(sorted(renamed.shown_texts)),
        # Afterwards nothing tells which codes are one phone's.
        coded=room.responses.count_coded(room.session.id),
    )
    return last, replace(fresh, ids=ids)


def _renamed(room: "HeldSession", parting: Parting) -> Iterator[tuple[str, str]]:
    """Yield every id that is made from a phone's hash, and what it is from now on."""
    session = room.session.id
    rounds = (PollState(*one) for one in room.responses.rounds(session))
    for state in (one for one in rounds if wall.has_cards(room, one)):
        for given in room.responses.answers(session, state.name, state.round):
            phone = parting.phone(place_of(responses, state.name), given.participant)
            after = replace(given, participant=phone)
            yield wall.text_id(state, given), wall.text_id(state, after)
    for asked in room.questions_kept.all(session):
        phone = parting.phone(place_of(audience_questions), asked.participant)
        yield asked.id, replace(asked, participant=phone).id
    for before, answers in room.responses.forms(session, "worksheet"):
        phone = parting.phone(place_of(forms, "worksheet"), before)
        yield worksheets.id_of(before, answers), worksheets.id_of(phone, answers)


def _with_ids(record: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401
    """Return JSON values with the new ids where the old ones stood."""
    if isinstance(record, dict):
        return {key: _with_ids(value, ids) for key, value in record.items()}
    if isinstance(record, list):
        return [_with_ids(value, ids) for value in record]
    return ids.get(record, record) if isinstance(record, str) else record
