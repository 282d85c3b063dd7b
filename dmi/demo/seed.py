"""The demo's script: written once, kept on every later day."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.models.places import Jurisdiction
from dmi.demo import asked, brought, counted, first, incidents, register, second, third
from dmi.demo.compared import next_candidate
from dmi.demo.staff import CODE, PASSWORD, Stage, found_place
from dmi.eligibility.acts.criteria import seed_criteria
from dmi.policy.states import Stage as Way
from dmi.profiles.examples import seed_examples
from dmi.profiles.papers import seed_texts
from dmi.store.database import begin_writing, db
from dmi.store.keys import opened

DAYS_BACK = 170
SECOND_BEGAN = 45
RANKED_BEFORE = 2
KEPT = "The demo is kept as it stands."
OTHERS = (
    Way.PAUSED,
    Way.NOT_SERVED,
    Way.INVITED,
    Way.DESISTING,
    Way.GRADUATED,
    Way.WITHDRAWN,
    Way.TERMINATED,
    Way.LEFT,
    Way.PROSECUTION,
    Way.YOUTH,
    Way.REMOVED,
)


def seed(app: Flask) -> None:
    """Write the invented installation, or say that it stands from an earlier day."""
    now: datetime = app.extensions["dmi_now"]()
    profile = app.extensions["dmi_settings"].profile
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session: Session = db.session()
        session.info[sight.ACTING] = None
        with session.begin():
            begin_writing(session)
            standing = session.scalars(
                select(Jurisdiction).where(Jurisdiction.code == CODE)
            ).one_or_none()
            if standing is None:
                write(session, profile, now)
        click.echo("Seeded." if standing is None else KEPT)
    click.echo(f"Sign in as fis1, pol1, ts1 ... with one click, or with the password: {PASSWORD}")


def write(session: Session, profile: str, now: datetime) -> Stage:
    """Write everything, from the day the programme began up to now."""
    began, first_cohort = (_afternoon(now, days) for days in (third.DAYS_BACK, DAYS_BACK))
    seed_texts(session, profile, began)
    seed_examples(session, profile, began.date(), began)
    play = found_place(session, began)
    seed_criteria(play.acting("fis1"))
    parts: tuple[tuple[datetime | None, Callable[[], object]], ...] = (
        (None, lambda: third.write(play)),
        (first_cohort, lambda: register.write(play, now)),
        (None, lambda: first.write(play, now, OTHERS)),
        (now - timedelta(days=SECOND_BEGAN), lambda: second.write(play, now)),
        (None, lambda: brought.write(play)),
        (now - timedelta(hours=RANKED_BEFORE), lambda: next_candidate(play, incidents.rank(play))),
        (None, lambda: counted.write(play)),
        (None, lambda: asked.write(play)),
    )
    unwatched = not sys.stderr.isatty()
    with click.progressbar(
        parts, label="Invented people", file=sys.stderr, hidden=unwatched
    ) as shown:
        for begins, part in shown:
            play.at = begins or play.at
            part()
    return play


def _afternoon(now: datetime, days: int) -> datetime:
    return (now - timedelta(days=days)).replace(hour=14, minute=0, second=0, microsecond=0)
