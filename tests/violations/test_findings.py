"""Two people find, the programme answers, the defender appeals; what cleared is sealed."""

from datetime import timedelta

import pytest

from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.matrix import Condition
from dmi.policy.states import ViolationStatus
from dmi.violations.acts import findings as acts
from dmi.violations.models.report import ViolationReport
from dmi.violations.queries import reports
from dmi.violations.words import FindingOutcome, ResponseLevel, ViolationKind
from tests.builders import open_to
from tests.conftest import Clock
from tests.people import Town
from tests.violations.scenes import REASONS, Scene, a_finding, a_report, a_scene, checked, heard


@pytest.fixture
def scene(town: Town) -> Scene:
    """Give a person whose defender knows of the report."""
    made = a_scene(town)
    open_to(town, "def1", made.pathway, Condition.AFTER_NOTICE)
    return made


def answered(scene: Scene, kind: ViolationKind = ViolationKind.V1) -> ViolationReport:
    """Write a report to which the person has answered."""
    report = a_report(scene, ViolationStatus.ACCOUNT_TAKEN, kind)
    checked(scene, report)
    heard(scene, report)
    return report


def found(scene: Scene, kind: ViolationKind = ViolationKind.V1) -> ViolationReport:
    """Let prosecutor and manager find a report founded."""
    report = answered(scene, kind)
    scene.two("V.find_founded", report, "fis1", "jef1", reasons=REASONS)
    return report


def test_a_finding_takes_two_people_and_reasons(town: Town, scene: Scene) -> None:
    report = answered(scene)
    with pytest.raises(Unmet, match="second_person"):
        acts.find_founded(town.acting("fis1"), report, reasons=REASONS)
    with pytest.raises(Unmet, match="decision_reasons_written"):
        scene.two("V.find_founded", report, "fis1", "jef1", reasons="Because.")
    scene.two("V.find_founded", report, "fis1", "jef1", reasons=REASONS)
    finding = reports.finding_of(town.acting("fis1"), report)
    assert finding is not None
    assert report.status is ViolationStatus.FOUNDED
    assert {finding.decided_by_id, finding.second_by_id} == {
        town.users["fis1"].id,
        town.users["jef1"].id,
    }
    assert finding.appeal_until == town.clock().date() + timedelta(days=10)


@pytest.mark.rule("C49")
def test_nobody_finds_before_the_person_answered_or_the_time_passed(
    town: Town, scene: Scene
) -> None:
    report = a_report(scene, ViolationStatus.NOTICE_SENT)
    with pytest.raises(Unmet, match="out_of_step"):
        scene.two("V.find_founded", report, "fis1", "jef1", reasons=REASONS)
    with pytest.raises(Unmet, match="out_of_step"):
        acts.set_response(town.acting("jef1"), report, level=ResponseLevel.L0, description="Hablar")


def test_missed_checkins_are_decided_by_manager_and_worker(scene: Scene) -> None:
    report = answered(scene, ViolationKind.V5)
    with pytest.raises(Unmet, match="deciders_fit_kind"):
        scene.two("V.find_unfounded", report, "fis1", "jef1", reasons=REASONS)
    scene.two("V.find_unfounded", report, "jef1", "ts1", reasons=REASONS)
    assert report.status is ViolationStatus.UNFOUNDED


def test_who_reported_or_examined_does_not_decide(town: Town, scene: Scene) -> None:
    report = a_report(scene, ViolationStatus.ACCOUNT_TAKEN, ViolationKind.V3, by="jef1")
    heard(scene, report)
    with pytest.raises(Unmet, match="deciders_uninvolved"):
        scene.two("V.find_founded", report, "fis1", "jef1", reasons=REASONS)
    scene.two("V.find_founded", report, "fis1", "jef2", reasons=REASONS)
    assert report.status is ViolationStatus.FOUNDED


@pytest.mark.rule("F97")
def test_a_tip_alone_founds_nothing(scene: Scene) -> None:
    report = answered(scene)
    report.first_hand = False
    with pytest.raises(Unmet, match="evidence_beyond_tip"):
        scene.two("V.find_founded", report, "fis1", "jef1", reasons=REASONS)
    report.verified_how = "Two cameras of the corner"
    scene.two("V.find_founded", report, "fis1", "jef1", reasons=REASONS)


