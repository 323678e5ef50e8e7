"""The routes of what is done at the desk after a session."""

from flask import Blueprint

from facilitator.live.purging import Purging
from facilitator.live.rooms import Rooms
from facilitator.web.desk.follow_up import FollowUpRoutes
from facilitator.web.desk.glance import GlanceRoutes
from facilitator.web.desk.handover import HandoverRoutes
from facilitator.web.desk.purge import PurgeRoutes
from facilitator.web.desk.settle import SettleRoutes
from facilitator.web.desk.times import TimeRoutes


def add_after(blueprint: Blueprint, rooms: Rooms, purging: Purging) -> None:
    """Add the routes of what is done after a session to the desk's."""
    one = "/desk/sessions/<session_id>"
    add = blueprint.add_url_rule
    settle, times = SettleRoutes(rooms), TimeRoutes(rooms)
    add(f"{one}/settle", "settle", settle.show)
    add(f"{one}/settle", "settle_records", settle.settle, methods=["POST"])
    add(f"{one}/times", "times", times.show)
    add(f"{one}/times", "correct_time", times.correct, methods=["POST"])
    add(f"{one}/glance", "glance", GlanceRoutes(rooms).show)
    follow_up = FollowUpRoutes(rooms)
    add(f"{one}/follow-up", "follow_up", follow_up.show)
    add(f"{one}/follow-up", "change_follow_up", follow_up.change, methods=["POST"])
    answers = f"{one}/follow-up/answers"
    add(answers, "bring_follow_ups", follow_up.bring, methods=["POST"])
    add(f"{one}/follow-up/letter", "follow_up_letter", follow_up.letter)
    add(f"{one}/follow-up/paper", "follow_up_paper", follow_up.paper)
    handover, purge = HandoverRoutes(rooms), PurgeRoutes(rooms, purging)
    add(f"{one}/handover", "handover", handover.show)
    add(f"{one}/handover", "note_handover", handover.note, methods=["POST"])
    add(f"{one}/purge", "purge", purge.overview)
    add(f"{one}/purge/<step>", "purge_step", purge.step)
    add(f"{one}/purge/<step>", "purge_now", purge.purge, methods=["POST"])
    add("/desk/receipts", "receipts", purge.receipts)
    add("/desk/receipts/<int:number>.txt", "receipt", purge.receipt)
