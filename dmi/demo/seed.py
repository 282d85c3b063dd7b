"""The demo's script: written once, kept on every later day."""

from datetime import UTC, datetime, timedelta

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.models.places import Jurisdiction
from dmi.demo.staff import CODE, PASSWORD, Stage, found_place
from dmi.profiles.examples import seed_examples
from dmi.profiles.papers import seed_texts
from dmi.store.database import begin_writing, db
from dmi.store.keys import opened

DAYS_BACK = 200


def seed(app: Flask) -> None:
    """Write the invented installation, or say that it stands from an earlier day."""
    now: datetime = app.extensions["dmi_now"]()
    profile = app.extensions["dmi_settings"].profile
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session: Session = db.session()
        session.info[sight.ACTING] = None
        begin_writing(session)
        standing = session.scalars(
            select(Jurisdiction).where(Jurisdiction.code == CODE)
        ).one_or_none()
        if standing is not None:
            session.rollback()
            click.echo(f"The demo of {standing.created_at:%d-%m-%Y} is kept as it stands.")
        else:
            write(session, profile, now)
            session.commit()
            click.echo("Seeded. Sign in as fis1, pol1, ts1 ... with one click,")
    click.echo(f"or with a sign-in name and the password: {PASSWORD}")


def write(session: Session, profile: str, now: datetime) -> Stage:
    """Write everything, from the day the programme began up to now."""
    began = (now - timedelta(days=DAYS_BACK)).astimezone(UTC).replace(hour=14, minute=0, second=0)
    seed_texts(session, profile, began)
    seed_examples(session, profile, began.date(), began)
    return found_place(session, began)
