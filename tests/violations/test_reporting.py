"""Who may report what, from where, and how a report is set aside or admitted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dmi.access.models.grants import Grant
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.people.words import NoticeChannel
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import ViolationStatus
from dmi.violations.acts import reports as acts
from dmi.violations.models.report import Account, ViolationReport
from dmi.violations.queries import reports
from dmi.violations.words import (
    AccountBy,
    MatchResult,
    TriageReason,
    ViolationKind,
    ViolationSource,
)
from tests.conftest import Clock
from tests.people import Town
from tests.violations.scenes import FACTS, Scene, a_report, a_scene, checked, noticed

TOLD = "ir al control del 4 de mayo y avisar si no puede llegar."


def reported(scene: Scene, user: str = "pol1", **other: object) -> ViolationReport:
    """Report a new sale as a police analyst does, or with other fields."""
    fields: dict[str, object] = {
        "kind": ViolationKind.V1,
        "source_kind": ViolationSource.POLICE_REPORT,
        "report_number": "1187",
        "alleged_at": scene.town.clock() - timedelta(days=1),
        "facts": FACTS,
        "first_hand": True,
    }
    return acts.report_violation(scene.town.acting(user), scene.pathway, **{**fields, **other})


def test_a_report_is_written_down_with_its_source(town: Town) -> None:
    scene = a_scene(town)
    report = reported(scene)
    assert report.status is ViolationStatus.REPORTED
    assert (report.facts, report.report_number) == (FACTS, "1187")
    assert report.subject_id == scene.pathway.id


@pytest.mark.rule("F94")
@pytest.mark.parametrize("source", ["SESSION", "NOTE", "", None])
def test_nothing_said_in_a_session_can_be_a_source(town: Town, source: str | None) -> None:
    scene = a_scene(town)
    with pytest.raises(Unmet, match="source_allowed"):
        reported(scene, source_kind=source)


@pytest.mark.rule("F94")
def test_a_worker_reports_only_what_was_seen_outside_sessions(town: Town) -> None:
    scene = a_scene(town)
    with pytest.raises(Unmet, match="source_allowed"):
        reported(scene, "ts1", kind=ViolationKind.V3)
    seen = {"kind": ViolationKind.V3, "source_kind": ViolationSource.STAFF_OBSERVATION}
    assert reported(scene, "ts1", **seen).kind is ViolationKind.V3


def test_each_role_reports_its_own_kinds(town: Town) -> None:
    scene = a_scene(town)
    with pytest.raises(Unmet, match="kind_fits_reporter"):
        reported(scene, kind=ViolationKind.V5)
    with pytest.raises(NotKnown):
        reported(scene, "psi1")


def test_a_report_needs_its_facts_and_number(town: Town) -> None:
    scene = a_scene(town)
    with pytest.raises(Unmet, match="facts_written"):
        reported(scene, facts="Something.")
    with pytest.raises(Unmet, match="source_allowed"):
        reported(scene, report_number="")


def test_the_same_event_is_reported_once(town: Town) -> None:
    scene = a_scene(town)
    first = reported(scene)
    with pytest.raises(Unmet, match="no_same_event_report"):
        reported(scene)
    first.sealed_at = town.clock()
    assert reported(scene).id != first.id


@pytest.mark.rule("C47")
def test_missed_checkins_need_failed_rescues_and_a_person(town: Town) -> None:
    scene = a_scene(town)
    missed = {"kind": ViolationKind.V5, "source_kind": ViolationSource.CHECK_IN}
    with pytest.raises(Unmet, match="rescues_failed_if_v5"):
        reported(scene, "ts1", **missed)
    with pytest.raises(NotKnown):
        reported(scene, Role.SCHEDULER.value.lower() + "1", **missed)


def test_a_no_show_counts_only_after_personal_service(town: Town) -> None:
    scene = a_scene(town)
    with pytest.raises(Unmet, match="no_show_conditions_if_v4"):
        reported(scene, "jef1", kind=ViolationKind.V4, source_kind=ViolationSource.LEDGER)


def test_a_report_is_admitted_by_somebody_else(town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene)
    acts.accept_for_inquiry(town.acting("jef1"), report)
    assert report.status is ViolationStatus.UNDER_INQUIRY
    own = a_report(scene, kind=ViolationKind.V3, by="jef1")
    with pytest.raises(Unmet, match="triager_not_reporter"):
        acts.accept_for_inquiry(town.acting("jef1"), own)
    with pytest.raises(Unmet, match="triager_not_reporter"):
        acts.triage_out(town.acting("jef1"), own, reason=TriageReason.RIVAL)


def test_what_happened_before_the_rules_were_told_is_not_admitted(town: Town) -> None:
    scene = a_scene(town)
    early = a_report(scene, alleged_at=town.clock() - timedelta(days=90))
    with pytest.raises(Unmet, match="after_person_was_told"):
        acts.accept_for_inquiry(town.acting("jef1"), early)
    untold = a_report(scene, kind=ViolationKind.V7)
    with pytest.raises(Unmet, match="within_told_rules"):
        acts.accept_for_inquiry(town.acting("jef1"), untold)


def test_a_report_set_aside_is_sealed_at_once(town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene)
    acts.triage_out(town.acting("jef1"), report, reason=TriageReason.OWN_DOSE)
    assert report.status is ViolationStatus.TRIAGED_OUT
    with pytest.raises(NotKnown):
        reports.report(town.acting("jef1"), report.id)


def test_a_report_is_taken_back_with_a_reason(town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    with pytest.raises(Unmet, match="reason_given"):
        acts.withdraw_report(town.acting("jef1"), report, reason="mistake")
    acts.withdraw_report(town.acting("jef1"), report, reason="It was another day and place.")
    assert report.triage_reason is TriageReason.WITHDRAWN
    assert report.sealed_at == town.clock()


def test_the_notice_waits_for_the_identity(town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    fields = {"body": TOLD, "how": NoticeChannel.IN_PERSON, "defender_notified_at": town.clock()}
    with pytest.raises(Unmet, match="identity_check_positive"):
        acts.send_notice(town.acting("ts1"), report, **fields)
    checked(scene, report)
    with pytest.raises(Unmet, match="defender_notified"):
        acts.send_notice(town.acting("ts1"), report, **{**fields, "defender_notified_at": None})
    with pytest.raises(Unmet, match="notice_plain_and_complete"):
        acts.send_notice(town.acting("ts1"), report, **{**fields, "body": "Venga."})
    acts.send_notice(town.acting("ts1"), report, **fields)
    notice = reports.notice_of(town.acting("ts1"), report)
    assert notice is not None
    assert (notice.account_due_on - town.clock().date()).days == 7
    opened = town.session.scalars(select(Grant).where(Grant.source_ref == report.id)).all()
    assert {(one.role, one.data_class) for one in opened} == {(Role.DEFENDER, DataClass.VIOLATIONS)}


def test_another_person_is_cleared_and_sealed(town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    checked(scene, report)
    with pytest.raises(Unmet, match="identity_check_negative"):
        acts.find_wrong_person(town.acting("jef1"), report)
    other = a_report(scene, ViolationStatus.UNDER_INQUIRY, ViolationKind.V2)
    checked(scene, other, MatchResult.DIFFERENT)
    acts.find_wrong_person(town.acting("jef1"), other)
    assert (other.status, other.sealed_at) == (ViolationStatus.WRONG_PERSON, town.clock())


@pytest.mark.rule("C49", "F102")
def test_the_person_answers_within_the_window(town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.NOTICE_SENT)
    noticed(scene, report)
    with pytest.raises(Unmet, match="account_window_over"):
        acts.close_account_window(town.acting("sys1"), report)
    acts.record_account(
        town.acting("ts1"), report, text="Estaba en mi turno.", given_by=AccountBy.PERSON
    )
    assert report.status is ViolationStatus.ACCOUNT_TAKEN


@pytest.mark.rule("C49")
def test_silence_is_written_down_only_after_the_last_day(town: Town, clock: Clock) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.NOTICE_SENT)
    noticed(scene, report)
    assert reports.accounts_over(town.acting("sys1")) == []
    clock.move(days=8)
    with pytest.raises(Unmet, match="account_window_open"):
        acts.record_account(town.acting("ts1"), report, text="Tarde.", given_by=AccountBy.PERSON)
    assert reports.accounts_over(town.acting("sys1")) == [report]
    acts.close_account_window(town.acting("sys1"), report)
    account = town.session.scalars(select(Account)).one()
    assert (account.is_silence, account.given_by) == (True, AccountBy.NOBODY)
    assert reports.accounts_over(town.acting("sys1")) == []
