"""The installation that the environment describes, and how a command ends when it is wrong."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.app import create_app
from dmi.settings import NotConfigured, Settings
from dmi.store.database import db
from dmi.store.keys import opened

WRONG, MISUSED = 1, 2


def settings() -> Settings:
    """Return the settings of the environment, or end with every problem named."""
    try:
        return Settings.from_env(os.environ)
    except NotConfigured as wrong:
        for problem in wrong.problems:
            click.echo(problem, err=True)
        sys.exit(MISUSED)


def application() -> Flask:
    """Return the application of the environment."""
    return create_app(settings())


@contextmanager
def working(app: Flask) -> Iterator[Session]:
    """Open the vault and a session in which the command itself stands at the gate."""
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session: Session = db.session()
        session.info[sight.ACTING] = None
        yield session


def fail(sentence: str) -> None:
    """End the command as failed, with one sentence."""
    click.echo(sentence, err=True)
    sys.exit(WRONG)
