"""Undoing the last step: whose step it was, while nothing rests on it, with both moves kept."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import dmi.access.reversals  # noqa: F401 - registers the undoing of steps
from dmi.access import granting
from dmi.access.acts import ACTS
from dmi.access.models.grants import Grant
from dmi.access.models.records import Approval, Move
from dmi.documents.models import IssuedPaper
from dmi.documents.words import Classification
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition
from dmi.policy.pathway import STEPS
from dmi.policy.roles import Role
from dmi.policy.states import ApprovalStatus, CohortStage, Stage
from dmi.profiles.words import PaperId
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort, a_pathway, assign, placed
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town

REASON = "Se marcó por error: era otra persona."
MACHINES = {one.machine for one in STEPS.values() if one.name == "reverse_step"}


def stood(town: Town, row: Any, key: str, before: str, **other: Any) -> Move:
    """Write the move of a step as if it had been taken now."""
    kept = select(Move).where(Move.object_ref == row.id)
    step = STEPS[key]
    move = Move(
        machine=step.machine,
        object_ref=row.id,
        seq=len(town.session.scalars(kept).all()) + 1,
        step=step.name,
        verb=step.verb,
        data_class=step.data_class,
        from_status=before,
        to_status=str(getattr(row, row.__state__)),
        at=town.clock(),
        actor_id=town.users["fis1"].id,
        actor_role=Role.PROSECUTOR,
        guards=[],
        consequences=other.get("wrote", []),
    )
    return placed(town, move, row)


@pytest.fixture
def cohort(town: Town, clock: Clock) -> Cohort:
    """Write a cohort that went on from identifying to building, a minute ago."""
    made = a_cohort(town, CohortStage.BUILDING_CASES)
    assign(town, "fis1", made)
    assign(town, "fis2", made)
    stood(town, made, "M.begin_identifying", CohortStage.COMMITTED.value)
    stood(town, made, "M.begin_building", CohortStage.IDENTIFYING.value)
    clock.move(minutes=1)
    return made


def undo(town: Town, by: str, row: object, machine: str = "M") -> None:
    """Undo the last step of a row."""
    ACTS[f"{machine}.reverse_step"].run(town.acting(by), row, reason=REASON)


def a_paper_left(town: Town, row: Any, at: Any) -> None:
    """Write a paper about a row that has left the building."""
    paper = IssuedPaper(
        folio="F-2026-000001",
        paper=PaperId("P16"),
        text_version_ref="x",
        language="es",
        object_ref=str(row.id),
        classification=next(iter(Classification)),
        issued_on=at.date(),
        issued_by_ref=str(town.users["fis1"].id),
        signatories=[],
        verification_code="AAAA-BBBB",
        body_hash="0" * 64,
        left_at=at,
    )
    placed(town, paper, row)


def test_every_machine_of_the_table_has_its_undoing() -> None:
    assert len(MACHINES) == 18
    assert {f"{machine}.reverse_step" for machine in MACHINES} <= set(ACTS)


@pytest.mark.rule("F45")
def test_the_last_step_is_taken_back_and_both_moves_stay(town: Town, cohort: Cohort) -> None:
    undo(town, "fis1", cohort)
    assert cohort.stage is CohortStage.IDENTIFYING
    kept = select(Move).where(Move.object_ref == cohort.id).order_by(Move.seq)
    moves = town.session.scalars(kept).all()
    assert [one.step for one in moves] == ["begin_identifying", "begin_building", "reverse_step"]
    last = moves[-1]
    assert (last.from_status, last.to_status) == ("BUILDING_CASES", "IDENTIFYING")
    assert (last.reverses_seq, last.reason) == (2, REASON)
    with pytest.raises(NotKnown):
        undo(town, "fis1", cohort)
    assert cohort.stage is CohortStage.IDENTIFYING


def test_only_who_may_take_the_step_may_take_it_back(town: Town, cohort: Cohort) -> None:
    for name in ("jef1", "pol1", "ts1", "adm1", "aud1"):
        with pytest.raises(NotKnown):
            undo(town, name, cohort)
    with pytest.raises(Unmet, match="reason_given"):
        ACTS["M.reverse_step"].run(town.acting("fis1"), cohort, reason="Por error.")
    assert cohort.stage is CohortStage.BUILDING_CASES


def test_what_the_step_wrote_beside_its_row_is_undone_first(town: Town, cohort: Cohort) -> None:
    wrote = [{"table": "findings", "id": str(uuid4())}]
    stood(town, cohort, "M.begin_building", CohortStage.IDENTIFYING.value, wrote=wrote)
    with pytest.raises(Unmet, match="nothing_built_on_it"):
        undo(town, "fis1", cohort)


def test_a_step_that_left_the_state_as_it_was_has_nothing_to_take_back(
    town: Town, cohort: Cohort
) -> None:
    stood(town, cohort, "M.begin_building", CohortStage.BUILDING_CASES.value)
    with pytest.raises(Unmet, match="last_move_only"):
        undo(town, "fis1", cohort)
    assert cohort.stage is CohortStage.BUILDING_CASES


def test_a_later_step_about_the_person_rests_on_a_step_of_their_way(
    town: Town, clock: Clock
) -> None:
    pathway = a_pathway(town, a_cohort(town, CohortStage.MAINTENANCE), Stage.BUILDING)
    assign(town, "pol1", pathway)
    stood(town, pathway, "P.identify", Stage.NOMINATED.value)
    stood(town, pathway, "P.begin_buys", Stage.IDENTIFIED.value)
    clock.move(minutes=1)
    task = placed(town, Move(**_bare(town, pathway, "TK")), pathway)
    assert task.machine == "TK"
    undo(town, "pol1", pathway, "P")
    assert pathway.stage is Stage.IDENTIFIED
    stood(town, pathway, "P.begin_buys", Stage.IDENTIFIED.value)
    pathway.stand(Stage.BUILDING.value)
    placed(town, Move(**_bare(town, pathway, "B")), pathway)
    with pytest.raises(Unmet, match="nothing_built_on_it"):
        undo(town, "pol1", pathway, "P")


def _bare(town: Town, row: Any, machine: str) -> dict[str, Any]:
    return {
        "machine": machine,
        "object_ref": uuid4(),
        "seq": 1,
        "step": "any",
        "verb": "x.y.z",
        "data_class": DataClass.CASE_FILE,
        "to_status": "X",
        "at": town.clock(),
        "actor_id": town.users["fis1"].id,
        "actor_role": Role.PROSECUTOR,
        "guards": [],
    }


@pytest.mark.rule("S8")
def test_once_a_paper_has_left_a_second_person_confirms(
    town: Town, clock: Clock, client: FlaskClient, cohort: Cohort
) -> None:
    a_paper_left(town, cohort, clock())
    with pytest.raises(Unmet, match="second_person"):
        undo(town, "fis1", cohort)
    sign_in(client, town, "fis1")
    path = f"/cohorts/{cohort.id}/reverse-step"
    assert "dos personas" in says(client.get(path))
    assert client.post(path, data={"reason": REASON}).status_code == 303
    town.session.expire_all()
    assert cohort.stage is CohortStage.BUILDING_CASES
    approval = town.session.scalars(select(Approval)).one()
    assert client.post(f"/approvals/{approval.id}/confirm").status_code in {404, 409}
    sign_in(client, town, "jef1")
    assert client.post(f"/approvals/{approval.id}/confirm").status_code == 303
    town.session.expire_all()
    assert cohort.stage is CohortStage.IDENTIFYING
    assert approval.status is ApprovalStatus.EXECUTED


def test_the_page_offers_it_once_and_to_nobody_else(
    town: Town, client: FlaskClient, cohort: Cohort
) -> None:
    sign_in(client, town, "fis1")
    path = f"/cohorts/{cohort.id}/reverse-step"
    assert path in says(client.get(f"/cohorts/{cohort.id}"))
    short = client.post(path, data={"reason": "corto"})
    assert short.status_code == 400
    assert "corto" in short.text
    assert client.post(path, data={"reason": REASON}).status_code == 303
    town.session.expire_all()
    assert cohort.stage is CohortStage.IDENTIFYING
    assert path not in says(client.get(f"/cohorts/{cohort.id}"))
    assert client.post(path, data={"reason": REASON}).status_code == 404
    sign_in(client, town, "jef1")
    assert path not in says(client.get(f"/cohorts/{cohort.id}"))
    assert client.get(path).status_code == 404


def test_what_a_step_opened_closes_and_what_it_closed_comes_back(town: Town, clock: Clock) -> None:
    pathway = a_pathway(town, a_cohort(town, CohortStage.MAINTENANCE), Stage.ATTENDED)
    closed, other = (_grant(pathway, clock, "P.serve_letter") for _ in range(2))
    opened = _grant(pathway, clock, "P.mark_attended")
    town.session.add_all([closed, other, opened])
    clock.move(minutes=1)
    move = stood(town, pathway, "P.mark_attended", Stage.INVITED.value)
    closed.ended_at = move.at
    clock.move(minutes=1)
    granting.take_back(town.acting("jef1"), move, pathway)
    grants = town.session.scalars(select(Grant).where(Grant.subject_ref == pathway.id)).all()
    live = [one for one in grants if one.ended_at is None]
    assert (opened.ended_at, closed.ended_at) == (clock(), move.at)
    assert other in live
    assert [(one.opened_by_step, one.since_at) for one in live if one is not other] == [
        ("P.serve_letter", clock())
    ]


def _grant(pathway: Any, clock: Clock, key: str) -> Grant:
    return Grant(
        id=uuid4(),
        subject_ref=pathway.id,
        role=Role.SOCIAL_WORKER,
        data_class=DataClass.IDENTITY,
        condition=Condition.FROM_ATTENDANCE,
        opened_by_step=key,
        source_ref=pathway.id,
        since_at=clock(),
    )
