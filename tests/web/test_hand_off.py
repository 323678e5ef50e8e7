"""The desk says what is missing before it gives the hand-off away."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Held, Server

from facilitator.library.curriculum import DATA_FOLDERS, shipped_folder

CREDIT = """
credit:
  - {type: ama, designated: 2.00, languages: [en, es]}
  - {type: acpe, designated: 2.00, languages: [en, es]}
"""
WANTED = """\
provider: {organization_id: "0009999", reporting_organization: Society}
cpe: [{column: Invented, field: nabp}]
"""


@pytest.fixture(scope="module")
def curriculum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A curriculum whose two-hour plan has designated credit."""
    folder = tmp_path_factory.mktemp("curriculum")
    for name in DATA_FOLDERS:
        shutil.copytree(shipped_folder() / name, folder / name)
    plan = folder / "sessions" / "conference-2h.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + CREDIT, encoding="utf-8")
    # A copy from before there was a close-out card.
    (folder / "handouts" / "close-out-card.typ").unlink()
    return folder


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, curriculum: Path
) -> Iterator[Server]:
    """A server with this curriculum."""
    data = tmp_path_factory.mktemp("server") / "data"
    running = Server(data, ("--curriculum", str(curriculum))).start()
    yield running
    running.stop()


def wants(curriculum: Path, text: str) -> None:
    (curriculum / "handouts" / "hand-off.yaml").write_text(text, encoding="utf-8")


def page(session: Held, language: str = "en") -> str:
    there = f"{session.server.url}/desk/sessions/{session.id}/hand-off?lang={language}"
    answer = session.server.trainer.get(there)
    assert answer.ok
    return " ".join(answer.text.split())


def test_the_page_says_what_is_missing_in_either_language(
    session: Held, curriculum: Path
) -> None:
    wants(curriculum, WANTED)

    spanish, english = page(session, "es"), page(session)

    assert "The PARS number of this activity (module number, 9 digits)" in english
    assert "handouts/hand-off.yaml of your curriculum as provider.module_id." in english
    assert "provider.organization_id" not in english
    assert "0 people can be reported." in english
    assert "The provider submits it to CPE Monitor by" in english
    assert "our own headings" not in english
    assert "Va en handouts/hand-off.yaml de su currículo como" in spanish
    assert "Se pueden informar los créditos de 0 personas." in spanish


def test_the_file_holds_what_the_page_speaks_of(
    session: Held, curriculum: Path
) -> None:
    wants(curriculum, WANTED)
    assert session.phone().post("/me/sign-in", name="Ana", profession="physician").ok
    there = f"{session.server.url}/desk/sessions/{session.id}/hand-off.zip"

    answer = session.server.trainer.get(there, params={"lang": "en"})

    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.read("cpe-monitor.csv").decode() == '\ufeff"Invented"\r\n'
        assert "close-out-card.pdf" in archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["session"] == session.code
    assert len(manifest["files"]) == len(archive.namelist()) - 1


def test_a_mistake_in_the_providers_file_is_told_with_its_line(
    session: Held, curriculum: Path
) -> None:
    wants(curriculum, "pars: []\nprovider: {module_id: 12}\n")
    there = f"{session.server.url}/desk/sessions/{session.id}"

    said = page(session)
    refused = session.server.trainer.get(
        f"{there}/hand-off.zip", headers={"Accept": "application/json"}
    )
    attendance = session.server.trainer.get(f"{there}/attendance.xlsx")

    assert "handouts/hand-off.yaml, 2" in said
    assert "module_id: write 9 digits, zeros in front included." in said
    assert "hand-off-zip" not in said
    assert (refused.status_code, refused.json()["code"]) == (409, "curriculum")
    assert attendance.ok


def test_a_plan_without_credit_hands_attendance_off_alone(
    server: Server, curriculum: Path
) -> None:
    wants(curriculum, "pars: []\n")

    said = page(server.create_session("organization"))

    assert "designates no credit" in said
    assert "PARS yet" not in said


def test_where_attendance_earns_credit_the_door_is_kept_by_codes(
    server: Server,
) -> None:
    def doors(plan: str, door: str = "") -> tuple[bool, bool]:
        made = server.create_session(plan, door=door)
        there = f"{server.url}/desk/sessions/{made.id}"
        text = server.trainer.get(there).text
        return 'value="codes" checked' in text, "the door is open: whoever" in text

    assert doors("conference-2h") == (True, False)
    assert doors("conference-2h", "open") == (False, True)
    assert doors("organization") == (False, False)


def test_a_number_written_at_the_desk_completes_the_file(
    session: Held, curriculum: Path
) -> None:
    wants(curriculum, WANTED)
    there = f"{session.server.url}/desk/sessions/{session.id}/hand-off"
    trainer = session.server.trainer

    wrong = trainer.post(there, data={"module": "12"}, headers={"Accept": "text/html"})
    done = trainer.post(there, data={"module": "000123456", "organization": ""})

    assert (wrong.status_code, wrong.text.count('value="12"')) == (422, 1)
    assert "the activity number 9, zeros in front included" in wrong.text
    assert done.ok
    assert "There will be no learner report" not in page(session)
    assert 'value="000123456"' in page(session)


def test_what_is_still_open_is_said_before_the_download(
    session: Held, curriculum: Path
) -> None:
    wants(curriculum, WANTED)
    phone = session.phone()
    assert phone.post("/me/sign-in", name="Ana", profession="physician").ok
    console = session.console()
    console.move("agenda", item="stop")
    console.move("finish")
    console.close()

    said = page(session)

    before = said.partition('id="hand-off-zip"')[0]
    assert "Claims are not closed" in before
    assert "1 record to settle." in before
    assert re.search(r"\d+ parts without a time\.", before)
    desk = session.server.trainer.get(
        f"{session.server.url}/desk/sessions/{session.id}"
    )
    assert "Claims are not closed" in desk.text.partition('id="certificates-make"')[0]
