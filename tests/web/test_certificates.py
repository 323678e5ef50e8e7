"""Certificates over the wire: on the phone, checked by number, and all in one file."""

import io
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import requests
from credit_held import curriculum_with_credit, held_on_disk
from running import Server

PAGE = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
PEOPLE = (
    ("José Núñez", "physician", "es"),
    ("Bo Li", "nurse", "en"),
    ("Cy Ray", "pharmacist", "en"),
)


@dataclass(frozen=True)
class Done:
    """A session that was held, on a server that runs."""

    server: Server
    plan: Path
    id: str
    code: str
    cookies: list[str]

    def mine(self, person: int, path: str = "", **headers: str) -> requests.Response:
        """Load somebody's own page, or a file from there, with their cookie."""
        return requests.get(
            f"{self.server.url}/s/{self.code}/me{path}",
            cookies={"identity": self.cookies[person], "language": "en"},
            headers=headers or PAGE,
            timeout=30,
        )

    def desk(self, path: str = "") -> str:
        return f"{self.server.url}/desk/sessions/{self.id}{path}"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    folder = curriculum_with_credit(tmp_path_factory.mktemp("curriculum"))
    data = tmp_path_factory.mktemp("server") / "data"
    session, code, cookies = held_on_disk(data, folder, PEOPLE)
    server = Server(data, ("--curriculum", str(folder))).start()
    plan = folder / "sessions" / "conference-2h.yaml"
    yield Done(server, plan, session, code, cookies)
    server.stop()


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    said = str(document[0].get_textpage().get_text_range())
    document.close()
    return " ".join(said.split())


def plain(html: str) -> str:
    """Return the main part of a page as words."""
    part = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


def test_a_person_gets_a_certificate_and_its_number_is_checked(held: Done) -> None:
    page = held.mine(0).text
    assert "Your certificate: AMA PRA Category 1, 1.75 (PDF)" in plain(page)

    answer = held.mine(0, "/certificates/ama.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    said = words(answer.content)
    assert "José Núñez participó en" in said
    number = re.search(r"[0-9A-Z]{6}-[0-9A-Z]{5}-[0-9A-Z]{5}", said)
    assert number
    there = f"{held.server.url}/v/{number[0].lower()}?lang=en"
    checked = requests.get(there, timeout=30)
    assert checked.status_code == 200
    assert "This certificate is genuine" in checked.text
    for part in ("AMA PRA Category 1: 1.75", "May 14, 2026"):
        assert part in plain(checked.text)
    assert "Núñez" not in checked.text
    assert requests.get(f"{there[:-9]}22?lang=en", timeout=30).status_code == 404


def test_whoever_has_the_private_link_gets_it_too(held: Done) -> None:
    mine = f"{held.server.url}/s/{held.code}/me/link"
    cookies = {"identity": held.cookies[0]}
    made = requests.post(mine, data={"do": "make"}, cookies=cookies, timeout=30)
    found = re.search(r"/p/([0-9A-Za-z]{32})", made.text)
    assert found
    there = f"{held.server.url}/p/{found[1]}"

    page = requests.get(f"{there}?lang=en", headers=PAGE, timeout=30).text
    paper = requests.get(f"{there}/certificates/ama.pdf", timeout=30)

    assert f"/p/{found[1]}/certificates/ama.pdf" in page
    assert "José Núñez" in words(paper.content)
    wrong = there[:-1] + ("2" if there[-1] != "2" else "3")
    gone = requests.get(f"{wrong}/certificates/ama.pdf", headers=JSON, timeout=30)
    assert (gone.status_code, gone.json()["code"]) == (404, "no-such-own-page")


def test_other_professions_took_part_and_get_no_credit(held: Done) -> None:
    page = plain(held.mine(1).text)
    said = words(held.mine(1, "/certificates/ama.pdf").content)

    assert "Your confirmation of participation (PDF)" in page
    assert "Confirmation of participation" in said
    assert "AMA" not in said


def test_pharmacists_are_told_where_their_credit_is(held: Done) -> None:
    page = plain(held.mine(2).text)

    assert "It appears in CPE Monitor once the accredited provider" in page
    assert "certificates" not in held.mine(2).text
    for credit_type in ("acpe", "ama", "apa"):
        refused = held.mine(2, f"/certificates/{credit_type}.pdf", **JSON)
        assert (refused.status_code, refused.json()["code"]) == (409, "no-certificate")


def test_nobody_gets_the_certificate_of_somebody_else(held: Done) -> None:
    there = f"{held.server.url}/s/{held.code}/me/certificates/ama.pdf"

    for cookie in ("", "x" * 5_000, "0" * 32):
        refused = requests.get(
            there, cookies={"identity": cookie}, headers=JSON, timeout=30
        )
        assert refused.json()["code"] == "not-signed-in"
    assert held.mine(0, "/certificates/x.pdf", **JSON).status_code == 404


def test_the_desk_makes_everybodys_in_the_background(held: Done) -> None:
    trainer, there = held.server.trainer, held.desk("/certificates")
    assert trainer.get(f"{there}.zip", headers=JSON).json()["code"] == "no-batch"

    assert trainer.post(there, headers=JSON).json() == {"ok": True}
    until = time.monotonic() + 120
    while (state := trainer.get(there).json())["status"] == "working":
        assert time.monotonic() < until
        time.sleep(0.05)

    assert state == {"status": "ready", "done": 2, "of": 2, "made": 2}
    file = trainer.get(f"{there}.zip")
    assert (
        f"certificates-2026-05-14-{held.code}.zip"
        in file.headers["Content-Disposition"]
    )
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.namelist() == [
            "001 Bo Li ama participation.pdf",
            "002 José Núñez ama.pdf",
            "not-made.csv",
            "register.csv",
        ]
    assert trainer.post(f"{there}/stop", headers=JSON).json() == {"ok": True}
    assert trainer.get(there).json()["status"] == "none"
    assert trainer.get(f"{there}.zip", headers=JSON).status_code == 409


def test_only_the_trainer_makes_and_takes_them(held: Done) -> None:
    there = held.desk("/certificates")

    answers = [
        requests.get(there, timeout=30),
        requests.get(f"{there}.zip", timeout=30),
        requests.post(there, timeout=30),
        requests.post(f"{there}/stop", timeout=30),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4


def test_what_a_provider_says_later_is_taken_over(held: Done) -> None:
    trainer, again = held.server.trainer, held.desk("/certificates/providers")
    before = held.plan.read_text(encoding="utf-8")
    later = before.replace("es: Sus palabras.", "es: Palabras nuevas.")
    later = later.replace("designated: 2.00", "designated: 1.00")

    try:
        held.plan.write_text(later, encoding="utf-8")
        assert trainer.post(again, headers=JSON).json() == {"ok": True}
        said = words(held.mine(0, "/certificates/ama.pdf").content)
        assert "Palabras nuevas." in said
        assert "1.75" in said
        held.plan.write_text("title: [", encoding="utf-8")
        broken = trainer.post(again, headers=JSON)
        assert (broken.status_code, broken.json()["code"]) == (409, "curriculum")
    finally:
        held.plan.write_text(before, encoding="utf-8")
    page = trainer.post(again, headers=PAGE)
    assert "The providers are as the session plan has them now." in page.text
    assert "Sus palabras." in words(held.mine(0, "/certificates/ama.pdf").content)
