"""The decision is a named prosecutor's own act; overrides and disputes take another."""

import pytest
from sqlalchemy import select

from dmi.access.approvals import confirm, propose
from dmi.access.models.grants import Grant
from dmi.eligibility.acts.deciding import (
    confirm_override,
    decide_candidate,
    decide_prosecution,
    request_override,
    send_to_youth_track,
    tell_decision,
)
from dmi.eligibility.acts.opinions import open_dispute
from dmi.eligibility.acts.reviewing import (
    answer_criteria,
    declare_conflict,
    remove_insufficient,
    reopen_review,
    return_for_work,
)
from dmi.eligibility.models.criteria import Criterion
from dmi.eligibility.models.decision import Decision, YouthReferral
from dmi.eligibility.queries.reviewing import current_review, policy_version
from dmi.eligibility.words import Answer, Outcome, ReviewStatus
from dmi.evidence.models.authorisation import CovertCode
from dmi.evidence.models.item import CustodyLink, EvidenceItem
from dmi.evidence.words import (
    CovertKind,
    CustodyHolder,
    CustodyKind,
    CustodyPurpose,
    SealState,
)
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.owed.models import Task
from dmi.people.words import RemovalReason
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.profiles.words import Aggravator
from tests.builders import placed
from tests.eligibility.scene import (
    REASONS,
    a_linked_buy,
    a_scene,
    answered,
    born,
    both_given,
    given,
    reviewed,
)
from tests.people import Town

FACTS = "A new laboratory report speaks of another substance."
MINUTES = {
    "attendees": "Prosecutor one\nProsecutor two\nAnalyst",
    "minutes": "The analyst sees a risk in the school; the prosecutors do not.",
}


@pytest.mark.rule("C30")
def test_equal_opinions_only_unlock_what_a_prosecutor_signs(town: Town) -> None:
    scene = a_scene(town)
    both_given(scene)
    assert scene.pathway.stage is Stage.IN_REVIEW
    with pytest.raises(Unmet, match="decision_reasons_written"):
        decide_candidate(town.acting("fis1"), scene.pathway, reasons="x" * 49)
    decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    assert scene.pathway.stage is Stage.CANDIDATE
    decision = town.session.scalars(select(Decision)).one()
    assert decision.decided_by_id == town.users["fis1"].id
    assert decision.reasons == REASONS
    assert decision.policy_version == policy_version()
    assert decision.profile_version.startswith("cl ")


@pytest.mark.rule("C30")
@pytest.mark.parametrize("user", ["pol1", "jef1", "ts1", "hnd1", "def1"])
def test_nobody_but_a_prosecutor_decides(town: Town, user: str) -> None:
    scene = a_scene(town)
    both_given(scene)
    with pytest.raises(NotKnown):
        decide_candidate(town.acting(user), scene.pathway, reasons=REASONS)


@pytest.mark.rule("U8")
def test_one_opinion_alone_decides_nothing(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    given(scene, review, "fis1")
    with pytest.raises(Unmet, match="opinions_in"):
        decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)


@pytest.mark.rule("C31", "S7")
def test_whoever_recorded_a_buy_does_not_decide(town: Town) -> None:
    scene = a_scene(town)
    both_given(scene)
    a_linked_buy(scene, scene.pathway, 20, recorded_by="fis2")
    with pytest.raises(Unmet, match="decider_uninvolved"):
        decide_prosecution(town.acting("fis2"), scene.pathway, reasons=REASONS)


@pytest.mark.rule("C31", "S7")
@pytest.mark.parametrize("part", ["officer_code_id", "second_officer_code_id"])
def test_whoever_handles_an_agent_of_a_buy_does_not_decide(town: Town, part: str) -> None:
    scene = a_scene(town)
    both_given(scene)
    own = CovertCode(code="AG-0002", kind=CovertKind.BUYER, handler_id=town.users["fis2"].id)
    placed(town, own, scene.cohort)
    setattr(a_linked_buy(scene, scene.pathway, 20), part, own.id)
    town.session.flush()
    with pytest.raises(Unmet, match="decider_uninvolved"):
        decide_prosecution(town.acting("fis2"), scene.pathway, reasons=REASONS)


