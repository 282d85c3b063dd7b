"""One look of the clockwork at a given instant: ``python -m tests.jobs.looking ISO``."""

import sys
from datetime import datetime

import click

from dmi.cli.installation import application
from dmi.jobs.schedule import look

if __name__ == "__main__":
    click.echo(look(application(), datetime.fromisoformat(sys.argv[1])))
