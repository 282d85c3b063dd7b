"""Pages of a stored result and of the mayor's page on it; nothing is computed here."""

from uuid import UUID

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acts import may_write
from dmi.kernel.cells import as_csv
from dmi.outcomes import forms, queries
from dmi.outcomes.acts.planning import write_report
from dmi.outcomes.models import EvaluationRun, OutcomeReport
from dmi.outcomes.views import telling
from dmi.outcomes.views.figure import Hidden, figure, hidden_from
from dmi.outcomes.views.plans import table_file
from dmi.outcomes.views.room import COUNTS, PLAN_READERS, asked, bp, papers, prepared
from dmi.outcomes.views.wordings import limits, mayor_wording, people
from dmi.policy.classes import DataClass
from dmi.web.guard import acting, page
from dmi.web.papers import papers_of
from dmi.web.sentences import word

papers.add("P19M", OutcomeReport, data_class=DataClass.OUTCOMES, wording=mayor_wording)


@page(bp, "/evaluation-runs/<uuid:row_id>", reads=DataClass.OUTCOMES, shows=EvaluationRun)
def run(row_id: UUID) -> ResponseReturnValue:
    """Show one stored result: counts first, every estimator beside the others, the warnings."""
    current = acting()
    found = queries.run(current, row_id)
    hidden = hidden_from(current, "internal") if queries.is_suppressed(current) else Hidden()
    return render_template(
        "outcomes/run.html",
        run=found,
        said=found.results["plan"],
        is_newest=queries.is_newest(current, found.plan),
        figure=figure(found, hidden),
        told=telling.told(found) if "estimators" in found.results else [],
        in_time=telling.in_time(found),
        fault=telling.fault(found.results.get("fault", "")),
        changes=telling.changes(found),
        withdrawn=queries.withdrawn(current, found.results.get("loads", [])),
        reports=queries.reports_of(current, found),
        reads_plans=current.by.role in PLAN_READERS,
        writes=may_write(current.by.role, DataClass.OUTCOMES),
        **_said(found, hidden.least),
    )


def _said(row: EvaluationRun, least: int) -> dict[str, object]:
    """Return what both the result's page and the mayor's say of it."""
    return {
        "counted": telling.counted(row, least),
        "compared": telling.comparison(row, least),
        "difference": telling.difference(row),
        "cautions": telling.cautions(row),
        "verdict": word(row.verdict),
        "look": telling.VERDICTS[row.verdict],
    }


@page(bp, "/evaluation-runs/<uuid:row_id>/months.csv", reads=DataClass.OUTCOMES)
def months(row_id: UUID) -> Response:
    """Give the months of a result as a table; small figures are hidden in every copy."""
    current = acting()
    drawn = figure(queries.run(current, row_id), hidden_from(current, "internal"))
    rows = [[_("Month"), _("Cases"), _("Others, to scale")], *(drawn.rows if drawn else [])]
    return table_file(as_csv(rows), "months")


@page(bp, "/evaluation-runs/<uuid:row_id>/mayors-page", methods=("GET", "POST"), declared=COUNTS)
def new_report(row_id: UUID) -> ResponseReturnValue:
    """Write the mayor's page on a result."""
    current = acting()
    found = queries.run(current, row_id)
    form = prepared(forms.ReportForm())
    if not form.validate_on_submit():
        told = _("The rest of the page comes from the stored result. It is public: name nobody.")
        back = url_for("outcomes.run", row_id=found.id)
        return asked(form, _("Mayor's page"), told, back, _("Result"))
    made = write_report(current, found, **form.values())
    return redirect(url_for("outcomes.report", row_id=made.id), 303)


@page(bp, "/outcome-reports/<uuid:row_id>", reads=DataClass.OUTCOMES, shows=OutcomeReport)
def report(row_id: UUID) -> ResponseReturnValue:
    """Show the page for the mayor as the public may read it."""
    current = acting()
    found = queries.report(current, row_id)
    row = found.run
    return render_template(
        "outcomes/report.html",
        report=found,
        run=row,
        said=row.results["plan"],
        figure=figure(row, hidden_from(current, "public")),
        people=people(current, row.plan.market_id),
        limits=limits(found),
        changes=telling.changes(row),
        papers=papers_of(current, found),
        **_said(row, current.number("suppress_public")),
    )
