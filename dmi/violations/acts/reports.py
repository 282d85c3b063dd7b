"""From what somebody reports to what the person answers."""

from datetime import datetime

from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.people.models.pathway import Pathway
from dmi.people.words import IdentityBasis, NoticeChannel
from dmi.policy.classes import DataClass
from dmi.violations.guards import inquiry, reporting  # noqa: F401 - importing registers them
from dmi.violations.models.report import Account, IdentityCheck, ViolationNotice, ViolationReport
from dmi.violations.queries import reports
from dmi.violations.rules import GRAVITY
from dmi.violations.words import (
    AccountBy,
    MatchResult,
    TriageReason,
    ViolationKind,
    ViolationSource,
)


@act("V.report_violation", needs=("kind", "source_kind", "alleged_at", "facts"))
def report_violation(
    acting: Acting,
    pathway: Pathway,
    *,
    kind: ViolationKind,
    source_kind: ViolationSource,
    alleged_at: datetime,
    facts: str,
    first_hand: bool = False,
    report_number: str | None = None,
    verified_how: str | None = None,
) -> ViolationReport:
    """Write down what somebody knows of by their own work, outside any session."""
    row = ViolationReport(
        pathway_id=pathway.id,
        kind=kind,
        gravity=GRAVITY[kind],
        source_kind=source_kind,
        report_number=report_number,
        alleged_at=alleged_at,
        first_hand=first_hand,
        verified_how=verified_how,
        reported_by_id=acting.by.id,
        reported_at=acting.at,
        key_ref=pathway.key_ref,
    )
    row.facts = facts
    return acting.add(row, under=pathway)


@act("V.triage_out", needs=("reason",))
def triage_out(acting: Acting, report: ViolationReport, *, reason: TriageReason) -> None:
    """Set a report aside with its reason; it counts nowhere."""
    if report.reported_by_id == acting.by.id:
        raise Unmet((UnmetCondition("triager_not_reporter"),))
    report.triage_reason = reason
    report.triaged_by_id = acting.by.id
    report.sealed_at = acting.at


@act("V.accept_for_inquiry")
def accept_for_inquiry(acting: Acting, report: ViolationReport) -> None:
    """Admit a report, so that it can be asked whether it is this person."""
    report.triaged_by_id = acting.by.id


@write("violations.identity.checked", data_class=DataClass.VIOLATIONS)
def check_identity(
    acting: Acting, report: ViolationReport, *, method: IdentityBasis, result: MatchResult
) -> IdentityCheck:
    """Write down whether the report is about this very person, and how that is known."""
    row = IdentityCheck(
        report_id=report.id,
        checked_by_id=acting.by.id,
        checked_at=acting.at,
        method=method,
        result=result,
    )
    return acting.add(row, under=report)


@act("V.withdraw_report", needs=("reason",))
def withdraw_report(acting: Acting, report: ViolationReport, *, reason: str) -> None:
    """Take a report back; the reason stands in its history."""
    del reason
    report.triage_reason = TriageReason.WITHDRAWN
    report.sealed_at = acting.at


@act("V.find_wrong_person")
def find_wrong_person(acting: Acting, report: ViolationReport) -> None:
    """Record that it was somebody else: sealed everywhere at once."""
    report.sealed_at = acting.at


@act("V.send_notice", needs=("body", "how", "defender_notified_at"))
def send_notice(
    acting: Acting,
    report: ViolationReport,
    *,
    body: str,
    how: NoticeChannel,
    defender_notified_at: datetime,
) -> None:
    """Tell the person what is said, how to answer and until when; the defender likewise."""
    notice = ViolationNotice(
        report_id=report.id,
        sent_at=acting.at,
        how=how,
        defender_notified_at=defender_notified_at,
        account_due_on=reports.account_due(acting),
        key_ref=report.key_ref,
    )
    notice.body = body
    acting.add(notice, under=report)


@act("V.record_account", needs=("text", "given_by"))
def record_account(
    acting: Acting, report: ViolationReport, *, text: str, given_by: AccountBy
) -> None:
    """Keep the person's own words."""
    row = _account(acting, report, given_by)
    row.text = text
    row.is_silence = False
    acting.add(row, under=report)


@act("V.close_account_window")
def close_account_window(acting: Acting, report: ViolationReport) -> None:
    """Write down that the time passed without an answer, which admits nothing."""
    row = _account(acting, report, AccountBy.NOBODY)
    row.is_silence = True
    acting.add(row, under=report)


def _account(acting: Acting, report: ViolationReport, given_by: AccountBy) -> Account:
    return Account(
        report_id=report.id,
        given_by=given_by,
        recorded_by_id=acting.by.id,
        recorded_at=acting.at,
        key_ref=report.key_ref,
    )
