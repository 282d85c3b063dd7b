"""The mayor's page: written on a result, published with a folio, corrected, withdrawn."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.access.papers import Wording
from dmi.kernel.words import N_
from dmi.outcomes import published, queries
from dmi.outcomes.acts.publishing import publish, withdraw, write_report
from dmi.outcomes.forms import reports
from dmi.outcomes.models.evaluation import OutcomeReport
from dmi.outcomes.published import Report
from dmi.outcomes.views import telling
from dmi.outcomes.views.figure import figure
from dmi.outcomes.views.room import COUNTS, asked, bp, papers, prepared
from dmi.outcomes.views.runs import said_of
from dmi.outcomes.views.wordings import limits, mayor_wording, people
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.profiles.words import PaperId
from dmi.web.forms import PageForm
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.papers import papers_of
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write

PUBLISH, WITHDRAW = N_("Publish the report"), N_("Withdraw this report")

papers.add("P19M", OutcomeReport, data_class=DataClass.OUTCOMES, wording=mayor_wording)


@page(bp, "/evaluation-runs/<uuid:row_id>/mayors-page", methods=("GET", "POST"), declared=COUNTS)
def new_report(row_id: UUID) -> ResponseReturnValue:
    """Write the mayor's page on a result."""
    current = acting()
    found = queries.run(current, row_id)
    form = prepared(reports.ReportForm(), found)
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
        figure=figure(row, current.number("suppress_public")),
        people=_people(current, found),
        limits=limits(found),
        changes=telling.changes(row),
        had_a_result=queries.had_a_result(current, row.plan),
        papers=papers_of(current, found),
        life=life_of(current, found),
        **said_of(row, current.number("suppress_public")),
    )


def life_of(current: Acting, report: Report) -> dict[str, object]:
    """Return what a page says of publishing, correcting and withdrawing a report."""
    return {
        "folio": published.folio_of(current, report),
        "corrects": published.corrected_by(current, report),
        "correction": published.correction_of(current, report),
        "writes": may_write(current.by.role, DataClass.OUTCOMES),
    }


def _people(current: Acting, report: OutcomeReport) -> dict[str, str]:
    """Return how many people got how far; once published, as it was then."""
    kept: dict[str, str] | None = (report.body or {}).get("people")
    return kept or people(current, report.run.plan.market_id)


def _publish(current: Acting, row: OutcomeReport) -> None:
    has_paper = PaperId.P19M in load(current.profile).papers
    wording = mayor_wording(current, row) if has_paper else Wording(PaperId.P19M, {})
    publish(
        current,
        row,
        wording=wording,
        body={"people": people(current, row.run.plan.market_id)},
        withdrawn_counts=queries.withdrawn(current, row.run.results.get("loads", [])),
    )


TITLES[OutcomeReport] = lambda _current, row: str(
    _("Mayor's page of %(day)s", day=day(row.created_at))
)
add_write(
    bp,
    "publish_report",
    WritePage(PUBLISH, OutcomeReport, DataClass.OUTCOMES, _publish, PageForm),
)
add_write(
    bp,
    "withdraw_report",
    WritePage(WITHDRAW, OutcomeReport, DataClass.OUTCOMES, withdraw, reports.WithdrawForm),
)
