"""The second person's page: confirm, refuse, take back, and nobody else."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import Approval
from dmi.access.words import AssignmentGround
from dmi.policy.states import ApprovalStatus, CohortStage
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort, assign
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.programme.gates import others_met

REASON = "La fiscalia pidio esperar al nuevo comandante."


@pytest.fixture(autouse=True)
def _gates() -> Iterator[None]:
    with others_met():
        yield


def proposed(client: FlaskClient, town: Town) -> tuple[Cohort, Approval]:
    cohort = a_cohort(town, CohortStage.BUILDING_CASES)
    assign(town, "fis1", cohort, AssignmentGround.PROSECUTOR)
    sign_in(client, town, "jef1")
    answer = client.post(f"/cohorts/{cohort.id}/abandon-cohort", data={"reason": REASON})
    assert answer.status_code == 303
    assert cohort.stage is CohortStage.BUILDING_CASES
    return cohort, town.session.scalars(select(Approval)).one()


@pytest.mark.rule("S8")
def test_another_person_reads_and_confirms_what_was_proposed(
    client: FlaskClient, town: Town
) -> None:
    cohort, approval = proposed(client, town)
    sign_in(client, town, "fis1")
    assert f"/approvals/{approval.id}" in says(client.get("/approvals"))
    page = says(client.get(f"/approvals/{approval.id}"))
    assert REASON in page
    assert "Prueba jef1.13114" in page
    answer = client.post(f"/approvals/{approval.id}/confirm")
    assert answer.status_code == 303
    assert answer.location == f"/cohorts/{cohort.id}"
    assert cohort.stage is CohortStage.ABANDONED
    assert approval.status is ApprovalStatus.EXECUTED
    assert client.post(f"/approvals/{approval.id}/confirm").status_code == 409


@pytest.mark.rule("S8")
def test_the_proposer_sees_but_cannot_confirm(client: FlaskClient, town: Town) -> None:
    cohort, approval = proposed(client, town)
    assert client.get(f"/approvals/{approval.id}").status_code == 200
    assert client.post(f"/approvals/{approval.id}/confirm").status_code == 404
    assert cohort.stage is CohortStage.BUILDING_CASES


def test_who_is_no_second_person_finds_nothing(client: FlaskClient, town: Town) -> None:
    _cohort, approval = proposed(client, town)
    for name in ("fis2", "aud1", "ts1", "jef2", "adm1", "def1"):
        sign_in(client, town, name)
        assert str(approval.id) not in says(client.get("/approvals")), name
        for path in ("", "/confirm", "/refuse", "/withdraw"):
            call = client.post if path else client.get
            data = {"reason": REASON}
            assert call(f"/approvals/{approval.id}{path}", data=data).status_code == 404, name


def test_refusing_takes_a_reason_and_is_kept(client: FlaskClient, town: Town) -> None:
    cohort, approval = proposed(client, town)
    sign_in(client, town, "fis1")
    short = client.post(f"/approvals/{approval.id}/refuse", data={"reason": "no"})
    assert short.status_code == 400
    assert "reason-error" in says(short)
    answer = client.post(f"/approvals/{approval.id}/refuse", data={"reason": REASON})
    assert answer.status_code == 303
    assert (approval.status, approval.reason) == (ApprovalStatus.REFUSED, REASON)
    assert cohort.stage is CohortStage.BUILDING_CASES
    sign_in(client, town, "jef1")
    assert REASON in says(client.get(f"/approvals/{approval.id}"))


def test_the_proposer_takes_it_back(client: FlaskClient, town: Town) -> None:
    _cohort, approval = proposed(client, town)
    assert client.post(f"/approvals/{approval.id}/withdraw").status_code == 303
    assert approval.status is ApprovalStatus.WITHDRAWN
    assert client.post(f"/approvals/{approval.id}/withdraw").status_code == 409
    sign_in(client, town, "fis1")
    assert client.post(f"/approvals/{approval.id}/confirm").status_code == 409


def test_an_old_sign_in_is_asked_again(client: FlaskClient, town: Town, clock: Clock) -> None:
    cohort, approval = proposed(client, town)
    sign_in(client, town, "fis1")
    clock.move(minutes=10)
    answer = client.post(f"/approvals/{approval.id}/confirm")
    assert answer.status_code == 409
    assert f"/confirm-it-is-you?next=/approvals/{approval.id}" in says(answer)
    client.post("/confirm-it-is-you", data={"next": f"/approvals/{approval.id}"})
    assert client.post(f"/approvals/{approval.id}/confirm").status_code == 303
    assert cohort.stage is CohortStage.ABANDONED


@pytest.mark.rule("S8")
def test_a_lapsed_proposal_confirms_nothing(client: FlaskClient, town: Town, clock: Clock) -> None:
    cohort, approval = proposed(client, town)
    clock.move(hours=25)
    sign_in(client, town, "fis1")
    assert str(approval.id) not in says(client.get("/approvals"))
    assert client.post(f"/approvals/{approval.id}/confirm").status_code == 409
    assert cohort.stage is CohortStage.BUILDING_CASES


@pytest.mark.rule("S8")
def test_a_row_that_moved_on_confirms_nothing(client: FlaskClient, town: Town) -> None:
    cohort, approval = proposed(client, town)
    client.post(f"/cohorts/{cohort.id}/suspend-cohort", data={"reason": REASON})
    assert cohort.stage is CohortStage.SUSPENDED
    sign_in(client, town, "fis1")
    assert client.post(f"/approvals/{approval.id}/confirm").status_code == 409
    assert cohort.stage is CohortStage.SUSPENDED