@pytest.mark.rule("C31", "S7")
def test_whoever_held_an_item_of_a_buy_does_not_decide(town: Town) -> None:
    scene = a_scene(town)
    both_given(scene)
    buy = a_linked_buy(scene, scene.pathway, 20)
    item = town.session.scalars(select(EvidenceItem).where(EvidenceItem.buy_id == buy.id)).one()
    link = CustodyLink(
        item_id=item.id,
        seq=1,
        kind=CustodyKind.HANDED_OVER,
        at=town.clock(),
        local_at="2026-11-23 11:00",
        from_institution=CustodyHolder.POLICE,
        from_post="Brigada",
        purpose=CustodyPurpose.STORAGE,
        seal_state=SealState.INTACT,
        recorded_by_id=town.users["fis2"].id,
        prev_hash="0" * 64,
        hash="1" * 64,
        gap_flag=False,
    )
    placed(town, link, item)
    with pytest.raises(Unmet, match="decider_uninvolved"):
        decide_prosecution(town.acting("fis2"), scene.pathway, reasons=REASONS)


def test_whoever_declared_a_conflict_does_not_decide(town: Town) -> None:
    scene = a_scene(town)
    review = both_given(scene)
    declare_conflict(town.acting("fis2"), review, text="A cousin of mine.")
    with pytest.raises(Unmet, match="decider_uninvolved"):
        decide_prosecution(town.acting("fis2"), scene.pathway, reasons=REASONS)


def test_an_aggravator_not_known_stops_the_decision(town: Town) -> None:
    scene = a_scene(town)
    review = both_given(scene)
    unsure = {Aggravator.LETTER_F: Answer.UNKNOWN}
    answer_criteria(town.acting("fis1"), review, answers={}, aggravators=unsure)
    with pytest.raises(Unmet, match="aggravators_answered"):
        decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)


def test_an_exclusion_needs_two_different_prosecutors(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review, E4=Answer.YES)
    given(scene, review, "pol1")
    given(scene, review, "fis1")
    with pytest.raises(Unmet, match="exclusions_cleared"):
        decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    firearm = town.session.scalars(select(Criterion).where(Criterion.code == "E4")).one()
    asked = request_override(
        town.acting("fis1"), review, criterion_id=firearm.id, reason="A toy, as the video shows."
    )
    with pytest.raises(Unmet, match="second_person"):
        confirm_override(town.acting("fis1"), asked)
    with pytest.raises(Unmet, match="exclusions_cleared"):
        decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    confirm_override(town.acting("fis2"), asked)
    decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    assert asked.decision_id == town.session.scalars(select(Decision)).one().id


def test_an_exclusion_does_not_stand_against_prosecution(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review, E4=Answer.YES)
    given(scene, review, "pol1", Outcome.PROSECUTION)
    given(scene, review, "fis1", Outcome.PROSECUTION)
    decide_prosecution(town.acting("fis1"), scene.pathway, reasons=REASONS)
    assert scene.pathway.stage is Stage.PROSECUTION


