"""A machine that cannot go on says so in words, keeps nothing half, and goes on by itself later."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, func, select

from dmi.access.audit import verify_chain
from dmi.access.models.records import AuditEntry, ChainHead, Move
from dmi.checkins import acts
from dmi.checkins.models import CheckIn, CheckInSeries
from dmi.checkins.words import ContactMode
from dmi.closing.models import GraduationReview
from dmi.documents import press
from dmi.documents.models import IssuedPaper
from dmi.jobs import schedule, steps
from dmi.kernel.calendar import next_working_day
from dmi.owed.models import JobRun
from dmi.policy.states import Stage
from dmi.profiles.holidays import Holidays
from dmi.profiles.profile import YearNotCovered, load
from dmi.store.database import db
from tests.builders import placed, somebody
from tests.conftest import MONDAY, Clock
from tests.jobs.test_schedule import an_approval
from tests.pages import says, sign_in
from tests.people import Town
from tests.violations.scenes import a_scene, an_enrolment

PLACE = "Oficina 3, " + "segundo piso, " * 12
A_LOT = 80


@pytest.fixture
def series(town: Town) -> CheckInSeries:
    """Open the check-ins of somebody in support."""
    pathway = somebody(town)
    acting = town.acting("ts1")
    row = acts.open_series(
        acting,
        pathway,
        first_at=MONDAY,
        mode=ContactMode.IN_PERSON,
        place="Office 3",
        worker_id=acting.by.id,
    )
    town.session.commit()
    return row.series


def planned(town: Town, client: FlaskClient, series: CheckInSeries, day: date) -> Any:
    """Plan one more check-in on a day by its form."""
    typed = {
        "planned_for": f"{day:%d-%m-%Y} 10:30",
        "mode": "PHONE",
        "place": PLACE[:190],
        "worker_id": str(town.users["ts1"].id),
    }
    return client.post(f"/check-in-series/{series.id}/plan-checkin", data=typed)


def traces(town: Town) -> tuple[int, int, int]:
    """Return how many check-ins stand, were planned by a move, and are in the log."""
    town.session.rollback()
    counts = [
        select(func.count(CheckIn.id)),
        select(func.count(Move.id)).where(Move.step == "plan_checkin"),
        select(func.count()).where(AuditEntry.event == "checkins.checkin.planned"),
    ]
    rows, moves, entries = (town.session.scalar(query) or 0 for query in counts)
    town.session.rollback()
    return rows, moves, entries


@contextmanager
def full_disk() -> Iterator[None]:
    """Leave the database no room to grow, and give it room again."""
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

        def bound(connection: Any, _record: object, _proxy: object) -> None:
            connection.execute(f"PRAGMA max_page_count={pages}")

        event.listen(db.engine, "checkout", bound)
        yield
        event.remove(db.engine, "checkout", bound)
        db.engine.dispose()
        return
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER no_room BEFORE INSERT ON audit_entries "
            "FOR EACH ROW WHEN (NEW.event = 'checkins.checkin.planned') "
            "EXECUTE FUNCTION no_room()"
        )
    yield
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER no_room ON audit_entries")


def test_a_full_disk_is_said_and_nothing_is_half_done(
    town: Town, client: FlaskClient, series: CheckInSeries
) -> None:
    sign_in(client, town, "ts1")
    before = traces(town)
    closed, day, accepted = Holidays(load("cl"), {}), date(2027, 1, 18), 0
    with full_disk():
        answer = planned(town, client, series, day)
        while answer.status_code == 303 and accepted < A_LOT:
            accepted += 1
            day = next_working_day(day + timedelta(days=1), closed)
            answer = planned(town, client, series, day)
        assert answer.status_code == 507
        page = says(answer)
        assert "El disco del servidor está lleno" in page
        assert f"{day:%d-%m-%Y} 10:30" in page
        assert traces(town) == tuple(count + accepted for count in before)
    assert planned(town, client, series, day).status_code == 303
    assert traces(town) == tuple(count + accepted + 1 for count in before)
    keys = town.session.scalars(select(ChainHead.chain_key)).all()
    assert [key for key in keys if verify_chain(town.session, key) is not None] == []


@contextmanager
def somebody_elses_lock() -> Iterator[None]:
    """Hold what every act must write, and let nobody wait long for it."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    hurry = "PRAGMA busy_timeout=20" if is_sqlite else "SET lock_timeout='20ms'"

    def impatient(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(hurry)

    other = create_engine(db.engine.url)
    with other.connect() as connection:
        words = "BEGIN IMMEDIATE" if is_sqlite else "LOCK TABLE moves IN EXCLUSIVE MODE"
        connection.exec_driver_sql(words)
        event.listen(db.engine, "checkout", impatient)
        yield
        event.remove(db.engine, "checkout", impatient)
        connection.rollback()
    other.dispose()
    db.engine.dispose()


def test_a_database_that_does_not_answer_is_said(
    town: Town, client: FlaskClient, series: CheckInSeries
) -> None:
    sign_in(client, town, "ts1")
    before, day = traces(town), date(2027, 1, 20)
    with somebody_elses_lock():
        answer = planned(town, client, series, day)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "La base de datos no responde" in says(answer)
    assert traces(town) == before
    assert planned(town, client, series, day).status_code == 303


def test_a_year_without_holidays_is_refused_by_its_number(
    town: Town, client: FlaskClient, series: CheckInSeries
) -> None:
    sign_in(client, town, "ts1")
    before = traces(town)
    answer = planned(town, client, series, date(2199, 1, 7))
    assert answer.status_code == 400
    page = says(answer)
    assert "no alcanza el año 2199" in page
    assert "07-01-2199 10:30" in page
    assert traces(town) == before


def test_a_job_that_meets_such_a_year_holds_up_no_other(
    app: Flask, town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [an_approval(town) for _ in range(2)]
    clock.move(hours=25)
    taken = steps._take

    def take(app: Flask, key: str, row_id: Any, at: Any) -> None:
        if row_id == rows[0].id:
            raise YearNotCovered(2199)
        taken(app, key, row_id, at)

    monkeypatch.setattr(steps, "_take", take)
    assert schedule.run_job(app, "A.expire_approval", clock.at) == 1
    run = town.session.scalars(select(JobRun)).one()
    assert (run.items, run.failures, run.error) == (1, 1, "YearNotCovered")


def test_a_press_without_its_library_is_said_and_nothing_is_issued(
    tmp_path: Path, client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking, environment = tmp_path / "lacking", press._environment()
    lacking.mkdir()
    (lacking / "weasyprint.py").write_text("raise ImportError('no weasyprint here')\n")
    environment["PYTHONPATH"] = f"{lacking}{os.pathsep}{environment['PYTHONPATH']}"
    scene = a_scene(town, Stage.GRADUATED)
    review = GraduationReview(
        enrolment_id=an_enrolment(scene).id,
        criteria_met={},
        decided_by_id=town.users["jef1"].id,
        second_by_id=town.users["fis1"].id,
        on=MONDAY.date(),
    )
    placed(town, review, scene.pathway)
    sign_in(client, town, "ts1")
    paper = f"/graduation-reviews/{review.id}/papers/p16"
    with monkeypatch.context() as patch:
        patch.setattr(press, "_environment", lambda: environment)
        for answer in (client.get(f"{paper}.pdf"), client.post(f"{paper}/issue")):
            assert answer.status_code == 503
            assert "Ahora no se puede hacer ningún documento" in says(answer)
        assert town.session.scalars(select(IssuedPaper)).all() == []
    assert client.post(f"{paper}/issue").status_code == 303
    assert len(town.session.scalars(select(IssuedPaper)).all()) == 1
