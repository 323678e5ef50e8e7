"""The countdown on the wall, and a break, which is one with a screen of its own."""

from datetime import datetime, timedelta

from facilitator.domain.stage.stage import Stage, moved

# Longer than any exercise and any break of a training day.
MOST_MINUTES = 180


def start_timer(stage: Stage, now: datetime, minutes: int) -> Stage:
    """Count down from so many minutes, over whatever is shown."""
    return moved(stage, timer_ends=now + timedelta(minutes=minutes))


def add_minutes(stage: Stage, now: datetime, minutes: int) -> Stage:
    """Give some minutes more; a countdown that is over begins anew with them."""
    ends = max(stage.timer_ends or now, now) + timedelta(minutes=minutes)
    return moved(stage, timer_ends=min(ends, now + timedelta(minutes=MOST_MINUTES)))


def stop_timer(stage: Stage) -> Stage:
    """Take the countdown away."""
    return moved(stage, timer_ends=None)


def take_break(stage: Stage, now: datetime, minutes: int) -> Stage:
    """Take a break wherever the room is; going on returns to that place."""
    ends = now + timedelta(minutes=minutes)
    return moved(stage, screen="break", uncovered="break", poll="", timer_ends=ends)
