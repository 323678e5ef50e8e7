"""The commands for surveys: to XLSForm and back, and the lock of an approved form."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import get_args

import click

from facilitator.domain.surveys.survey import SurveyKind
from facilitator.domain.xlsform.form import FormRefusedError
from facilitator.library.curriculum import shipped_folder
from facilitator.library.problems import CurriculumError
from facilitator.options import FILE, curriculum_option


@click.group()
def survey() -> None:
    """Take surveys out and in as XLSForm, and lock approved forms."""


@survey.command()
@click.argument("name")
@click.argument("file", type=FILE)
@curriculum_option
def export(name: str, file: Path, curriculum: Path | None) -> None:
    """Write the survey NAME to FILE.xlsx, as an XLSForm in both languages."""
    replaced = import_module("facilitator.surveying").export_form(
        name, file, curriculum=curriculum or shipped_folder(), now=datetime.now(UTC)
    )
    print(f"{'Replaced' if replaced else 'Written'}: {file}")


@survey.command("import")
@click.argument("file", type=FILE)
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(get_args(SurveyKind)),
    help="What the survey is, where the form does not say it.",
)
@click.option("--replace", is_flag=True, help="Write over a survey of this name.")
@curriculum_option
def take_in(
    file: Path, name: str, kind: str | None, replace: bool, curriculum: Path | None
) -> None:
    """Write the XLSForm FILE.xlsx as the survey NAME into your own curriculum."""
    surveying = import_module("facilitator.surveying")
    try:
        written, replaced = surveying.import_form(
            file, name, curriculum=curriculum, kind=kind or "", replace=replace
        )
    except (FormRefusedError, CurriculumError) as refusal:
        # All of it at once, so that the form is mended in one sitting.
        for problem in refusal.problems:
            print(problem)
        raise
    print(f"{'Replaced' if replaced else 'Written'}: {written}")


@survey.command()
@click.argument("name")
@click.option("--replace", is_flag=True, help="Lock other words than before.")
@curriculum_option
def lock(name: str, replace: bool, curriculum: Path | None) -> None:
    """Write the hash of the words and codes of NAME into its file."""
    surveying = import_module("facilitator.surveying")
    computed = surveying.lock(name, curriculum=curriculum, replace=replace)
    print(f"Locked: surveys/{name}.yaml, {computed}")
