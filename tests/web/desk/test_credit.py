"""The desk tells what credit a plan designates, and what the agenda lacks for it."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import Held, Server

from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder

# The plan has 120 creditable minutes: enough for 2.00 credits, not for 2.25.
CREDIT = """
credit:
  - {type: ama, designated: 2.00, languages: [en, es]}
  - {type: ancc, designated: 2.25, languages: [en]}
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose two-hour plan has designated credit."""
    folder = tmp_path_factory.mktemp("curriculum")
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, folder / name)
    plan: Path = folder / "sessions" / "conference-2h.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + CREDIT, encoding="utf-8")
    data = tmp_path_factory.mktemp("server") / "data"
    running = Server(data, ("--curriculum", str(folder))).start()
    yield running
    running.stop()


def agenda_part(session: Held, language: str) -> str:
    """Return the agenda's part of the session's page, as words."""
    there = f"{session.server.url}/desk/sessions/{session.id}?lang={language}"
    page = session.server.trainer.get(there).text
    part = page.partition('id="agenda"')[2].partition("</section>")[0]
    return " ".join(part.split())


def test_the_agenda_says_for_each_type_whether_its_minutes_are_enough(
    session: Held,
) -> None:
    spanish, english = agenda_part(session, "es"), agenda_part(session, "en")

    assert "AMA PRA Category 1: 2.00" in english
    assert "The agenda has enough minutes for it." in english
    assert "ANCC contact hours: 2.25" in english
    assert "120 creditable minutes: 2.25 credits need 135." in english
    assert "AMA PRA Categoría 1: 2.00" in spanish
    assert "120 minutos acreditables: 2.25 créditos requieren 135." in spanish


def test_a_plan_without_credit_says_nothing_of_it(server: Server) -> None:
    part = agenda_part(server.create_session("organization"), "en")

    assert "Planned in all" in part
    assert "Designated credit" not in part


def test_a_session_that_was_held_has_its_credit_in_the_workbook(session: Held) -> None:
    console = session.console()
    phone = session.phone()
    given = {"name": "Ana Ruiz", "profession": "physician"}
    assert phone.post("/me/sign-in", **given).ok
    for item in ("welcome", "wrap_up"):
        console.move("agenda", item=item)
    console.move("sign_out")
    assert phone.post("/me/sign-out").ok
    console.move("finish")
    console.close()

    book = load_workbook(io.BytesIO(session.download("attendance")))

    assert book.sheetnames[6:] == [
        *("Credit", "Audit", "Cannot be reported yet", "PARS")
    ]
    [ama, ancc] = book["Credit"].iter_rows(min_row=2, values_only=True)
    assert (ama[1], *ama[5:8]) == ("Ana Ruiz", 0, 0, 0)
    assert ama[9] == "Below the minimum"
    assert ancc[9] == "Not eligible"
    parts = [r for r in book["Audit"].iter_rows(values_only=True) if r[1] == "Part"]
    timed = {str(row[2]) for row in parts if row[5]}
    assert timed == {"Welcome and content note", "Evaluation and sign-out"}
