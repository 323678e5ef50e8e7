"""The command line: one command per thing a trainer or organizer wants done."""

import io
import json
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from facilitator import __version__
from facilitator.domain.decks.findings import mark
from facilitator.errors import FacilitatorError
from facilitator.library import copying
from facilitator.library.check import check as check_curriculum
from facilitator.library.curriculum import shipped_folder
from facilitator.library.problems import errors
from facilitator.options import (
    FILE,
    FOLDER,
    curriculum_option,
    data_option,
    language_option,
)
from facilitator.settings import DEFAULT_PORT, ServeSettings, user_data
from facilitator.survey_commands import survey

REFUSED, BUG, INTERRUPTED = 1, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="facilitator")
def commands() -> None:
    """Hold a blended training session from one laptop."""


@commands.command()
@click.option("--host", default="0.0.0.0", show_default=True, envvar="FACILITATOR_HOST")  # noqa: S104  # phones must reach it
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    envvar="FACILITATOR_PORT",
    help="0 takes any free port.",
)
@data_option
@curriculum_option
@click.option(
    "--language",
    type=click.Choice(["en", "es"]),
    default="en",
    show_default=True,
    envvar="FACILITATOR_LANGUAGE",
    help="For visitors whose browser asks for neither.",
)
@click.option(
    "--no-browser",
    is_flag=True,
    envvar="FACILITATOR_NO_BROWSER",
    help="Do not open the desk.",
)
@click.option(
    "--libreoffice",
    metavar="PROGRAM|none",
    envvar="FACILITATOR_LIBREOFFICE",
    help="Where LibreOffice's soffice is (default: looked for); none does without.",
)
@click.option(
    "--ready-file",
    type=FILE,
    envvar="FACILITATOR_READY_FILE",
    help="Write the addresses here as JSON once connections are accepted.",
)
def serve(data: Path | None, no_browser: bool, **options: Any) -> None:  # noqa: ANN401
    """Start the program and open the desk."""
    settings = ServeSettings(
        data=data or user_data(), browser=not no_browser, **options
    )
    # Serving replaces parts of the standard library; no other command wants that.
    import_module("facilitator.serve").serve(settings)


@commands.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0)
@language_option
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
@click.option("--ready-file", type=FILE, help="As for `serve`.")
def gallery(no_browser: bool, **options: Any) -> None:  # noqa: ANN401
    """Show every kind of question on every screen, with made-up answers."""
    import_module("facilitator.gallery.command").show(browser=not no_browser, **options)


@commands.command()
@click.argument("folder", type=FOLDER, required=False)
def check(folder: Path | None) -> None:
    """Proofread a curriculum: every problem at once, with file and line."""
    today = datetime.now().astimezone().date()
    found = check_curriculum(folder or shipped_folder(), today)
    for problem in found:
        print(problem)
    wrong = errors(found)
    print(f"{len(wrong)} to mend, {len(found) - len(wrong)} to look at.")
    if wrong:
        sys.exit(REFUSED)


@commands.command()
@click.argument("folder", type=FOLDER)
def copy(folder: Path) -> None:
    """Copy the curriculum that came with the program, to be edited."""
    copied = copying.copy(shipped_folder(), folder)
    print(f"{len(copied)} files copied to {folder}.")
    print(f"Use them with: facilitator serve --curriculum {folder}")


@commands.command()
@click.argument(
    "kind",
    type=click.Choice(
        [
            "attendance",
            "evaluation",
            "evaluation-csv",
            "polls",
            "results",
            "certificates",
            "handoff",
        ]
    ),
)
@click.argument("session", required=False)
@click.argument("file", type=FILE, required=False)
@click.option("--session", "named", help="The session, in place of SESSION.")
@click.option("--file", "target", type=FILE, help="The file, in place of FILE.")
@data_option
@curriculum_option
@language_option
def export(
    kind: str,
    data: Path | None,
    curriculum: Path | None,
    language: str,
    **where: Any,  # noqa: ANN401
) -> None:
    """Write a workbook of SESSION (its id or join code) to FILE.xlsx.

    `results` is a deck of slides with its charts: name a FILE.pptx. `certificates` is
    everybody's certificates, `handoff` all that goes to the accredited provider,
    `evaluation-csv` the evaluation for R, SPSS and Stata: name a FILE.zip.
    """
    session, file = _named(**where)
    exporting = import_module("facilitator.exporting")
    replaced = exporting.export(
        kind,
        session,
        file,
        data=data or user_data(),
        language=language,
        now=datetime.now(UTC),
        curriculum=curriculum,
    )
    _tell_written(file, language, replaced=replaced)


