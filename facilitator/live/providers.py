"""The accredited providers of a session, read from its plan once more."""

from dataclasses import replace

from facilitator.library import curriculum
from facilitator.live.room import Room
from facilitator.live.rooms import Rooms, frozen


def read_again(rooms: Rooms, room: Room) -> None:
    """Take over what the plan says of its providers now, also when a session is over.

    A statement is often verified, or a number given, after a session was prepared. Only
    the providers change: by which rules credit is counted stays as it was.

    Raises:
        CurriculumError: the plan is gone or has mistakes.
    """
    now = curriculum.load(rooms.curriculum_folder, room.session.plan).plan
    with room.lock:
        plan = room.plan.with_providers(now)
        content = replace(room.curriculum, plan=plan)
        rooms.sessions_kept.keep_curriculum(room.session.id, frozen(content))
        room.curriculum = content
