"""How a way ends: own wish, termination, graduation, a quiet year, a case that has ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dmi.closing import queries
from dmi.closing.acts import finishing, leaving
from dmi.closing.models import Desistance, Exit, ExitInterview, GraduationReview
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.people.words import NoticeChannel
from dmi.policy.states import CaseStatus, Stage, ViolationStatus
from dmi.support.models.enrolment import Enrolment
from dmi.support.words import EnrolmentStatus, ExitType
from dmi.violations.acts import activation
from dmi.violations.words import FindingOutcome, ViolationKind
from tests.builders import placed
from tests.conftest import Clock
from tests.people import Town
from tests.violations.scenes import (
    REASONS,
    Scene,
    a_finding,
    a_report,
    a_scene,
    an_enrolment,
    heard,
    noticed,
)


def test_withdrawal_is_a_right_once_explained(town: Town) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    an_enrolment(scene)
    words = "Me voy a vivir con mi hermana."
    with pytest.raises(Unmet, match="consequences_explained"):
        leaving.withdraw(
            town.acting("ts1"), scene.pathway, own_words=words, consequences_explained=False
        )
    leaving.withdraw(
        town.acting("ts1"), scene.pathway, own_words=words, consequences_explained=True
    )
    left = town.session.scalars(select(Exit)).one()
    enrolled = town.session.scalars(select(Enrolment)).one()
    assert scene.pathway.stage is Stage.WITHDRAWN
    assert (left.own_words, left.explained_at) == (words, town.clock())
    assert (enrolled.standing, enrolled.exit_type) == (EnrolmentStatus.ENDED, ExitType.WITHDRAWN)


def a_final_finding(scene: Scene, kind: ViolationKind = ViolationKind.V1) -> object:
    """Write a founded finding that nobody can change any more, after notice and account."""
    report = a_report(scene, ViolationStatus.RESPONSE_SET, kind)
    noticed(scene, report)
    heard(scene, report)
    return a_finding(scene, report).id


def test_termination_is_signed_by_two_who_did_not_sign_the_finding(town: Town) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    an_enrolment(scene)
    fields = {"finding": a_final_finding(scene), "reasons": REASONS}
    with pytest.raises(Unmet, match="finding_signers_absent"):
        scene.two("P.terminate", scene.pathway, "fis2", "jef1", **fields)
    scene.two("P.terminate", scene.pathway, "fis2", "jef2", **fields)
    assert scene.pathway.stage is Stage.TERMINATED


def test_a_minor_breach_ends_nothing(town: Town) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    finding = a_final_finding(scene, ViolationKind.V5)
    with pytest.raises(Unmet, match="finding_supports_termination"):
        scene.two("P.terminate", scene.pathway, "fis2", "jef2", finding=finding, reasons=REASONS)


def test_nobody_is_ended_unheard(town: Town) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    report = a_report(scene, ViolationStatus.FOUNDED)
    finding = a_finding(scene, report, days_ago=1)
    with pytest.raises(Unmet) as refused:
        scene.two("P.terminate", scene.pathway, "fis2", "jef2", finding=finding.id, reasons=REASONS)
    missing = {gap.guard for gap in refused.value.gaps}
    assert {"account_heard", "finding_final", "defender_notified"} <= missing


def test_graduation_waits_for_interview_and_open_reports(town: Town) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    enrolled = an_enrolment(scene)
    a_report(scene)
    with pytest.raises(Unmet) as refused:
        scene.two("P.graduate", scene.pathway, "jef1", "fis1")
    missing = {gap.guard for gap in refused.value.gaps}
    assert {"exit_interview_held", "no_open_report"} <= missing
    finishing.hold_interview(town.acting("ts1"), enrolled, held_on=town.clock().date())
    assert town.session.scalars(select(ExitInterview)).one().held_by_id == town.users["ts1"].id


def test_nobody_graduates_with_a_founded_new_offence(town: Town) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    a_finding(scene, a_report(scene, ViolationStatus.CLOSED), FindingOutcome.FOUNDED)
    with pytest.raises(Unmet, match="no_founded_new_offence"):
        scene.two("P.graduate", scene.pathway, "jef1", "fis1")


def test_leaving_needs_proof_or_a_reason(town: Town) -> None:
    scene = a_scene(town, Stage.DECLINED)
    with pytest.raises(Unmet, match="exit_proof_or_reason"):
        leaving.leave(town.acting("ts1"), scene.pathway, exit_reason=ExitType.MOVED)
    why = "The family told it at the door; nobody lives there now."
    leaving.leave(town.acting("ts1"), scene.pathway, exit_reason=ExitType.MOVED, reason=why)
    assert scene.pathway.stage is Stage.LEFT


def test_a_quiet_year_is_marked_by_the_scheduler(town: Town, clock: Clock) -> None:
    scene = a_scene(town, Stage.DECLINED)
    acting = town.acting("sys1")
    assert queries.quiet_people(acting) == []
    with pytest.raises(Unmet, match="quiet_year_passed"):
        finishing.mark_desisting(acting, scene.pathway)
    clock.move(days=366)
    acting = town.acting("sys1")
    assert queries.quiet_people(acting) == [scene.pathway]
    finishing.mark_desisting(acting, scene.pathway)
    assert scene.pathway.stage is Stage.DESISTING
    assert town.session.scalars(select(Desistance)).one().marked_at == clock()
    assert queries.quiet_people(acting) == []


def test_an_open_report_holds_a_quiet_year_up(town: Town, clock: Clock) -> None:
    scene = a_scene(town, Stage.DECLINED)
    clock.move(days=366)
    a_report(scene)
    acting = town.acting("sys1")
    assert queries.quiet_people(acting) == []
    with pytest.raises(Unmet, match="no_open_report"):
        finishing.mark_desisting(acting, scene.pathway)


def test_a_closing_letter_leaves_on_a_prosecutors_word_alone(town: Town) -> None:
    scene = a_scene(town, Stage.GRADUATED)
    with pytest.raises(Unmet, match="closing_notice_ready"):
        finishing.close_by_completion(town.acting("fis1"), scene.case)
    lapse = finishing.draft_lapse(town.acting("jef1"), scene.case)
    finishing.close_by_completion(town.acting("fis1"), scene.case)
    assert scene.case.status is CaseStatus.CLOSED_BY_COMPLETION
    told = {"told_at": town.clock(), "how": NoticeChannel.IN_PERSON}
    with pytest.raises(Unmet, match="lapse_notice_released"):
        finishing.tell_of_lapse(town.acting("jef1"), lapse, defender_told_at=town.clock(), **told)
    with pytest.raises(NotKnown):
        finishing.release_lapse(town.acting("jef1"), lapse)
    finishing.release_lapse(town.acting("fis1"), lapse)
    finishing.tell_of_lapse(town.acting("jef1"), lapse, defender_told_at=town.clock(), **told)
    assert lapse.released_by_id == town.users["fis1"].id
    assert lapse.notice.told_at == town.clock()


def test_the_filing_moves_the_person_only_once_it_is_filed(town: Town) -> None:
    scene = a_scene(town, Stage.ENROLLED)
    fields = {"charge_ref": "RIT 99-2026", "finding": a_final_finding(scene)}
    with pytest.raises(Unmet, match="case_filed"):
        scene.two("P.record_filing", scene.pathway, "fis1", "fis2", **fields)
    scene.case.stand(CaseStatus.FILED.value)
    town.session.flush()
    scene.two("P.record_filing", scene.pathway, "fis1", "fis2", **fields)
    assert scene.pathway.stage is Stage.PROSECUTION
    assert scene.pathway.charged_on == town.clock().date()


def test_who_was_offered_support_goes_to_prosecution_with_the_case(town: Town) -> None:
    scene = a_scene(town, Stage.OFFERED)
    asked = {"reasons": REASONS, "alternatives": REASONS, "next_steps": REASONS}
    activation.request_activation(
        town.acting("fis1"), scene.case, finding=a_final_finding(scene), **asked
    )
    told = {"charge_ref": "RIT 99-2026", "defender_notified_at": town.clock()}
    scene.two("B.confirm_filing", scene.case, "fis1", "fis2", **told)
    assert (scene.case.status, scene.pathway.stage) == (CaseStatus.FILED, Stage.PROSECUTION)


def test_somebody_let_go_was_told_first(town: Town) -> None:
    scene = a_scene(town, Stage.DECLINED)
    scene.case.expired_on = town.clock().date()
    scene.case.stand(CaseStatus.EXPIRED.value)
    town.session.flush()
    with pytest.raises(Unmet, match="lapse_notice_released"):
        finishing.release_person(town.acting("fis1"), scene.pathway)
    lapse = finishing.draft_lapse(town.acting("fis1"), scene.case)
    finishing.release_lapse(town.acting("fis1"), lapse)
    finishing.tell_of_lapse(
        town.acting("fis1"),
        lapse,
        told_at=town.clock(),
        how=NoticeChannel.IN_PERSON,
        defender_told_at=town.clock(),
    )
    finishing.release_person(town.acting("fis1"), scene.pathway)
    assert scene.pathway.stage is Stage.LEFT


def test_a_graduation_names_its_two_signers(town: Town) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    enrolled = an_enrolment(scene)
    review = GraduationReview(
        enrolment_id=enrolled.id,
        criteria_met={},
        decided_by_id=town.users["jef1"].id,
        second_by_id=town.users["fis1"].id,
        on=town.clock().date() + timedelta(days=1),
    )
    placed(town, review, scene.pathway)
    assert queries.graduation_of(town.acting("jef1"), scene.pathway.id) is review
