"""Work is given, handed over and ended; the one in charge never leaves unseen."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import dmi.programme.views.pages  # noqa: F401 - registers the pages of assigning
from dmi.access.assignment_acts import assign as give
from dmi.access.assignment_acts import clear_user, end_clearance
from dmi.access.models.grants import Assignment, Clearance, Compartment, Handover
from dmi.access.sight import sees
from dmi.access.words import AssignmentGround, SubjectKind
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.classes import DataClass
from dmi.policy.states import CohortStage, GrantStatus, Stage
from tests.builders import a_cohort, a_pathway, assign, placed
from tests.pages import says, sign_in
from tests.people import Town

NOTE = "Prefiere hablar por las tardes; falta el certificado."


def test_the_manager_gives_a_person_to_a_worker(client: FlaskClient, town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town), Stage.ENROLLED)
    worker = town.users["ts1"]
    sign_in(client, town, "jef1")
    path = f"/pathways/{pathway.id}/assign"
    assert client.get(path).status_code == 200
    typed = {"ground": "CASE_MANAGER", "user_id": str(worker.id)}
    assert client.post(path, data=typed).status_code == 303
    row = town.session.scalars(select(Assignment)).one()
    assert (row.subject_kind, row.status) == (SubjectKind.PATHWAY, GrantStatus.IN_FORCE)
    assert "Prueba ts1" in says(client.get("/team"))


def test_a_cohort_is_given_to_a_prosecutor(client: FlaskClient, town: Town) -> None:
    cohort = a_cohort(town, CohortStage.IDENTIFYING)
    assert not sees(town.acting("fis1"), cohort, DataClass.COMMITMENTS)
    sign_in(client, town, "jef1")
    typed = {"ground": "PROSECUTOR", "user_id": str(town.users["fis1"].id)}
    assert client.post(f"/cohorts/{cohort.id}/assign", data=typed).status_code == 303
    row = town.session.scalars(select(Assignment)).one()
    assert row.subject_kind is SubjectKind.COHORT
    assert sees(town.acting("fis1"), cohort, DataClass.COMMITMENTS)
    assert "Prueba fis1" in says(client.get(f"/cohorts/{cohort.id}"))


def test_work_goes_by_ground_giver_and_receiver(town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town))
    manager = AssignmentGround.CASE_MANAGER
    with pytest.raises(Unmet, match="assignee_fits_ground"):
        give(town.acting("jef1"), pathway, user_id=town.users["pol1"].id, ground=manager)
    with pytest.raises(Unmet, match="assigner_fits_ground"):
        give(town.acting("pol1"), pathway, user_id=town.users["ts1"].id, ground=manager)
    mandate = AssignmentGround.DEFENDER
    with pytest.raises(Unmet, match="assigner_fits_ground"):
        give(town.acting("jef1"), pathway, user_id=town.users["def1"].id, ground=mandate)
    with pytest.raises(NotKnown):
        give(town.acting("ts1"), pathway, user_id=town.users["ts1"].id, ground=manager)


def test_the_one_in_charge_leaves_only_by_handing_over(client: FlaskClient, town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town), Stage.ENROLLED)
    row = assign(town, "ts1", pathway)
    sign_in(client, town, "jef1")
    ending = client.post(f"/assignments/{row.id}/end-assignment", data={"reason": NOTE})
    assert ending.status_code == 409
    path = f"/assignments/{row.id}/hand-over-assignment"
    assert client.post(path, data={"to_user_id": "", "note": NOTE}).status_code == 400
    typed = {"to_user_id": str(town.users["pol1"].id), "note": NOTE}
    assert client.post(path, data=typed).status_code == 409
    typed["to_user_id"] = str(town.users["ts2"].id)
    assert client.post(path, data=typed).status_code == 303
    assert row.status is GrantStatus.ENDED
    successor = town.session.scalars(
        select(Assignment).where(Assignment.user_id == town.users["ts2"].id)
    ).one()
    kept = town.session.scalars(select(Handover)).one()
    assert (successor.status, successor.handover_id) == (GrantStatus.IN_FORCE, kept.id)
    assert kept.note == NOTE


def test_a_stand_in_leaves_with_a_reason(client: FlaskClient, town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town), Stage.ENROLLED)
    row = assign(town, "ts2", pathway, AssignmentGround.DEPUTY)
    sign_in(client, town, "jef1")
    path = f"/assignments/{row.id}/end-assignment"
    assert client.post(path, data={"reason": "corto"}).status_code == 400
    assert client.post(path, data={"reason": NOTE}).status_code == 303
    assert (row.status, row.end_reason) == (GrantStatus.ENDED, NOTE)


def test_the_team_page_is_the_managers(client: FlaskClient, town: Town) -> None:
    for name in ("ts1", "fis1", "adm1"):
        sign_in(client, town, name)
        assert client.get("/team").status_code == 404, name


def test_a_prosecutor_lets_somebody_into_a_circle_but_never_themselves(town: Town) -> None:
    cohort = a_cohort(town)
    circle = placed(town, Compartment(code="C-1", opened_at=town.clock()), cohort)
    circle.compartment_id = circle.id
    assign(town, "fis1", cohort, AssignmentGround.PROSECUTOR)
    with pytest.raises(Unmet, match="clearance_not_to_self"):
        clear_user(town.acting("fis1"), circle, user_id=town.users["fis1"].id, reason=NOTE)
    clearance = clear_user(town.acting("fis1"), circle, user_id=town.users["hnd1"].id, reason=NOTE)
    assert sees(town.acting("hnd1"), circle, DataClass.AUTHORISATIONS)
    end_clearance(town.acting("fis1"), clearance, reason=NOTE)
    assert not sees(town.acting("hnd1"), circle, DataClass.AUTHORISATIONS)
    assert town.session.scalars(select(Clearance)).one().status is GrantStatus.ENDED
    circle.closed_at = town.clock()
    with pytest.raises(Unmet, match="compartment_open"):
        clear_user(town.acting("fis1"), circle, user_id=town.users["hnd1"].id, reason=NOTE)
