"""Pages of the indicators: the work of a quarter, and a cohort from first names to the end."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from dmi.access.acting import Acting
from dmi.kernel.cells import as_csv
from dmi.outcomes.disclosure import Openness, of_a_file, openness
from dmi.outcomes.tallies import ways
from dmi.outcomes.tallies.workload import Quarter, quarter_of, quarters_ended
from dmi.outcomes.views import cohort_figures, figures
from dmi.outcomes.views.figures import Figures
from dmi.policy.classes import DataClass
from dmi.web.guard import acting, page

bp = Blueprint("indicators", __name__)


@page(bp, "/indicators", reads=DataClass.OUTCOMES)
def indicators() -> ResponseReturnValue:
    """List the quarters and the cohorts that have figures."""
    current = acting()
    return render_template(
        "outcomes/indicators.html",
        quarters=_offered(current),
        cohorts=ways.cohorts(current),
    )


@page(bp, "/indicators/workload", reads=DataClass.OUTCOMES)
def workload() -> ResponseReturnValue:
    """Show what the police did in one quarter, the call-ins in the same table."""
    current, how = acting(), openness(acting().by.role)
    quarter = _quarter(current)
    return render_template(
        "outcomes/indicators_workload.html",
        quarter=quarter,
        quarters=_offered(current),
        is_open=quarter.last >= current.today,
        tables=figures.of_quarter(current, quarter, how),
        told=hiding(current),
        file_href=url_for("indicators.workload_file", quarter=str(_file_quarter(current))),
    )


@page(bp, "/indicators/workload.csv", reads=DataClass.OUTCOMES)
def workload_file() -> ResponseReturnValue:
    """Give the same as a table for other programs, small counts hidden for everybody."""
    current = acting()
    quarter = _file_quarter(current)
    tables = figures.of_quarter(current, quarter, of_a_file(current.by.role))
    return as_file(tables, f"workload-{quarter}.csv")


@page(bp, "/cohorts/<uuid:row_id>/funnel", reads=DataClass.OUTCOMES)
def funnel(row_id: UUID) -> ResponseReturnValue:
    """Show how many of a cohort came how far, what came later, and who was chosen."""
    current, how = acting(), openness(acting().by.role)
    row = ways.cohort(current, row_id)
    return render_template(
        "outcomes/indicators_cohort.html",
        cohort=row,
        tables=cohort_figures.of_cohort(current, row, how),
        told=hiding(current),
        file_href=url_for("indicators.funnel_file", row_id=row.id),
    )


@page(bp, "/cohorts/<uuid:row_id>/funnel.csv", reads=DataClass.OUTCOMES)
def funnel_file(row_id: UUID) -> ResponseReturnValue:
    """Give the same as a table for other programs, small counts hidden for everybody."""
    current = acting()
    row = ways.cohort(current, row_id)
    return as_file(cohort_figures.of_cohort(current, row, of_a_file(current.by.role)), "funnel.csv")


def as_file(tables: list[Figures], name: str) -> Response:
    """Return tables as one CSV to take away."""
    lines: list[list[str]] = []
    for table in tables:
        lines += [[table.title], [table.told], table.heads, *table.rows, []]
    answer = Response("\ufeff" + as_csv(lines), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _offered(current: Acting, how: Openness | None = None) -> list[Quarter]:
    """Return the quarters of the last two years, the newest first.

    One that still runs grows from day to day, and two days set side by side would tell what
    happened on one: only who reads every count is given it.
    """
    runs_on = [quarter_of(current.today)]
    reads_all = (how or openness(current.by.role)) is Openness.EXACT
    return [*(runs_on if reads_all else []), *quarters_ended(current.today)]


def _quarter(current: Acting, how: Openness | None = None) -> Quarter:
    offered = _offered(current, how)
    asked = request.args.get("quarter", "")
    return next((one for one in offered if str(one) == asked), offered[0])


def _file_quarter(current: Acting) -> Quarter:
    return _quarter(current, of_a_file(current.by.role))


def hiding(current: Acting) -> str:
    """Return what the reader is told of hidden counts."""
    how = openness(current.by.role)
    if how is Openness.EXACT:
        return str(
            _("Your role reads every count here; in files and for others small ones are hidden.")
        )
    most = figures.least_of(current, how) - 1
    return str(
        _("Counts from 1 to %(most)s, and what would give them away, are hidden.", most=most)
    )
