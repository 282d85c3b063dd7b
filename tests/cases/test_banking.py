"""A case rests under a legal vehicle and until a date; past it the programme lets go."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

import dmi.people.guards  # noqa: F401 - conditions of lower features that these steps name
from dmi.access.approvals import confirm, propose
from dmi.cases.acts.banking import (
    bank_case,
    certify_case,
    close_otherwise,
    expire_case,
    open_case,
    ready_case,
    recertify_case,
    record_limitation_event,
    release_expiry_notice,
    return_case,
)
from dmi.cases.models import LimitationClock
from dmi.cases.queries import expired_cases, live_case
from dmi.cases.words import ClosureReason, LimitationEventKind
from dmi.eligibility.acts.deciding import decide_candidate
from dmi.eligibility.acts.reviewing import answer_criteria
from dmi.eligibility.words import Answer
from dmi.evidence.models.item import LabResult
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.people.models.contacts import PersonNotice
from dmi.policy.states import CaseStatus, Stage
from dmi.profiles.words import Aggravator, OffenceCode, VehicleKind
from tests.cases.scene import SUSPENSION, TOLD, a_candidate, banked, opened, scheduler
from tests.conftest import Clock
from tests.eligibility.scene import REASONS, a_scene, both_given
from tests.people import Town


@pytest.mark.rule("F96")
def test_a_case_is_opened_certified_banked_and_ready(town: Town) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    assert case.status is CaseStatus.LIVE
    assert case.recertify_by == date(2027, 5, 23)
    clocks = town.session.scalars(select(LimitationClock)).all()
    assert {clock.years for clock in clocks} == {Decimal(5)}
    assert {clock.prescribes_on for clock in clocks} == {date(2031, 10, 14), date(2031, 10, 24)}
    ready_case(town.acting("fis1"), scene.pathway)
    assert scene.pathway.stage is Stage.CASE_READY
    assert live_case(town.acting("fis1"), scene.pathway) is case


@pytest.mark.rule("F96")
def test_one_open_case_for_a_person_and_a_number(town: Town) -> None:
    scene = a_candidate(town)
    opened(scene)
    with pytest.raises(Unmet, match="no_other_open_case"):
        opened(scene)


def test_a_case_waits_for_the_decision(town: Town) -> None:
    scene = a_scene(town)
    both_given(scene)
    with pytest.raises(Unmet, match="person_is_candidate"):
        opened(scene)


def test_only_a_prosecutor_opens_a_case(town: Town) -> None:
    scene = a_candidate(town)
    with pytest.raises(NotKnown):
        open_case(
            town.acting("pol1"),
            scene.pathway,
            investigation_id=scene.investigation.id,
            offence_code=OffenceCode.L20000_4,
        )


@pytest.mark.parametrize(
    "missing", ["formalised_on", "resolved_on", "court", "rit", "defender_name", "term_months"]
)
def test_a_suspension_needs_what_the_law_asks_for(town: Town, missing: str) -> None:
    scene = a_candidate(town)
    with pytest.raises(Unmet, match="vehicle_complete"):
        banked(scene, **{**SUSPENSION, missing: None})


def test_a_suspension_needs_its_checks_and_its_term(town: Town) -> None:
    scene = a_candidate(town)
    case = opened(scene)
    certify_case(town.acting("fis1"), case)
    with pytest.raises(Unmet, match="vehicle_complete"):
        bank_case(town.acting("fis1"), case, **{**TOLD, **SUSPENSION, "checks": []})
    with pytest.raises(Unmet, match="vehicle_allowed"):
        bank_case(town.acting("fis1"), case, **{**TOLD, **SUSPENSION, "term_months": 48})
    bank_case(town.acting("fis1"), case, **{**TOLD, **SUSPENSION})
    assert case.status is CaseStatus.LIVE


def test_shelving_needs_the_regional_prosecutor(town: Town) -> None:
    scene = a_candidate(town)
    with pytest.raises(Unmet, match="vehicle_complete"):
        banked(scene, kind=VehicleKind.ARCH)


def test_discretion_is_closed_to_an_adult_under_this_offence(town: Town) -> None:
    scene = a_candidate(town)
    with pytest.raises(Unmet, match="vehicle_allowed"):
        banked(scene, kind=VehicleKind.OPORT)


def test_an_aggravator_closes_the_suspension_until_the_penalty_is_stated(town: Town) -> None:
    scene = a_scene(town)
    review = both_given(scene)
    near_school = {Aggravator.LETTER_F: Answer.YES}
    answer_criteria(town.acting("fis1"), review, answers={}, aggravators=near_school)
    decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    case = opened(scene)
    certify_case(town.acting("fis1"), case)
    with pytest.raises(Unmet, match="vehicle_allowed"):
        bank_case(town.acting("fis1"), case, **{**TOLD, **SUSPENSION})
    penalty = {"penalty_stated": "541 days"}
    bank_case(town.acting("fis1"), case, **{**TOLD, **SUSPENSION, **penalty})
    assert case.status is CaseStatus.LIVE


def test_what_the_person_is_told_is_approved_first(town: Town) -> None:
    scene = a_candidate(town)
    with pytest.raises(Unmet, match="notice_text_approved"):
        banked(scene, approval=None)


def test_a_case_near_its_date_is_not_ready(town: Town, clock: Clock) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    clock.at = clock.at.replace(year=2031, month=9, day=1)
    with pytest.raises(Unmet, match="limitation_covers_callin"):
        ready_case(town.acting("fis1"), scene.pathway)
    assert expired_cases(town.session, clock.at, town.place.time_zone) == []
    assert case.status is CaseStatus.LIVE


def test_the_date_marks_the_case_expired_and_nothing_else(town: Town, clock: Clock) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    ready_case(town.acting("fis1"), scene.pathway)
    with pytest.raises(Unmet, match="newest_limitation_passed"):
        expire_case(scheduler(town), case)
    clock.at = clock.at.replace(year=2031, month=11, day=1)
    assert expired_cases(town.session, clock.at, town.place.time_zone) == [case.id]
    expire_case(scheduler(town), case)
    assert case.status is CaseStatus.EXPIRED
    assert scene.pathway.stage is Stage.CASE_READY
    notice = town.session.scalars(select(PersonNotice)).one()
    assert (notice.released_at, notice.told_at) == (None, None)
    assert expired_cases(town.session, clock.at, town.place.time_zone) == []
    with pytest.raises(Unmet, match="out_of_step"):
        expire_case(scheduler(town), case)


def test_only_the_scheduler_expires_and_only_a_prosecutor_releases(
    town: Town, clock: Clock
) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    clock.at = clock.at.replace(year=2031, month=11, day=1)
    with pytest.raises(NotKnown):
        expire_case(town.acting("fis1"), case)
    expire_case(scheduler(town), case)
    release_expiry_notice(town.acting("fis1"), case)
    notice = town.session.scalars(select(PersonNotice)).one()
    assert notice.released_by_id == town.users["fis1"].id
    with pytest.raises(Unmet, match="notice_drafted"):
        release_expiry_notice(town.acting("fis1"), case)


def test_a_suspension_stops_the_clock_and_its_end_adds_the_days(town: Town, clock: Clock) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    record_limitation_event(
        town.acting("fis1"),
        case,
        kind=LimitationEventKind.SUSPENSION,
        on=clock().date(),
        source="Resolution of the court",
    )
    clock.at = clock.at.replace(year=2031, month=11, day=1)
    assert expired_cases(town.session, clock.at, town.place.time_zone) == []
    with pytest.raises(Unmet, match="limitation_not_suspended"):
        expire_case(scheduler(town), case)


def test_two_prosecutors_return_a_case_to_life_on_a_fact(town: Town, clock: Clock) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    clock.at = clock.at.replace(year=2031, month=10, day=20)
    with pytest.raises(Unmet, match="case_evidence_still_sufficient"):
        recertify_case(town.acting("fis1"), case)
    for result in town.session.scalars(select(LabResult)):
        result.counter_sample_until = date(2033, 1, 1)
    town.session.flush()
    recertify_case(town.acting("fis1"), case)
    clock.at = clock.at.replace(year=2031, month=11, day=1)
    expire_case(scheduler(town), case)
    reason = {"reason": "A year abroad was proven by the border police."}
    with pytest.raises(Unmet, match="limitation_fact_recorded"):
        propose(town.acting("fis1"), "B.reinstate_case", case, **reason)
    record_limitation_event(
        town.acting("fis1"),
        case,
        kind=LimitationEventKind.ABSENCE_ABROAD,
        on=date(2028, 1, 1),
        ended_on=date(2029, 1, 1),
        source="Border police",
    )
    asked = propose(town.acting("fis1"), "B.reinstate_case", case, **reason)
    with pytest.raises(NotKnown):
        confirm(town.acting("fis1"), asked, town.actor("fis1"), case, **reason)
    confirm(town.acting("fis2"), asked, town.actor("fis1"), case, **reason)
    assert case.status is CaseStatus.LIVE


def test_a_case_goes_back_or_is_closed_with_a_reason(town: Town) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    return_case(town.acting("fis1"), case, reason="The second buy was annulled.")
    assert case.status is CaseStatus.DRAFT
    fields = {"closed_on": town.clock().date(), "closure_reason": ClosureReason.COURT}
    close_otherwise(town.acting("fis1"), case, **fields)
    assert case.status is CaseStatus.CLOSED_OTHER
