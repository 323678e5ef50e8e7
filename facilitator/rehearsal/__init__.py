"""A session played unattended: a client of the program, by its real doors only."""

from facilitator.rehearsal.command import rehearse

__all__ = ["rehearse"]
