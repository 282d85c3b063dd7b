"""The installation that the environment describes, and how a command ends when it is wrong."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.database_rights import NotesUnguarded
from dmi.access.triggers import LogUnguarded
from dmi.app import create_app
from dmi.profiles.profile import NoSuchProfile
from dmi.settings import NotConfigured, Settings
from dmi.store.database import NotDurable, db
from dmi.store.keys import KeyLost, opened
from dmi.store.migrate import NotAtHead, standing

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
    """Return the application of the environment, or end with what keeps it from starting."""
    chosen = settings()
    with plainly():
        app = create_app(chosen)
        with app.app_context():
            is_built = standing(db.engine) is not None
    if not is_built:
        fail("The database is empty: run dmi db upgrade.")
    return app


@contextmanager
def plainly() -> Iterator[None]:
    """End the command with one sentence when the machine does not allow what is in the block."""
    try:
        yield
    except (KeyLost, LogUnguarded, NotAtHead, NotDurable, NotesUnguarded, NoSuchProfile) as fault:
        fail(f"Stopped: {fault}.")
    except OSError as fault:
        fail(f"Stopped: {fault.filename or 'a file'}: {fault.strerror}.")
    except (sqlite3.Error, SQLAlchemyError) as fault:
        told = str(getattr(fault, "orig", None) or fault).strip().splitlines()
        fail(f"Stopped: the database says: {told[0] if told else type(fault).__name__}.")


@contextmanager
def working(app: Flask) -> Iterator[Session]:
    """Open the vault and a session in which the command itself stands at the gate."""
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session: Session = db.session()
        session.info[sight.ACTING] = None
        yield session


def fail(sentence: str) -> NoReturn:
    """End the command as failed, with one sentence."""
    click.echo(sentence, err=True)
    sys.exit(WRONG)
