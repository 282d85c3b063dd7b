"""One short transaction of the scheduler's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import RoleGrant, User
from dmi.accounts.sessions import actor_for
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus, UserStatus
from dmi.store.database import begin_writing, db
from dmi.store.keys import opened


class NobodyKeepsTime(RuntimeError):
    """The installation has no scheduler among its users."""


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
    query = (
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role == Role.SCHEDULER,
            RoleGrant.status == RoleGrantStatus.GRANTED,
            User.status == UserStatus.ACTIVE,
        )
        .order_by(User.created_at, User.id)
        .limit(1)
    )
    user = session.scalars(query).one_or_none()
    if user is None:
        raise NobodyKeepsTime
    actor = actor_for(session, user, Role.SCHEDULER)
    settings = app.extensions["dmi_settings"]
    acting = Acting(session, actor, at, settings.profile, app.extensions["dmi_zone"])
    session.info[sight.ACTING] = acting
    return acting
