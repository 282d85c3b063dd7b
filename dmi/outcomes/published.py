"""Which reports the public reads: published, not withdrawn, and replaced by no correction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.documents.models import IssuedPaper
from dmi.outcomes.models.evaluation import (
    CouncilReport,
    EvaluationPlan,
    EvaluationRun,
    OutcomeReport,
)
from dmi.outcomes.tallies.workload import Quarter, quarter_named
from dmi.policy.classes import DataClass

Report = OutcomeReport | CouncilReport


def stands(model: type[OutcomeReport] | type[CouncilReport]) -> ColumnElement[bool]:
    """Return the condition under which a report is what the public reads."""
    later: Any = aliased(model)
    replaced = select(later.id).where(
        later.corrects_id == model.id, later.published_at.is_not(None)
    )
    return and_(
        model.published_at.is_not(None),
        model.withdrawn_at.is_(None),
        ~replaced.correlate(model).exists(),
    )


def of_market(acting: Acting, market_id: UUID) -> list[OutcomeReport]:
    """Return what the public reads on a market, the newest first."""
    query = (
        select(OutcomeReport)
        .join(EvaluationRun, EvaluationRun.id == OutcomeReport.run_id)
        .join(EvaluationPlan, EvaluationPlan.id == EvaluationRun.plan_id)
        .where(EvaluationPlan.market_id == market_id, stands(OutcomeReport))
        .order_by(OutcomeReport.published_at.desc())
    )
    return list(acting.session.scalars(sight.narrow(query, acting, OutcomeReport)))


def of_quarter(acting: Acting, period: str) -> list[CouncilReport]:
    """Return what the council reads of a quarter: one report, or none."""
    query = select(CouncilReport).where(CouncilReport.period == period, stands(CouncilReport))
    return list(acting.session.scalars(sight.narrow(query, acting, CouncilReport)))


def beside(acting: Acting, report: Report) -> Report | None:
    """Return the other report that the public reads on the same cohort, market or quarter."""
    found: Sequence[Report]
    if isinstance(report, CouncilReport):
        found = of_quarter(acting, report.period)
    else:
        of_all = of_market(acting, report.run.plan.market_id)
        found = [one for one in of_all if one.cohort_id == report.cohort_id]
    return next((one for one in found if one.id != report.id), None)


def is_over(acting: Acting, report: CouncilReport) -> bool:
    """Tell whether the quarter of a report has ended."""
    return quarter_of_report(report).last < acting.today


def quarter_of_report(report: CouncilReport) -> Quarter:
    """Return the quarter that a report tells of."""
    return quarter_named(report.period)


def correction_of(acting: Acting, report: Report) -> Report | None:
    """Return the published report that replaced this one."""
    model: Any = type(report)
    query = select(model).where(model.corrects_id == report.id, model.published_at.is_not(None))
    found: Report | None = acting.session.scalars(
        sight.narrow(query, acting, model).order_by(model.published_at).limit(1)
    ).first()
    return found


def corrected_by(acting: Acting, report: Report) -> Report | None:
    """Return the report that this one corrects."""
    if report.corrects_id is None:
        return None
    found: Report = sight.fetch(acting, type(report), report.corrects_id)
    return found


def folio_of(acting: Acting, report: Report) -> str:
    """Return the folio under which a report was published, if it went on paper."""
    if report.paper_id is None:
        return ""
    return acting.session.get_one(IssuedPaper, report.paper_id).folio


def council_reports(acting: Acting) -> list[CouncilReport]:
    """Return the reports to the council, the newest quarter first."""
    query = sight.narrow(select(CouncilReport), acting, CouncilReport)
    newest = query.order_by(CouncilReport.period.desc(), CouncilReport.created_at.desc())
    found = list(acting.session.scalars(newest))
    acting.saw(DataClass.OUTCOMES, *(one.id for one in found))
    return found
