"""The shipped curriculum with two short forms of its own in the two-hour plan."""

import shutil
from pathlib import Path

from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder

PLAN = "conference-2h"
QUESTIONS = """
questions:
  - name: hotline
    kind: single
    label: {en: Who answers the hotline?, es: ¿Quién atiende la línea?}
    options:
      - name: advocates
        label: {en: Advocates, es: Defensores}
        right: true
      - name: police
        label: {en: Police, es: Policía}
  - name: ready
    kind: confidence
    label: {en: Ready to ask, es: Lista para preguntar}
"""
ONLY_AFTER = """\
  - name: next_step
    kind: text
    label: {en: Next step, es: Próximo paso}
"""
PRE = f"kind: pre\ntitle: {{en: Before we start, es: Antes de empezar}}{QUESTIONS}"
POST = f"kind: post\ntitle: {{en: Now, es: Ahora}}{QUESTIONS}{ONLY_AFTER}"


def with_pre_and_post(folder: Path) -> Path:
    """Write the curriculum into `folder` and return that."""
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, folder / name)
    (folder / "surveys" / "before.yaml").write_text(PRE, encoding="utf-8")
    (folder / "surveys" / "after.yaml").write_text(POST, encoding="utf-8")
    plan = folder / "sessions" / f"{PLAN}.yaml"
    words = plan.read_text(encoding="utf-8")
    for shipped, own in (("before-session", "before"), ("after-session", "after")):
        words = words.replace(f": {shipped}\n", f": {own}\n")
    plan.write_text(words, encoding="utf-8")
    return folder
