"""One start of the program: what it says when it cannot, and what a kill leaves."""

import json
import os
import resource
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from pptx import Presentation
from running import Server, soon

from facilitator.library.copying import make_own
from facilitator.library.curriculum import shipped_folder
from facilitator.store.database import FILE_NAME
from facilitator.web.network import candidates

POLL = "work_setting"


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "facilitator", *arguments],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_taken_port_is_said_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = run(
            "serve", "--no-browser", "--data", str(tmp_path), "--host", "127.0.0.1",
            "--port", str(port),
        )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is already in use")
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    done = run("serve", "--no-browser", "--data", str(tmp_path / "file" / "data"))

    assert done.returncode == 1
    assert "cannot be written to" in done.stderr
    assert "--data" in done.stderr


def test_a_folder_without_a_curriculum_is_said(tmp_path: Path) -> None:
    done = run(
        "serve", "--no-browser", "--port", "0", "--data", str(tmp_path / "d"),
        "--curriculum", str(tmp_path),
    )  # fmt: skip

    assert done.returncode == 1
    assert "facilitator copy" in done.stderr


def test_a_libreoffice_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = run(
        "serve", "--no-browser", "--port", "0", "--data", str(tmp_path / "d"),
        FACILITATOR_LIBREOFFICE=str(tmp_path / "soffice"),
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.startswith(f"There is no program {tmp_path / 'soffice'}.")
    assert "--libreoffice" in done.stderr


@pytest.mark.parametrize(
    ("option", "finding"),
    [("none", "LibreOffice was not found"), ("", "LibreOffice could not draw")],
)
def test_libreoffice_is_done_without_or_the_one_that_is_named(
    tmp_path: Path, option: str, finding: str
) -> None:
    # One that makes no PDF: what is named is what is run.
    named = tmp_path / "soffice"
    named.write_text("#!/bin/sh\n")
    named.chmod(0o755)
    deck = tmp_path / "deck.pptx"
    Presentation().save(str(deck))
    slides = Presentation(str(deck))
    slides.slides.add_slide(slides.slide_layouts[0])
    slides.save(str(deck))
    server = Server(tmp_path / "data", ("--libreoffice", option or str(named))).start()
    session = server.create_session()
    page = f"{server.url}/desk/sessions/{session.id}"

    with deck.open("rb") as file:
        server.trainer.post(f"{page}/decks", files={"deck": file}).raise_for_status()
    try:
        soon(lambda: finding in server.trainer.get(page).text, 120)
    finally:
        server.stop()


def test_data_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is a shopping list, not a database" * 99)

    done = run("serve", "--no-browser", "--port", "0", "--data", str(tmp_path))

    assert done.returncode == 1
    assert "could not be opened" in done.stderr
    assert (tmp_path / FILE_NAME).read_bytes().startswith(b"this is a shopping")


def test_a_second_start_on_the_same_data_is_refused(server: Server) -> None:
    done = run("serve", "--no-browser", "--port", "0", "--data", str(server.data))

    assert done.returncode == 1
    assert "in use by this program in another window" in done.stderr


def test_the_ready_file_holds_working_addresses(server: Server) -> None:
    ready = json.loads(
        (server.data.parent / f"{server.data.name}-ready.json").read_text()
    )

    assert set(ready) == {"desk_url", "phone_url", "pid"}
    assert ready["phone_url"] == server.url
    assert requests.get(ready["phone_url"], timeout=30).status_code == 200
    assert server.process
    assert ready["pid"] == server.process.pid
    assert requests.get(ready["desk_url"], timeout=30).status_code == 200


def test_an_address_that_phones_cannot_reach_says_so(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()

    assert (
        f"Phones:     {server.url}  (only this laptop: phones cannot reach it)\n"
    ) in server.said()


@pytest.mark.skipif(
    sys.platform != "linux", reason="Needs Linux, which answers to all of 127.0.0.0/8."
)
def test_one_address_is_the_one_for_phones_and_for_the_desk(tmp_path: Path) -> None:
    options = ("--host", "127.0.0.2", "--language", "es")
    server = Server(tmp_path / "data", options).start()

    assert server.phone_url == f"http://127.0.0.2:{server.port}"
    assert server.desk_url.startswith(f"{server.phone_url}/desk?key=")
    # Told in the language that it is started in.
    assert server.said() == (
        f"\nMesa de trabajo:   {server.desk_url}\n"
        f"Teléfonos:         {server.phone_url}"
        "  (solo esta laptop: los teléfonos no llegan a ella)\n"
        f"Datos:             {server.data}\n"
        "Para terminar: Ctrl+C.\n"
    )


def test_every_address_leaves_the_desk_on_this_laptop(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", ("--host", "0.0.0.0")).start()  # noqa: S104  # as phones need it
    server.stop()

    assert server.phone_url == f"http://{candidates(server.port)[0].address}"
    assert server.desk_url.startswith(f"{server.url}/desk?key=")


def test_every_option_is_also_an_environment_variable(tmp_path: Path) -> None:
    shown = run("serve", "--help").stdout
    (tmp_path / "file").write_text("")

    done = run("serve", FACILITATOR_DATA=str(tmp_path / "file" / "data"))

    assert done.returncode == 1
    assert str(tmp_path / "file") in done.stderr
    for option in ("host", "port", "data", "curriculum", "language", "ready-file"):
        assert f"--{option}" in shown
    program = Path(__file__).parents[1] / "facilitator"
    source = "".join((program / f"{n}.py").read_text() for n in ("cli", "options"))
    for name in (
        "HOST", "PORT", "DATA", "CURRICULUM", "LANGUAGE", "NO_BROWSER", "READY_FILE",
    ):  # fmt: skip
        assert f'envvar="FACILITATOR_{name}"' in source


def test_a_power_cut_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()
    session = server.create_session()
    console = session.console()
    phones = [session.phone().join() for _ in range(12)]
    console.move("open_poll", poll=POLL)
    acknowledged: list[int] = []

    def vote(number: int) -> None:
        for change in range(1, 400):
            choice = ("housing", "other")[change % 2]
            answer = phones[number].answer(POLL, choice, change=change)
            assert answer["ok"]
            acknowledged.append(change * 100 + number)
            if len(acknowledged) == 300:
                server.kill()

    with ThreadPoolExecutor(12) as pool:
        for future in [pool.submit(vote, n) for n in range(12)]:
            with pytest.raises(Exception):  # noqa: B017, PT011  # the line is cut
                future.result()
    newest = {
        number: max(a // 100 for a in acknowledged if a % 100 == number)
        for number in range(12)
    }

    server.start()
    try:
        again = session.console()
        state = again.newest["state"]
        assert state["poll"]["phase"] == "open"
        for number, phone in enumerate(phones):
            back = session.phone()
            back.web.cookies.clear()
            back.web.cookies.set("participant", phone.participant)
            kept = back.web.get(session.url("/mine")).json()["answers"]
            assert kept[f"{POLL}:1"]["change"] >= newest[number]
        again.wait("results", lambda results: results["answered"] == 12)
        returned = session.phone()
        returned.web.cookies.clear()
        returned.web.cookies.set("participant", phones[0].participant)
        assert returned.join().answer(POLL, "housing", change=500)["ok"]
    finally:
        server.stop()


def test_after_a_power_cut_the_console_is_let_in_and_the_log_of_writes_is_gone(
    tmp_path: Path,
) -> None:
    server = Server(tmp_path / "data").start()
    session = server.create_session()
    before = server.trainer.cookies["trainer"]
    server.kill()
    written = tmp_path / "data" / "facilitator.sqlite3-wal"
    assert written.stat().st_size > 0
    server.start()
    assert written.stat().st_size == 0

    answer = requests.get(
        f"{server.url}/console/{session.id}", cookies={"trainer": before}, timeout=30
    )
    server.stop()

    assert answer.status_code == 200


@pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="Needs Linux, to fill a process's disk."
)
def test_a_full_disk_refuses_the_answer_and_loses_nothing(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").start()
    assert server.process
    session = server.create_session()
    console = session.console()
    console.move("open_poll", poll="first_step")
    phone = session.phone().join()
    assert phone.answer("first_step", "before")["ok"]

    # No file of the server may grow any more: what it writes fails as on a full disk.
    everything = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, everything[1]))
    refused = phone.answer("first_step", "meanwhile", change=2)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, everything)

    assert refused["ok"] is False
    assert refused["code"].startswith("storage")
    assert refused["message"].endswith(".")
    kept = phone.call("mine")["answers"]["first_step:1"]
    assert kept == {"answer": "before", "change": 1}
    assert phone.answer("first_step", "after", change=3)["ok"]
    server.stop()


def test_the_trainer_s_own_curriculum_is_used_once_it_is_there(tmp_path: Path) -> None:
    own = make_own(shipped_folder(), tmp_path / "data")
    survey = own / "surveys" / "action-plan.yaml"
    words = survey.read_text(encoding="utf-8").replace("en: Action plan", "en: Mine", 1)
    survey.write_text(words, encoding="utf-8")

    server = Server(tmp_path / "data").start()

    listed = server.trainer.get(f"{server.url}/desk/surveys").text
    server.stop()
    assert ">Mine</a>" in listed