def test_a_dispute_is_settled_by_two_prosecutors_with_minutes(town: Town) -> None:
    scene = a_scene(town)
    review = both_given(scene, Outcome.PROSECUTION)
    with pytest.raises(Unmet, match="opinions_equal"):
        decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    open_dispute(town.acting("fis1"), scene.pathway)
    fields = {**MINUTES, "held_on": town.clock().date(), "reasons": REASONS}
    with pytest.raises(Unmet, match="dispute_minuted"):
        propose(
            town.acting("fis1"), "P.settle_candidate", scene.pathway, **{**fields, "minutes": ""}
        )
    asked = propose(town.acting("fis1"), "P.settle_candidate", scene.pathway, **fields)
    assert scene.pathway.stage is Stage.DISPUTED
    with pytest.raises(NotKnown):
        confirm(town.acting("fis1"), asked, town.actor("fis1"), scene.pathway, **fields)
    confirm(town.acting("fis2"), asked, town.actor("fis1"), scene.pathway, **fields)
    assert scene.pathway.stage is Stage.CANDIDATE
    decision = town.session.scalars(select(Decision)).one()
    signed = {decision.decided_by_id, decision.second_prosecutor_id}
    assert signed == {town.users["fis1"].id, town.users["fis2"].id}
    assert review.standing is ReviewStatus.DECIDED


def test_work_that_is_missing_is_named_to_the_analyst(town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    return_for_work(
        town.acting("fis1"),
        scene.pathway,
        reason="The second video is missing.",
        tasks="Ask for the video of the second buy.",
    )
    assert scene.pathway.stage is Stage.BUILDING
    assert review.standing is ReviewStatus.RETURNED
    task = town.session.scalars(select(Task)).one()
    assert task.text == "Ask for the video of the second buy."


def test_want_of_evidence_takes_somebody_off_with_a_last_day(town: Town) -> None:
    scene = a_scene(town)
    reviewed(scene)
    remove_insufficient(
        town.acting("fis1"),
        scene.pathway,
        reason_code=RemovalReason.INSUFFICIENT,
        reason="The laboratory found no substance.",
    )
    assert scene.pathway.stage is Stage.REMOVED
    assert scene.pathway.purge_on is not None


def test_a_review_is_reopened_by_two_on_new_facts(town: Town) -> None:
    scene = a_scene(town)
    first = both_given(scene)
    decide_prosecution(town.acting("fis1"), scene.pathway, reasons=REASONS)
    asked = propose(town.acting("fis1"), "P.reopen_review", scene.pathway, new_facts=FACTS)
    confirm(town.acting("fis2"), asked, town.actor("fis1"), scene.pathway, new_facts=FACTS)
    again = current_review(town.acting("fis1"), scene.pathway.id)
    assert again is not None
    assert (again.number, again.new_facts) == (2, FACTS)
    assert first.superseded_by_id == again.id
    with pytest.raises(Unmet, match="second_person"):
        reopen_review(town.acting("fis1"), scene.pathway, new_facts=FACTS)


@pytest.mark.rule("C24")
def test_an_adolescent_goes_to_the_youth_track_with_a_defender(town: Town) -> None:
    scene = a_scene(town)
    fields = {
        "referred_to": "Youth service",
        "defender": "Defensora Juvenil",
        "guardian_name": "Madre",
        "guardian_told_at": town.clock(),
    }
    with pytest.raises(Unmet, match="is_adolescent"):
        send_to_youth_track(town.acting("fis1"), scene.pathway, **fields)
    born(scene, town.clock().date().replace(year=2010))
    with pytest.raises(Unmet, match="youth_defender_referred"):
        send_to_youth_track(town.acting("fis1"), scene.pathway, **{**fields, "defender": ""})
    send_to_youth_track(town.acting("fis1"), scene.pathway, **fields)
    assert scene.pathway.stage is Stage.YOUTH
    assert town.session.scalars(select(YouthReferral)).one().defender == "Defensora Juvenil"


def test_telling_opens_the_decision_to_the_defence(town: Town) -> None:
    scene = a_scene(town)
    both_given(scene)
    decide_candidate(town.acting("fis1"), scene.pathway, reasons=REASONS)
    tell_decision(town.acting("fis1"), scene.pathway, told_at=town.clock())
    opened = town.session.scalars(select(Grant).where(Grant.role == Role.DEFENDER)).all()
    assert {grant.opened_by_step for grant in opened} == {"P.tell_decision"}
    assert town.session.scalars(select(Decision)).one().told_at == town.clock()
