"""What of each table is erased in which step: every table has its place here.

A table that is new must be put into one of the lists, or the tests fail.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import RowMapping, Table

from facilitator.domain.credit.fields import CreditFields
from facilitator.domain.purge import Step
from facilitator.domain.text import Text
from facilitator.store import after_schema as after
from facilitator.store import people_schema as people
from facilitator.store import question_schema as asking
from facilitator.store import schema

Rewrite = Callable[[RowMapping], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Erasure:
    """One table in one step: its rows are removed, or overwritten by `rewrite`.

    `rewrite` returns the new values of a row, or None where it holds nothing.
    """

    step: Step
    table: Table
    rewrite: Rewrite | None = None


# What a person agreed to, and when, is no detail by which they are known.
_KEPT_OF_FIELDS = frozenset({"consented_at", "consent", "agreed_by"})
_DETAILS = frozenset(one.name for one in fields(CreditFields)) - _KEPT_OF_FIELDS


def _without_details(row: RowMapping) -> Mapping[str, Any] | None:
    record = json.loads(row["fields"])
    if not any(record.get(name) for name in _DETAILS):
        return None
    kept = {name: fact for name, fact in record.items() if name in _KEPT_OF_FIELDS}
    return {"fields": json.dumps(kept)}


def _without_texts(row: RowMapping) -> Mapping[str, Any] | None:
    """Forget which answers were shown: their names are those of the answers."""
    stage = json.loads(row["stage"])
    asking = {name: given for name, given in stage.get("asking", {}).items() if given}
    told = [stage.get(name) for name in ("shown_texts", "shown_worksheet")]
    moderation = stage.get("moderation", {})
    if not (any(told) or any(moderation.values()) or asking):
        return None
    stage.update(shown_texts=[], shown_worksheet="", shown_page=0, asking={})
    stage["moderation"] = {}
    return {"stage": json.dumps(stage, ensure_ascii=False, separators=(",", ":"))}


def _emptied(column: str) -> Rewrite:
    """What the trainer wrote in their own words may name somebody."""
    return lambda row: {column: ""} if row[column] else None


# In the order in which they are erased: what refers to people goes before them.
ERASURES: tuple[Erasure, ...] = (
    Erasure("answers", schema.responses),
    Erasure("answers", schema.forms),
    Erasure("answers", schema.more_time),
    Erasure("answers", schema.follow_up_codes),
    Erasure("answers", schema.follow_up_forms),
    Erasure("answers", schema.follow_ups),
    Erasure("answers", asking.audience_questions),
    Erasure("answers", asking.question_votes),
    Erasure("answers", schema.sessions, _without_texts),
    Erasure("licenses", schema.credit_requests, _without_details),
    Erasure("identities", after.lefts),
    Erasure("identities", people.merges),
    Erasure("identities", people.apart),
    Erasure("identities", people.phone_marks),
    Erasure("identities", people.phone_looks),
    Erasure("identities", people.completions),
    Erasure("identities", people.completion_lists),
    Erasure("identities", people.head_counts, _emptied("note")),
    Erasure("identities", schema.links),
    Erasure("identities", schema.details_log),
    Erasure("identities", schema.claims),
    Erasure("identities", schema.credit_requests),
    Erasure("identities", schema.scans),
    Erasure("identities", schema.attendees),
    Erasure("identities", schema.expected),
    Erasure("identities", schema.lists),
    Erasure("identities", schema.tickets),
    # A list without a heading leaves its first person's details as one.
    Erasure("identities", schema.columns),
    Erasure("identities", after.mark_corrections, _emptied("reason")),
    Erasure("identities", after.handovers, _emptied("note")),
)
# Nothing in them is about anybody in the room. They go with the session, but for
# those that are no session's.
OF_NOBODY: frozenset[str] = frozenset(
    {"alembic_version", "decks", "receipts", "remotes", "sessions"}
)

# What the rows of a table are, for pages and receipts; a table that is not here holds
# nothing worth counting.
WORDS: dict[str, Text] = {
    "responses": Text("Answers to polls", "Respuestas a encuestas"),
    "forms": Text(
        "Forms: evaluations, worksheets, before and after",
        "Formularios: evaluaciones, hojas de trabajo, antes y después",
    ),
    "follow_up_codes": Text("Codes of follow-ups", "Códigos de seguimiento"),
    "follow_up_forms": Text("Follow-ups", "Seguimientos"),
    "audience_questions": Text("Questions of the room", "Preguntas de la sala"),
    "question_votes": Text("Votes for questions", "Votos a preguntas"),
    "licenses": Text(
        "People's license details and birth days",
        "Datos de licencia y fechas de nacimiento",
    ),
    "attendees": Text("People who came", "Personas que asistieron"),
    "scans": Text("Lines of the attendance log", "Líneas del registro de asistencia"),
    "expected": Text("People on the roster", "Personas en la lista"),
    "lists": Text("Lists that wait", "Listas en espera"),
    "credit_requests": Text("Requests for credit", "Solicitudes de créditos"),
    "claims": Text("Lines of credit claimed", "Líneas de créditos solicitados"),
    "details_log": Text("Changes of details", "Cambios de datos"),
    "links": Text("Private addresses", "Direcciones privadas"),
    "lefts": Text(
        "Reasons for records left incomplete",
        "Motivos de registros que quedaron incompletos",
    ),
    "merges": Text(
        "Entries said to be one person", "Entradas indicadas como una persona"
    ),
    "completions": Text("Online modules completed", "Módulos en línea terminados"),
    "decks": Text("Slide decks", "Presentaciones"),
}


def word_of(step: Step, table: str) -> str:
    """Return the key in WORDS of what a table holds that a step erases."""
    return "licenses" if step == "licenses" else table
