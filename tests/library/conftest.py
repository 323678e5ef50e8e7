"""A small whole curriculum on disk, which tests then damage."""

from collections.abc import Callable
from pathlib import Path

import pytest

PLAN = """\
title: {en: Short session, es: Sesión corta}
summary: {en: One sentence., es: Una oración.}
content_note: {en: A note., es: Un aviso.}
objectives:
  - name: stop
    text: {en: Describe., es: Describir.}
minutes: 35
creditable_minutes: 25
agenda:
  - name: stop
    title: {en: Stop, es: Deténgase}
    minutes: 25
    creditable: true
  - name: wrap_up
    title: {en: Sign-out, es: Salida}
    minutes: 10
    creditable: false
deck: short
polls: short-polls
evaluation: evaluation
worksheet: worksheet
"""
POLLS = """\
kind: polls
title: {en: Polls, es: Preguntas}
questions:
  - name: where
    kind: single
    label: {en: Where?, es: ¿Dónde?}
    objective: stop
    options:
      - name: here
        label: {en: Here, es: Aquí}
      - name: there
        label: {en: There, es: Allá}
"""
EVALUATION = """\
kind: evaluation
title: {en: Evaluation, es: Evaluación}
questions:
  - name: confidence_stop
    kind: confidence
    retrospective: true
    label: {en: Stop, es: Deténgase}
"""
WORKSHEET = """\
kind: worksheet
title: {en: Plan, es: Plan de acción}
questions:
  - name: due
    kind: date
    label: {en: Due date, es: Fecha límite}
"""
DECK = "title: {en: Short, es: Corta}\n"
ENGLISH = """\
# First

- one

Notes:
Say one.

[[agenda: stop]]

---

# Second

Two

Notes:
Say two.

[[poll: where]]
"""
SPANISH = """\
# Primera

- uno

Notas:
Diga uno.

[[agenda: stop]]

---

# Segunda

Dos

Notas:
Diga dos.

[[poll: where]]
"""
RESOURCES = """\
resources:
  - name: {en: Danger, es: Peligro}
    number: "911"
    detail: {en: Police., es: Policía.}
    verified_on: 2025-08-31
"""
FILES = {
    "sessions/short.yaml": PLAN,
    "surveys/short-polls.yaml": POLLS,
    "surveys/evaluation.yaml": EVALUATION,
    "surveys/worksheet.yaml": WORKSHEET,
    "slides/short/deck.yaml": DECK,
    "slides/short/slides.en.md": ENGLISH,
    "slides/short/slides.es.md": SPANISH,
    "handouts/resources.yaml": RESOURCES,
}

Damage = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def damage(folder: Path) -> Damage:
    """Replace words in one file; the words must be there."""

    def change(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
