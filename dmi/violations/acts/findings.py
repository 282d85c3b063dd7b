"""What two people find, what the programme answers, and the appeal."""

from datetime import date
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.kernel.refusals import NotKnown
from dmi.violations.guards import findings, inquiry  # noqa: F401 - importing registers them
from dmi.violations.models.finding import Appeal, Finding, Response
from dmi.violations.models.report import ViolationReport
from dmi.violations.queries import reports
from dmi.violations.rules import appeal_ends
from dmi.violations.words import AppealOutcome, FindingOutcome, ResponseLevel


def _found(
    acting: Acting, report: ViolationReport, outcome: FindingOutcome, reasons: str
) -> Finding:
    row = Finding(
        report_id=report.id,
        outcome=outcome,
        decided_by_id=acting.first_id,
        second_by_id=acting.second_id,
        decided_at=acting.at,
        appeal_until=appeal_ends(acting.today, acting.number("appeal_window")),
        key_ref=report.key_ref,
    )
    row.reasons = reasons
    return acting.add(row, under=report)


@act("V.find_founded", needs=("reasons",))
def find_founded(acting: Acting, report: ViolationReport, *, reasons: str) -> None:
    """Two people sign that it happened and that nothing excuses it."""
    _found(acting, report, FindingOutcome.FOUNDED, reasons)


@act("V.find_not_proven", needs=("reasons",))
def find_not_proven(acting: Acting, report: ViolationReport, *, reasons: str) -> None:
    """Two people sign that it cannot be said; the report is sealed."""
    _found(acting, report, FindingOutcome.NOT_PROVEN, reasons)
    report.sealed_at = acting.at


@act("V.find_unfounded", needs=("reasons",))
def find_unfounded(acting: Acting, report: ViolationReport, *, reasons: str) -> None:
    """Two people sign that there is nothing in it; the report is sealed."""
    _found(acting, report, FindingOutcome.UNFOUNDED, reasons)
    report.sealed_at = acting.at


@act("V.set_response", needs=("level", "description"))
def set_response(
    acting: Acting,
    report: ViolationReport,
    *,
    level: ResponseLevel,
    description: str,
    ends_on: date | None = None,
) -> None:
    """Answer a founded finding with a step of the ladder."""
    finding = reports.finding_of(acting, report)
    row = Response(
        finding_id=finding.id if finding else None,
        pathway_id=report.pathway_id,
        level=level,
        description=description,
        ends_on=ends_on,
        set_by_id=acting.by.id,
    )
    acting.add(row, under=report)


@act("V.appeal", needs=("grounds", "reviewer"))
def appeal(acting: Acting, report: ViolationReport, *, grounds: str, reviewer: UUID) -> None:
    """Ask for a review by somebody who had no part in the finding."""
    finding = reports.finding_of(acting, report)
    if finding is None or reviewer == acting.by.id:
        raise NotKnown
    row = Appeal(
        finding_id=finding.id,
        lodged_by_id=acting.by.id,
        lodged_at=acting.at,
        reviewer_id=reviewer,
        key_ref=report.key_ref,
    )
    row.grounds = grounds
    acting.add(row, under=report)


def _answered(
    acting: Acting, report: ViolationReport, outcome: AppealOutcome, reasons: str
) -> Finding:
    finding = reports.finding_of(acting, report)
    lodged = reports.appeal_of(acting, finding)
    if finding is None or lodged is None:
        raise NotKnown
    lodged.reasons = reasons
    lodged.decided_at = acting.at
    lodged.outcome = outcome
    return finding


@act("V.uphold", needs=("reasons",))
def uphold(acting: Acting, report: ViolationReport, *, reasons: str) -> None:
    """Let the finding stand; it is final."""
    finding = _answered(acting, report, AppealOutcome.UPHELD, reasons)
    finding.final_on = acting.today


@act("V.overturn", needs=("reasons",))
def overturn(acting: Acting, report: ViolationReport, *, reasons: str) -> None:
    """Take the finding away; the report is sealed."""
    _answered(acting, report, AppealOutcome.OVERTURNED, reasons)
    report.sealed_at = acting.at


@act("V.close_founded")
def close_founded(acting: Acting, report: ViolationReport) -> None:
    """Close a report once its answer stands and nobody can appeal."""
    finding = reports.finding_of(acting, report)
    if finding is not None and finding.final_on is None:
        finding.final_on = acting.today


@act("V.close_cleared")
def close_cleared(acting: Acting, report: ViolationReport) -> None:
    """End the life of a report that cleared the person; it stays sealed."""
    report.sealed_at = report.sealed_at or acting.at
