"""One short transaction of the scheduler's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.accounts.sessions import actor_for, clockwork
from dmi.policy.roles import Role
from dmi.store.database import begin_writing, db
from dmi.store.keys import opened


@contextmanager
def writing(app: Flask, at: datetime) -> Iterator[Acting]:
    """Give the scheduler acting at ``at``; what it did is kept when the block ends well."""
    with _session(app) as session:
        begin_writing(session)
        try:
            yield _acting(app, session, at)
            session.commit()
        finally:
            session.rollback()


@contextmanager
def reading(app: Flask, at: datetime) -> Iterator[Acting]:
    """Give the scheduler acting at ``at`` to look without writing."""
    with _session(app) as session:
        try:
            yield _acting(app, session, at)
        finally:
            session.rollback()


@contextmanager
def _session(app: Flask) -> Iterator[Session]:
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session: Session = db.session()
        session.info[sight.ACTING] = None
        yield session


def _acting(app: Flask, session: Session, at: datetime) -> Acting:
    actor = actor_for(session, clockwork(session), Role.SCHEDULER)
    settings = app.extensions["dmi_settings"]
    zone = app.extensions["dmi_zone"]
    acting = Acting(session, actor, at, settings.profile, zone, is_demo=settings.is_demo)
    session.info[sight.ACTING] = acting
    return acting
