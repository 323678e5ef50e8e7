"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Held, Screen, Server

ROOT = Path(__file__).parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def missing(what: str, how: str) -> None:
    """Skip with a sentence, or fail where every optional part must be there."""
    sentence = f"{what} is not on this machine. {how}"
    if os.environ.get("FACILITATOR_TEST_EVERYTHING"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(autouse=True)
def own_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep tests away from the real home folder and its data."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    for name in list(os.environ):
        if name.startswith("FACILITATOR_") and name != "FACILITATOR_TEST_EVERYTHING":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared_decks() -> Path:
    """The real PowerPoint files, kept beside the checkout."""
    folder = ROOT.parent / "shared" / "decks"
    if not folder.is_dir():
        missing("The folder of real decks", "Put it at ../shared/decks.")
    return folder


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The LibreOffice command."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        missing(
            "LibreOffice", "Install it, for example the package libreoffice-impress."
        )
    return str(found)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium executable."""
    found = next((p for p in map(shutil.which, CHROMIUM) if p), None)
    if not found:
        missing("Chromium", "Install it, for example the package chromium.")
    return str(found)


@pytest.fixture(scope="session")
def r_path() -> str:
    """The command that runs R's scripts."""
    found = shutil.which("Rscript")
    if not found:
        missing("R", "Install it, for example the package r-base-core.")
    return str(found)


@pytest.fixture(scope="session")
def pspp_path() -> str:
    """The PSPP command, which takes SPSS's language."""
    found = shutil.which("pspp")
    if not found:
        missing("PSPP", "Install it, for example the package pspp.")
    return str(found)


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for all modules: to start one takes two seconds of a processor."""
    running = Server(tmp_path_factory.mktemp("server") / "data")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A running server, with a trainer who has just been let in.

    Other modules use it, too, unless a module says `OWN_SERVER = True`, as one does
    that looks at everything a server keeps.
    """
    if not getattr(request.module, "OWN_SERVER", False):
        running: Server = request.getfixturevalue("shared_server")
        if running.is_running:
            running.enter()
        yield running if running.is_running else running.start()
        Screen.close_all()
        return
    running = Server(tmp_path_factory.mktemp("server") / "data").start()
    yield running
    Screen.close_all()
    running.stop()


@pytest.fixture
def session(server: Server) -> Held:
    """A new two-hour session on the running server."""
    return server.create_session()


LONGEST_FILES = (
    "browser/test_desk.py",
    "browser/test_phone.py",
    "browser/test_desk_drafts.py",
    "browser/test_session.py",
    "browser/test_desk_pages.py",
    "browser/test_projector.py",
    "browser/test_console.py",
    "browser/test_following.py",
    "browser/test_question_kinds.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: playwright keeps an event loop in this thread.

    Of these the longest files come first, so that all processors end together.
    """
    longest = {name: place for place, name in enumerate(LONGEST_FILES)}

    def turn(item: pytest.Item) -> tuple[bool, int]:
        name = "/".join(item.path.parts[-2:])
        return "browser" in item.path.parts, longest.get(name, len(longest))

    items.sort(key=turn)


skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what was skipped."""
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where every part is there, a skipped test is a test that did not pass."""
    if skipped and os.environ.get("FACILITATOR_TEST_EVERYTHING"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