@pytest.mark.parametrize("key", ["V.find_unfounded", "V.find_not_proven"])
def test_what_is_not_founded_is_sealed_at_once(town: Town, scene: Scene, key: str) -> None:
    report = answered(scene)
    scene.two(key, report, "fis1", "jef1", reasons=REASONS)
    assert report.sealed_at == town.clock()
    assert reports.reports(town.acting("jef1")) == []
    assert reports.cleared_to_close(town.acting("sys1")) == [report]
    acts.close_cleared(town.acting("sys1"), report)
    assert report.status is ViolationStatus.CLOSED
    assert reports.cleared_to_close(town.acting("sys1")) == []


def test_the_ladder_is_climbed_step_by_step(town: Town, scene: Scene) -> None:
    report = found(scene, ViolationKind.V3)
    with pytest.raises(Unmet, match="ladder_followed"):
        acts.set_response(town.acting("jef1"), report, level=ResponseLevel.L2, description="Hablar")
    acts.set_response(town.acting("jef1"), report, level=ResponseLevel.L0, description="Hablar")
    assert report.status is ViolationStatus.RESPONSE_SET


def test_a_new_offence_may_go_to_the_top_but_only_by_a_prosecutor(town: Town, scene: Scene) -> None:
    report = found(scene)
    with pytest.raises(Unmet, match="top_step_by_prosecutor"):
        acts.set_response(
            town.acting("jef1"), report, level=ResponseLevel.L5, description="Derivar"
        )
    acts.set_response(town.acting("fis1"), report, level=ResponseLevel.L5, description="Derivar")
    assert report.status is ViolationStatus.RESPONSE_SET


def test_an_appeal_goes_to_somebody_uninvolved(town: Town, scene: Scene, clock: Clock) -> None:
    report = found(scene)
    clock.move(days=9)
    reviewer = town.users["fis2"].id
    acts.appeal(town.acting("def1"), report, grounds="No era él.", reviewer=reviewer)
    for user in ("fis1", "jef1"):
        with pytest.raises(Unmet, match="reviewer_not_involved"):
            acts.overturn(town.acting(user), report, reasons=REASONS)
    acts.overturn(town.acting("fis2"), report, reasons=REASONS)
    assert (report.status, report.sealed_at) == (ViolationStatus.OVERTURNED, town.clock())
    assert reports.founded(town.acting("jef1"), scene.pathway.id) == []


def test_an_appeal_comes_in_time(town: Town, scene: Scene, clock: Clock) -> None:
    report = found(scene)
    clock.move(days=11)
    with pytest.raises(Unmet, match="appeal_window_open"):
        acts.appeal(town.acting("def1"), report, grounds="No.", reviewer=town.users["fis2"].id)
    with pytest.raises(NotKnown):
        acts.appeal(town.acting("jef1"), report, grounds="No.", reviewer=town.users["fis2"].id)


def test_a_finding_that_stands_is_final(town: Town, scene: Scene) -> None:
    report = found(scene)
    acts.appeal(town.acting("def1"), report, grounds="No.", reviewer=town.users["fis2"].id)
    acts.uphold(town.acting("fis2"), report, reasons=REASONS)
    finding = reports.finding_of(town.acting("fis2"), report)
    assert finding is not None
    assert finding.final_on == town.clock().date()
    with pytest.raises(Unmet, match="response_recorded"):
        acts.close_founded(town.acting("jef1"), report)
    acts.set_response(town.acting("jef1"), report, level=ResponseLevel.L0, description="Hablar")
    acts.close_founded(town.acting("jef1"), report)
    assert report.status is ViolationStatus.CLOSED


def test_nothing_is_closed_while_an_appeal_is_open(town: Town, scene: Scene, clock: Clock) -> None:
    report = found(scene)
    acts.set_response(town.acting("jef1"), report, level=ResponseLevel.L0, description="Hablar")
    with pytest.raises(Unmet, match="appeal_window_over"):
        acts.close_founded(town.acting("jef1"), report)
    clock.move(days=11)
    acts.close_founded(town.acting("jef1"), report)
    assert report.status is ViolationStatus.CLOSED


def test_the_ladder_counts_what_was_tried_before(town: Town, scene: Scene) -> None:
    first = a_report(scene, ViolationStatus.FOUNDED, ViolationKind.V3)
    a_finding(scene, first, FindingOutcome.FOUNDED)
    acts.set_response(town.acting("jef1"), first, level=ResponseLevel.L0, description="Hablar")
    again = a_report(scene, ViolationStatus.FOUNDED, ViolationKind.V3, by="pol2")
    a_finding(scene, again, FindingOutcome.FOUNDED)
    acts.set_response(town.acting("jef1"), again, level=ResponseLevel.L1, description="Plan")
    assert again.status is ViolationStatus.RESPONSE_SET
