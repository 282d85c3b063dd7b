"""The demo's script: written once, kept on every later day."""

from datetime import datetime, timedelta

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.models.places import Jurisdiction
from dmi.demo import today
from dmi.demo.staff import CODE, PASSWORD, Stage, found_place
from dmi.demo.ways import Ways
from dmi.policy.states import CohortStage, ViolationStatus
from dmi.policy.states import Stage as Way
from dmi.profiles.examples import seed_examples
from dmi.profiles.papers import seed_texts
from dmi.store.database import begin_writing, db
from dmi.store.keys import opened

DAYS_BACK = 200
SECOND_BEGAN = 100
KEPT = "The demo is kept as it stands since"
FIRST = (
    *(Way.ACTIVE,) * 6,
    Way.ENROLLED,
    Way.PAUSED,
    Way.OFFERED,
    Way.ATTENDED,
    Way.EXCUSED,
    Way.NO_SHOW,
    Way.NOT_SERVED,
    Way.INVITED,
    Way.DECLINED,
    Way.DESISTING,
    Way.GRADUATED,
    Way.WITHDRAWN,
    Way.TERMINATED,
    Way.LEFT,
    *(Way.PROSECUTION,) * 3,
    Way.YOUTH,
    *(Way.REMOVED,) * 2,
)
SECOND = (
    Way.NOMINATED,
    Way.IDENTIFIED,
    Way.BUILDING,
    Way.EVIDENCE_READY,
    *(Way.IN_REVIEW,) * 2,
    Way.DISPUTED,
    Way.CANDIDATE,
    Way.CASE_READY,
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
        said = "Seeded." if standing is None else f"{KEPT} {standing.created_at:%d-%m-%Y}."
        click.echo(said)
    click.echo(f"Sign in as fis1, pol1, ts1 ... with one click, or with the password: {PASSWORD}")


def write(session: Session, profile: str, now: datetime) -> Stage:
    """Write everything, from the day the programme began up to now."""
    began = (now - timedelta(days=DAYS_BACK)).replace(hour=14, minute=0, second=0, microsecond=0)
    seed_texts(session, profile, began)
    seed_examples(session, profile, began.date(), began)
    play = found_place(session, began)
    _first_cohort(play, now)
    play.at = began + timedelta(days=DAYS_BACK - SECOND_BEGAN)
    _second_cohort(play, now)
    return play


def _first_cohort(play: Stage, now: datetime) -> None:
    """Write the cohort in its sixth month: everybody whom the meeting reached."""
    ways = Ways(play, 1)
    cohort = ways.cohort("M-01", "Colón Oriente", CohortStage.IDENTIFYING)
    people = [ways.somebody(cohort, stage) for stage in FIRST]
    cohort.stand(CohortStage.MAINTENANCE.value)
    play.at = now
    active = [one for one in people if one.stage is Way.ACTIVE]
    today.bank_cases(play, cohort, active, 12345)
    today.plan_checkins(play, active)
    today.report(play, ways, active[0], ViolationStatus.NOTICE_SENT)
    today.report(play, ways, active[1], ViolationStatus.REPORTED)
    today.give_tasks(play, active[0])


def _second_cohort(play: Stage, now: datetime) -> None:
    """Write the small cohort in evidence and review, with its meeting ahead."""
    ways = Ways(play, 2)
    cohort = ways.cohort("M-02", "Los Dominicos", CohortStage.IDENTIFYING)
    people = [ways.somebody(cohort, stage) for stage in SECOND]
    cohort.stand(CohortStage.REVIEWING.value)
    play.at = now
    today.open_reviews(play, [one for one in people if one.stage is Way.IN_REVIEW])
    today.bank_cases(play, cohort, [one for one in people if one.stage is Way.CASE_READY], 54321)
    today.plan_meeting(play, cohort)
