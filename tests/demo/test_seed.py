"""The demo is written once and stays."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dmi.access.audit import verify_chain
from dmi.access.codes import fits
from dmi.access.models.records import ChainHead, Move
from dmi.access.models.users import User
from dmi.checkins.models import CheckIn
from dmi.demo.seed import seed
from dmi.demo.staff import PASSWORD, STAFF
from dmi.jobs import schedule
from dmi.owed.models import JobRun
from dmi.people.models.pathway import Pathway
from dmi.policy.roles import Role
from dmi.policy.states import CohortStage, Stage
from dmi.store.database import db
from dmi.store.keys import opened
from dmi.store.migrate import upgrade
from dmi.territory.models.choice import MarketScore
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.complaint import Complaint
from tests.conftest import MONDAY, Built, Clock, built


@pytest.fixture(scope="module")
def seeded(server: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Seed the demo on the clock's Monday."""

    def fill(app: Flask) -> None:
        upgrade(db.engine)
        seed(app)

    return built(server, tmp_path_factory.mktemp("seeded"), fill, sealed=True)


def test_every_role_has_somebody() -> None:
    assert {member.role for member in STAFF} == set(Role)
    twice = [Role.PROSECUTOR, Role.POLICE_ANALYST, Role.SOCIAL_WORKER, Role.PROGRAMME_MANAGER]
    for role in twice:
        assert len([member for member in STAFF if member.role is role]) > 1


def test_three_cohorts_hold_every_stage_and_the_clockwork_runs_over_them(
    seeded: Built, app: Flask, clock: Clock
) -> None:
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session = db.session()
        session.info["acting"] = None
        stages = set(session.scalars(select(Pathway.stage)))
        assert stages == set(Stage)
        assert session.scalar(select(func.count()).select_from(Cohort)) == 3
        late = session.scalars(select(Move.at).where(Move.at > MONDAY)).all()
        assert late == []
    schedule.look(app, clock.at)
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session = db.session()
        session.info["acting"] = None
        assert set(session.scalars(select(JobRun.failures))) == {0}
        for chain in session.scalars(select(ChainHead.chain_key)).all():
            assert verify_chain(session, chain) is None


def test_every_working_role_has_something_to_do_and_a_later_day_keeps_what_stands(
    seeded: Built, app: Flask, client: FlaskClient, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet = {Role.SCHEDULER, Role.AUDITOR, Role.SYSTEM_ADMIN, Role.COMMUNITY_REP}
    with app.app_context():
        session = db.session()
        session.info["acting"] = None
        users = {user.sign_in_name: user.id for user in session.scalars(select(User))}
    for member in STAFF:
        if member.role is Role.SCHEDULER or member.sign_in_name == "fis3":
            continue
        client.post(f"/demo/{users[member.sign_in_name]}")
        page = client.get("/").text
        assert ("Nada espera por usted" in page) is (member.role in quiet), member.sign_in_name
    capsys.readouterr()
    clock.move(days=40)
    seed(app)
    assert "is kept as it stands" in capsys.readouterr().out
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session = db.session()
        session.info["acting"] = None
        assert session.scalar(select(func.count()).select_from(User)) == len(STAFF)
        kept = dict(session.execute(select(User.sign_in_name, User.password_hash)).all())
        assert fits(kept["fis1"], PASSWORD)
        assert kept["sys1"] is None


@pytest.mark.parametrize("hour", ["2026-11-28T02:30+00:00", "2026-11-29T15:00+00:00"])
def test_on_a_weekend_or_late_on_a_friday_a_demo_is_seeded_with_the_next_open_day(
    app: Flask, clock: Clock, hour: str
) -> None:
    clock.at = datetime.fromisoformat(hour)
    seed(app)
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session = db.session()
        session.info["acting"] = None
        assert session.scalar(select(func.count()).select_from(Cohort)) == 3
        ahead = select(CheckIn.due_on).where(CheckIn.due_on >= date(2026, 11, 28))
        first = min(session.scalars(ahead))
        assert first == date(2026, 11, 30)


@pytest.mark.rule("F109")
def test_the_third_cohort_is_finished_and_the_funnel_counts_it(
    seeded: Built, app: Flask, client: FlaskClient
) -> None:
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session = db.session()
        session.info["acting"] = None
        users = {user.sign_in_name: user.id for user in session.scalars(select(User))}
        maintained = select(Cohort).where(Cohort.stage == CohortStage.MAINTENANCE)
        row = session.scalars(maintained).one()
        there = session.scalars(select(Pathway.stage).where(Pathway.cohort_id == row.id)).all()
        assert Counter(there) == {
            Stage.GRADUATED: 5,
            Stage.DESISTING: 2,
            Stage.WITHDRAWN: 1,
            Stage.TERMINATED: 1,
            Stage.LEFT: 1,
            Stage.PROSECUTION: 5,
        }
        assert row.callin_on is not None
        assert row.callin_on < MONDAY.date() - timedelta(days=365)
        address = f"/cohorts/{row.id}/funnel"
    client.post(f"/demo/{users['jef1']}")
    page = client.get(address).text
    for count in ("15/15", "10/15", "9/10", "7/10", "2/10", "5/10"):
        assert count in page, count
    client.post(f"/demo/{users['fis1']}")
    page = client.get(address).text
    assert "10/15" in page
    assert "5/10" in page
    for small in ("9/10", "7/10", "2/10"):  # each gives a count below five, by itself or the rest
        assert small not in page, small


def test_complaints_of_a_markets_area_reached_its_prosecutor_and_a_mark_rests_on_a_place_there(
    seeded: Built, app: Flask
) -> None:
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session = db.session()
        session.info["acting"] = None
        given = Counter(session.scalars(select(Complaint.cohort_id)))
        drawn = [
            cohort
            for cohort in session.scalars(select(Cohort))
            if cohort.market.polygon is not None
        ]
        assert len(drawn) == 2
        assert all(given[cohort.id] > 0 for cohort in drawn)
        assert given[None] > 0
        place = session.scalars(
            select(MarketScore.ranked_as).where(MarketScore.run_id.is_not(None))
        ).first()
        assert place is not None
        assert place["sector"] == "Plaza Norte"
