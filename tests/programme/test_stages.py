"""A cohort walks its stages, each gate by what is read or stated."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from dmi.access.approvals import confirm, propose
from dmi.access.models.records import Move
from dmi.access.words import AssignmentGround
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.states import CohortStage
from dmi.programme import acts
from dmi.programme.guards import STATED, guards_of
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import what_is_compared
from dmi.territory.words import ComplaintSource, MarketStatus
from tests.builders import a_cohort, assign
from tests.people import Town
from tests.programme.gates import others_met, reviewed
from tests.territory.choosing import ready_to_choose

SEEN = "Carta firmada y fechada, vista en el original."
REASON = "La fiscalia pidio esperar al nuevo comandante."


@pytest.fixture(autouse=True)
def _gates() -> Iterator[None]:
    with others_met():
        yield


def state_all(town: Town, cohort: Cohort) -> None:
    for name in STATED:
        acts.sign_statement(town.acting("jef1"), cohort, guard=name, text=SEEN)


def by_two(town: Town, key: str, cohort: Cohort, first: str, second: str, **fields: Any) -> None:
    approval = propose(town.acting(first), key, cohort, **fields)
    confirm(town.acting(second), approval, town.actor(first), cohort, **fields)


def test_these_conditions_are_still_stated_and_the_list_can_only_shrink() -> None:
    assert set(STATED) <= {
        "commitments_current",
        "deputies_named",
        "training_complete",
        "readiness_list_complete",
        "slots_cover_invited",
        "defender_confirmed",
    }


def test_a_gate_without_its_statements_names_every_one(town: Town) -> None:
    cohort = a_cohort(town, CohortStage.PROPOSED)
    with pytest.raises(Unmet) as refused:
        acts.commit_cohort(town.acting("jef1"), cohort)
    assert [gap.guard for gap in refused.value.gaps] == [
        "commitments_current",
        "deputies_named",
        "training_complete",
        "readiness_list_complete",
    ]
    assert refused.value.gaps[0].args["href"] == f"/cohorts/{cohort.id}/statements"


def test_a_cohort_walks_from_proposal_to_its_end(town: Town) -> None:
    cohort = a_cohort(town, CohortStage.PROPOSED)
    assign(town, "fis1", cohort, AssignmentGround.PROSECUTOR)
    state_all(town, cohort)
    acts.commit_cohort(town.acting("jef1"), cohort)
    why = {
        "ranking_reason": "Mas denuncias por cuadra que en los otros dos mercados.",
        "alternatives_considered": "Plaza norte y feria: menos denuncias, sin vecinos organizados.",
    }
    ready_to_choose(town, cohort)
    seen = what_is_compared(town.acting("ana1"), cohort)
    by_two(town, "M.choose_market", cohort, "ana1", "jef1", **why, compared=seen)
    assert cohort.market.standing is MarketStatus.CHOSEN
    assert cohort.market.ranking_reason == why["ranking_reason"]
    acts.begin_identifying(
        town.acting("jef1"),
        cohort,
        survey_plan="Encuesta casa a casa hasta marzo.",
        report_channels=[next(iter(ComplaintSource))],
    )
    acts.begin_building(town.acting("fis1"), cohort)
    acts.begin_reviewing(town.acting("fis1"), cohort)
    by_two(town, "M.schedule_callin", cohort, "jef1", "fis1", callin_on=date(2027, 3, 4))
    assert cohort.callin_on == date(2027, 3, 4)
    by_two(town, "M.unschedule_callin", cohort, "fis1", "jef1", reason=REASON)
    assert (cohort.stage, cohort.callin_on) == (CohortStage.REVIEWING, None)
    by_two(town, "M.schedule_callin", cohort, "jef1", "fis1", callin_on=date(2027, 3, 5))
    by_two(town, "M.close_callin", cohort, "sec1", "jef1")
    acts.begin_maintenance(town.acting("jef1"), cohort)
    for month in range(1, 13):
        reviewed(town, cohort, f"2027-{month:02}")
    by_two(town, "M.close_cohort", cohort, "jef1", "aud1")
    assert cohort.stage is CohortStage.CLOSED
    moves = town.session.scalars(select(Move).where(Move.object_ref == cohort.id))
    assert len([move for move in moves if move.machine == "M"]) == 11


def test_a_suspended_cohort_goes_on_where_it_stood(town: Town) -> None:
    cohort = a_cohort(town, CohortStage.IDENTIFYING)
    with pytest.raises(Unmet, match="reason_given"):
        acts.suspend_cohort(town.acting("jef1"), cohort, reason="corto")
    acts.suspend_cohort(town.acting("jef1"), cohort, reason=REASON)
    with pytest.raises(Unmet, match="commitments_current"):
        acts.resume_cohort(town.acting("jef1"), cohort, reason=REASON)
    state_all(town, cohort)
    acts.resume_cohort(town.acting("jef1"), cohort, reason=REASON)
    assert cohort.stage is CohortStage.IDENTIFYING


def test_giving_a_cohort_up_takes_manager_and_prosecutor(town: Town) -> None:
    cohort = a_cohort(town, CohortStage.BUILDING_CASES)
    assign(town, "fis1", cohort, AssignmentGround.PROSECUTOR)
    with pytest.raises(Unmet, match="second_person"):
        acts.abandon_cohort(town.acting("jef1"), cohort, reason=REASON)
    by_two(town, "M.abandon_cohort", cohort, "jef1", "fis1", reason=REASON)
    assert cohort.stage is CohortStage.ABANDONED


def test_only_who_takes_the_step_states_for_it(town: Town) -> None:
    cohort = a_cohort(town, CohortStage.PROPOSED)
    with pytest.raises(NotKnown):
        acts.sign_statement(town.acting("aud1"), cohort, guard="deputies_named", text=SEEN)
    with pytest.raises(NotKnown):
        acts.sign_statement(town.acting("jef1"), cohort, guard="criteria_current", text=SEEN)
    assert guards_of(town.roles["sec1"]) == []
