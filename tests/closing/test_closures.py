"""A case that outlives a graduation is somebody's duty, and an overdue one is told upwards."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.grants import Assignment
from dmi.access.words import AssignmentGround
from dmi.closing.acts import finishing
from dmi.owed.models import Task
from dmi.owed.words import TaskKind
from dmi.policy.plain_states import TaskStatus
from dmi.policy.states import CaseStatus, Stage
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.support.doors import met
from tests.violations.scenes import Scene, a_scene, an_enrolment

LATE = ("agreement_term_reached", "adherence_or_desistance", "exit_interview_held")
DUTY = "Cierre el caso en reserva y avise a la persona"


def graduated(town: Town, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Let somebody graduate whose case is live."""
    scene = a_scene(town, Stage.ACTIVE)
    an_enrolment(scene)
    query = select(Assignment).where(Assignment.user_id == town.users["fis1"].id)
    town.session.scalars(query).one().ground = AssignmentGround.PROSECUTOR
    met(monkeypatch, *LATE)
    scene.two("P.graduate", scene.pathway, "jef1", "fis1")
    town.session.commit()
    assert (scene.pathway.stage, scene.case.status) == (Stage.GRADUATED, CaseStatus.LIVE)
    return scene


@pytest.mark.rule("U13")
def test_31_days_after_graduation_prosecutor_and_manager_have_an_overdue_item(
    town: Town, client: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    graduated(town, monkeypatch)
    task = town.session.scalars(select(Task).where(Task.kind == TaskKind.CLOSURE)).one()
    assert task.due_on == clock().date() + timedelta(days=30)
    assert task.owner_id == town.users["fis1"].id
    graduated_at = clock.at
    for days, manager_too in ((0, False), (30, False), (31, True)):
        clock.at = graduated_at + timedelta(days=days)
        for user, has_it in (("fis1", True), ("jef1", manager_too), ("fis2", False)):
            sign_in(client, town, user)
            assert (DUTY in says(client.get("/"))) is has_it, (days, user)
    sign_in(client, town, "jef1")
    assert "Venció hace 1 día" in says(client.get("/"))
    for user in ("aud1", "jef1"):
        sign_in(client, town, user)
        page = says(client.get("/closures"))
        assert DUTY in page
        assert "Atrasados: 1" in page
        assert "Prueba fis1" in page


@pytest.mark.rule("U13")
def test_the_closing_of_the_case_ends_the_duty_whoever_closes_it(
    town: Town, client: FlaskClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = graduated(town, monkeypatch)
    clock.move(days=31)
    finishing.draft_lapse(town.acting("jef1"), scene.case)
    finishing.close_by_completion(town.acting("fis2"), scene.case)
    town.session.commit()
    task = town.session.scalars(select(Task).where(Task.kind == TaskKind.CLOSURE)).one()
    assert (task.status, task.done_by_id) == (TaskStatus.DONE, town.users["fis2"].id)
    for user, address in (("fis1", "/"), ("jef1", "/"), ("aud1", "/closures")):
        sign_in(client, town, user)
        assert DUTY not in says(client.get(address)), user


def test_the_list_is_for_those_who_watch(town: Town, client: FlaskClient) -> None:
    for user, status in (("aud1", 200), ("jef1", 200), ("fis1", 404), ("ts1", 404)):
        sign_in(client, town, user)
        assert client.get("/closures").status_code == status
    sign_in(client, town, "aud1")
    assert "Ningún caso espera su cierre." in says(client.get("/closures"))
