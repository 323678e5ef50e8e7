"""Options that several commands have."""

from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)

language_option = click.option(
    "--language", type=click.Choice(["en", "es"]), default="en", show_default=True
)
data_option = click.option(
    "--data",
    type=FOLDER,
    envvar="FACILITATOR_DATA",
    help="Where sessions are kept (default: this platform's user data folder).",
)
curriculum_option = click.option(
    "--curriculum",
    type=FOLDER,
    envvar="FACILITATOR_CURRICULUM",
    help="Your own copy of the plans, slides and surveys (see `facilitator copy`).",
)