def _tell_written(file: Path, language: str, *, replaced: bool) -> None:
    sentence = mark("Replaced: {file}") if replaced else mark("Written: {file}")
    # Every other command does without what speaks to visitors.
    locale = import_module("facilitator.web.locale")
    print(locale.filled(sentence, {"file": file}, language))


class NotNamedError(click.UsageError):
    """The session or the file of an export is not named, or named twice."""

    def __init__(self) -> None:
        super().__init__("Name the session and the file, each of them once.")


def _named(
    session: str | None, file: Path | None, named: str | None, target: Path | None
) -> tuple[str, Path]:
    """Return the session and the file of an export, given in either way."""
    sessions = [one for one in (session, named) if one]
    files = [one for one in (file, target) if one]
    if len(sessions) != 1 or len(files) != 1:
        raise NotNamedError
    return sessions[0], files[0]


@commands.command()
@click.argument("number")
@click.option(
    "--register",
    type=FILE,
    required=True,
    help="The register.csv that was exported with the session.",
)
@click.option("--name", help="As on the paper; left out, it is not checked.")
def verify(number: str, register: Path, name: str | None) -> None:
    """Say whether NUMBER on a record or certificate is genuine: exit 0, else 1."""
    verifying = import_module("facilitator.verifying")
    genuine, sentence = verifying.verify(number, register, name)
    print(sentence)
    if not genuine:
        sys.exit(REFUSED)


@commands.command()
@click.option("--plan", default="conference-2h", show_default=True)
@click.option("--phones", type=click.IntRange(1, 2000), default=40, show_default=True)
@click.option("--export", "export_to", type=FOLDER, help="Where the workbooks go.")
@click.option(
    "--speed",
    type=click.FloatRange(min=1),
    default=600.0,
    show_default=True,
    help="How many times faster than the agenda; 1 is real time.",
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--url", help="Join a running session at this address instead.")
@click.option("--code", help="The join code of that session.")
@data_option
@curriculum_option
def rehearse(data: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Play a whole session unattended, or join a running one with practice phones."""
    rehearsal = import_module("facilitator.rehearsal")
    rehearsal.rehearse(data=data, **options)


@commands.group()
def deck() -> None:
    """Write PowerPoint decks, and look into them."""


@deck.command()
@click.argument("plan")
@click.argument("file", type=FILE)
@language_option
@curriculum_option
def build(plan: str, file: Path, language: str, curriculum: Path | None) -> None:
    """Write the starter deck of PLAN to FILE.pptx, to be edited in PowerPoint."""
    replaced = import_module("facilitator.building").build(
        plan,
        file,
        curriculum=curriculum or shipped_folder(),
        language=language,
        now=datetime.now(UTC),
    )
    _tell_written(file, language, replaced=replaced)


@deck.command()
@click.argument("file", type=FILE)
@language_option
def sample(file: Path, language: str) -> None:
    """Write a deck to FILE.pptx whose slides say what marks in notes do."""
    building = import_module("facilitator.building")
    replaced = building.sample(file, language=language, now=datetime.now(UTC))
    _tell_written(file, language, replaced=replaced)


@deck.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def inspect(file: Path, as_json: bool) -> None:
    """Print what FILE (.pptx or .pdf) says, slide by slide, and what to mend in it."""
    inspecting = import_module("facilitator.inspecting")
    found = inspecting.inspect(file)
    # Decks are in every language, and a window or a pipe may be in one.
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = "utf-8" if as_json else None
        sys.stdout.reconfigure(encoding=encoding, errors="replace")
    if as_json:
        print(json.dumps(inspecting.as_json(found), ensure_ascii=False, indent=1))
        return
    for line in inspecting.as_words(found):
        print(line)


commands.add_command(survey)


def main() -> None:
    """Run the command line; exit 0 done, 1 refused, 3 a bug, 130 interrupted."""
    sys.exit(run(lambda: commands(standalone_mode=False)))


def run(command: Callable[[], object]) -> int:
    """Return the exit code of a command, having said what went wrong."""
    try:
        command()
    except FacilitatorError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception:  # noqa: BLE001  # the command line's own door
        log = user_data() / "crash.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
        print(
            f"Something went wrong in the program. Nothing saved is lost. See {log}.",
            file=sys.stderr,
        )
        return BUG
    return 0
