"""Publishing a report: issued with a folio, fixed for ever, corrected by another one, withdrawn."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import dmi.outcomes.guards  # noqa: F401 - registers what closing a cohort asks
from dmi.access import papers
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.papers import Wording
from dmi.documents import register
from dmi.documents.models import IssuedPaper
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.outcomes import published, queries
from dmi.outcomes.models.evaluation import CouncilReport, EvaluationRun, OutcomeReport
from dmi.outcomes.rules import SHORTEST_REASON
from dmi.outcomes.words import ReportKind
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.store.database import queue_up


@write("outcomes.report.written", data_class=DataClass.OUTCOMES)
def write_report(
    acting: Acting,
    run: EvaluationRun,
    /,
    *,
    cohort_id: UUID | None = None,
    corrects_id: UUID | None = None,
    corrects_reason: str | None = None,
    **said: str,
) -> OutcomeReport:
    """Write the mayor's page on a result: what is told of harm and what nobody can know.

    ``cohort_id`` says whose outcome it tells; without one it is of the market alone.
    """
    report = OutcomeReport(
        run_id=run.id,
        kind=ReportKind.MAYOR,
        cohort_id=cohort_id,
        corrects_id=corrects_id,
        corrects_reason=corrects_reason or None,
        **said,
    )
    return acting.add(report, under=run)


@write("outcomes.council.written", data_class=DataClass.OUTCOMES)
def write_council_report(
    acting: Acting, _place: None, /, *, corrects_reason: str | None = None, **said: Any
) -> CouncilReport:
    """Write the report to the council on a quarter; what stands of that quarter is corrected.

    Raises:
        Unmet: a correction without a reason.
    """
    before = published.of_quarter(acting, said["period"])
    if before and not (corrects_reason or "").strip():
        raise Unmet((UnmetCondition("correction_reasoned", {"min": SHORTEST_REASON}),))
    report = CouncilReport(
        **said,
        corrects_id=before[0].id if before else None,
        corrects_reason=corrects_reason if before else None,
    )
    return acting.add(report)


@write("outcomes.report.published", data_class=DataClass.OUTCOMES)
def publish(
    acting: Acting,
    report: OutcomeReport | CouncilReport,
    *,
    wording: Wording,
    body: Mapping[str, Any],
    withdrawn_counts: bool = False,
) -> None:
    """Publish a report; where the place has such a paper, it is issued in the same moment.

    ``body`` holds every figure that would be counted anew otherwise.

    Raises:
        Unmet: it is published, another one stands that it does not correct, its quarter goes on,
            the plan was changed since, or the counts that it rests on were withdrawn.
    """
    queue_up(acting.session, f"reports of {_about(report)}")
    gaps = []
    if report.published_at is not None:
        gaps.append(UnmetCondition("report_open"))
    if isinstance(report, OutcomeReport) and not queries.is_newest(acting, report.run.plan):
        gaps.append(UnmetCondition("plan_newest"))
    other = published.beside(acting, report)
    if other is not None and other.id != report.corrects_id:
        gaps.append(UnmetCondition("report_corrects"))
    if isinstance(report, CouncilReport) and not published.is_over(acting, report):
        gaps.append(UnmetCondition("quarter_over"))
    if withdrawn_counts:
        gaps.append(UnmetCondition("counts_stand"))
    if gaps:
        raise Unmet(tuple(gaps))
    if wording.paper in load(acting.profile).papers:
        entry = papers.issue(acting, wording, report)
        papers.print_issued(acting, [entry])
        report.paper_id = entry[0].id
    report.body, report.suppression = dict(body), acting.number("suppress_public")
    report.published_at, report.published_by_id = acting.at, acting.by.id


def _about(report: OutcomeReport | CouncilReport) -> str:
    """Return what but one report may stand for at a time."""
    if isinstance(report, CouncilReport):
        return f"{report.jurisdiction_id} {report.period}"
    return str(report.run.plan.market_id)


@write("outcomes.report.withdrawn", data_class=DataClass.OUTCOMES)
def withdraw(acting: Acting, report: OutcomeReport | CouncilReport, *, reason: str) -> None:
    """Withdraw a published report with its reason, and void its paper; both stay readable.

    Raises:
        Unmet: it is not published, or it was withdrawn already.
    """
    if report.published_at is None or report.withdrawn_at is not None:
        raise Unmet((UnmetCondition("report_published"),))
    report.withdrawn_at, report.withdrawn_by_id = acting.at, acting.by.id
    report.withdrawal_reason = reason
    if report.paper_id is not None:
        paper = acting.session.get_one(IssuedPaper, report.paper_id)
        if paper.voided_at is None:
            register.void(paper, at=acting.at, reason=reason)
