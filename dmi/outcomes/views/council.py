"""The report to the council: a quarter in figures, counted beside what the public reads."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.kernel.cells import as_csv
from dmi.outcomes import published, queries
from dmi.outcomes.acts.publishing import publish, withdraw, write_council_report
from dmi.outcomes.disclosure import Openness, openness
from dmi.outcomes.forms import reports
from dmi.outcomes.models.evaluation import CouncilReport
from dmi.outcomes.tallies import council
from dmi.outcomes.views.council_wording import (
    PAPER,
    Section,
    annex,
    council_wording,
    has_council,
    sections,
)
from dmi.outcomes.views.plans import table_file
from dmi.outcomes.views.publishing import PUBLISH, WITHDRAW, life_of
from dmi.outcomes.views.room import COUNTS, asked, bp, papers, prepared
from dmi.policy.classes import DataClass
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page
from dmi.web.papers import papers_of
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write

papers.add(PAPER.value, CouncilReport, data_class=DataClass.OUTCOMES, wording=council_wording)


@page(bp, "/council-reports", reads=DataClass.OUTCOMES)
def council_reports() -> ResponseReturnValue:
    """List the reports to the council; where the place has none, say so."""
    current = acting()
    return render_template(
        "outcomes/council_reports.html",
        reports=published.council_reports(current),
        has_council=has_council(current),
        writes=may_write(current.by.role, DataClass.OUTCOMES),
    )


@page(bp, "/council-reports/new", methods=("GET", "POST"), declared=COUNTS)
def new_council_report() -> ResponseReturnValue:
    """Write the report on a quarter; its figures are counted, not typed."""
    current = acting()
    back = url_for("outcomes.council_reports")
    if not has_council(current):
        return redirect(back, 303)
    form = prepared(reports.CouncilForm())
    if not form.validate_on_submit():
        told = _("The figures are counted. What is typed here is public: name nobody.")
        return asked(form, _("Report to the council"), told, back, _("Reports to the council"))
    made = write_council_report(current, None, **form.values())
    return redirect(url_for("outcomes.council_report", row_id=made.id), 303)


@page(bp, "/council-reports/<uuid:row_id>", reads=DataClass.OUTCOMES, shows=CouncilReport)
def council_report(row_id: UUID) -> ResponseReturnValue:
    """Show a report: as a draft with every count beside what the public reads of it."""
    current = acting()
    found = queries.council_report(current, row_id)
    return render_template(
        "outcomes/council_report.html",
        report=found,
        quarter=published.quarter_of_report(found),
        sections=_sections(current, found),
        counts=_reads_counts(current, found),
        least=found.suppression or current.number("suppress_public"),
        papers=papers_of(current, found),
        life=life_of(current, found),
    )


@page(bp, "/council-reports/<uuid:row_id>/annex.csv", reads=DataClass.OUTCOMES)
def council_annex(row_id: UUID) -> Response:
    """Give the annex as a table: groups of people in spans of ten, for whoever asks for it."""
    current = acting()
    found = queries.council_report(current, row_id)
    return table_file(as_csv(annex(_body(current, found))), "annex")


def _reads_counts(current: Acting, report: CouncilReport) -> bool:
    """Tell whether the reader sees every count beside what is published of it."""
    return report.published_at is None and openness(current.by.role) is Openness.EXACT


def _body(current: Acting, report: CouncilReport) -> dict[str, Any]:
    return report.body or council.told(current, report).body()


def _sections(current: Acting, report: CouncilReport) -> list[Section]:
    if _reads_counts(current, report):
        return sections(asdict(council.told(current, report)))
    return sections(_body(current, report))


def _publish(current: Acting, row: CouncilReport) -> None:
    body = council.told(current, row).body()
    wording = council_wording(current, row, is_published=True)
    publish(current, row, wording=wording, body=body)


TITLES[CouncilReport] = lambda _current, row: str(
    _("Report to the council, %(quarter)s", quarter=row.period)
)
add_write(
    bp,
    "publish_to_council",
    WritePage(PUBLISH, CouncilReport, DataClass.OUTCOMES, _publish, PageForm),
)
add_write(
    bp,
    "withdraw_from_council",
    WritePage(WITHDRAW, CouncilReport, DataClass.OUTCOMES, withdraw, reports.WithdrawForm),
)
