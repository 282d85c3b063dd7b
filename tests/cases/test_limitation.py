"""The limitation date is watched: warnings before it, the end on it, each told once."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.acts import ACTS
from dmi.access.guards import GUARDS, Look
from dmi.access.models.grants import Assignment
from dmi.access.words import AssignmentGround
from dmi.cases.acts.banking import EXPIRED_TEXT, ready_case, record_limitation_event
from dmi.cases.models import BankedCase
from dmi.cases.queries import limitation
from dmi.cases.words import LimitationEventKind
from dmi.jobs import schedule
from dmi.kernel.refusals import Unmet
from dmi.owed.models import Task
from dmi.people.models.contacts import PersonNotice
from dmi.policy.states import CaseStatus
from tests.cases.scene import a_candidate, banked
from tests.conftest import Clock
from tests.eligibility.scene import Scene
from tests.pages import says, sign_in
from tests.people import Town

NEWEST = date(2031, 10, 24)
JOB = "B.expire_case"
WARNED = ("Primer aviso:", "Segundo aviso:", "Último aviso:")


@pytest.fixture
def scene(town: Town) -> Scene:
    return a_candidate(town)


@pytest.fixture
def case(town: Town, scene: Scene) -> BankedCase:
    made = banked(scene)
    query = select(Assignment).where(Assignment.user_id == town.users["fis1"].id)
    town.session.scalars(query).one().ground = AssignmentGround.PROSECUTOR
    town.session.commit()
    assert limitation(town.acting("fis1"), made.id).newest == NEWEST
    return made


def on(day: date) -> datetime:
    """Return noon of a day in Santiago."""
    return datetime.fromisoformat(f"{day.isoformat()}T15:00:00+00:00")


def told(town: Town) -> list[Task]:
    query = select(Task).where(Task.text == EXPIRED_TEXT)
    return list(town.session.scalars(query))


@pytest.mark.rule("U11")
def test_sixty_days_before_the_date_nobody_is_invited_any_more(
    town: Town, scene: Scene, case: BankedCase, clock: Clock
) -> None:
    clock.at = on(NEWEST - timedelta(days=60))
    with pytest.raises(Unmet, match="limitation_covers_callin") as refused:
        ready_case(town.acting("fis1"), scene.pathway)
    gap = next(one for one in refused.value.gaps if one.guard == "limitation_covers_callin")
    assert gap.args == {"date": "24-10-2031", "n": 90}


@pytest.mark.rule("U11", "F100")
def test_past_its_date_the_job_ends_the_case_and_tells_each_once(
    app: Flask, town: Town, scene: Scene, case: BankedCase, clock: Clock
) -> None:
    clock.at = on(NEWEST)
    assert schedule.run_job(app, JOB, clock.at) == 0
    clock.move(days=1)
    assert [schedule.run_job(app, JOB, clock.at) for _ in range(2)] == [1, 0]
    clock.move(days=1)
    assert schedule.run_job(app, JOB, clock.at) == 0
    town.session.rollback()
    town.session.refresh(case)
    assert (case.status, case.expired_on) == (CaseStatus.EXPIRED, date(2031, 10, 25))
    users = town.users
    owners = sorted(str(task.owner_id) for task in told(town))
    assert owners == sorted(str(users[name].id) for name in ("fis1", "jef1", "jef2"))
    notice = town.session.scalars(select(PersonNotice)).one()
    assert (notice.released_at, notice.told_at) == (None, None)


@pytest.mark.rule("U11")
@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "key", ["L.approve_letter", "L.print_letter", "L.hand_out_letter", "P.serve_letter"]
)
def test_past_its_date_no_letter_leaves(
    app: Flask, town: Town, scene: Scene, clock: Clock, key: str
) -> None:
    step = ACTS[key].step
    assert "case_live" in step.guards
    judge = GUARDS["case_live"].judge
    assert judge(Look(town.acting("fis1"), scene.pathway, step)) is None
    clock.at = on(NEWEST + timedelta(days=1))
    before_the_job = judge(Look(town.acting("fis1"), scene.pathway, step))
    town.session.rollback()
    schedule.run_job(app, JOB, clock.at)
    after_it = judge(Look(town.acting("fis1"), scene.pathway, step))
    assert before_the_job == after_it == {"status": CaseStatus.EXPIRED}


@pytest.mark.rule("F100")
@pytest.mark.parametrize(
    "near",
    [(181, None), (180, 0), (91, 0), (90, 1), (31, 1), (30, 2), (0, 2), (-1, None)],
)
def test_the_prosecutors_home_warns_as_the_date_comes_nearer(
    town: Town, client: FlaskClient, case: BankedCase, clock: Clock, near: tuple[int, int | None]
) -> None:
    left, warning = near
    clock.at = on(NEWEST - timedelta(days=left))
    sign_in(client, town, "fis1")
    page = says(client.get("/"))
    assert [text in page for text in WARNED] == [warning == one for one in range(3)]
    if warning is not None:
        assert f'href="/cases/{case.id}"' in page
    sign_in(client, town, "jef1")
    assert [text for text in WARNED if text in says(client.get("/"))] == []


@pytest.mark.rule("F100")
def test_time_that_stands_still_warns_nobody(
    town: Town, client: FlaskClient, case: BankedCase, clock: Clock
) -> None:
    clock.at = on(NEWEST - timedelta(days=20))
    record_limitation_event(
        town.acting("fis1"),
        case,
        kind=LimitationEventKind.SUSPENSION,
        on=clock.at.date(),
        source="Resolution of the court",
    )
    sign_in(client, town, "fis1")
    assert [text for text in WARNED if text in says(client.get("/"))] == []
