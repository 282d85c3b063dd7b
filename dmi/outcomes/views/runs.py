"""Pages of a stored result; nothing is computed here."""

from uuid import UUID

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acts import may_write
from dmi.kernel.cells import as_csv
from dmi.outcomes import queries
from dmi.outcomes.disclosure import of_a_file, openness
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.models.evaluation import EvaluationRun
from dmi.outcomes.models.followed import FollowUpAnalysis
from dmi.outcomes.views import telling
from dmi.outcomes.views.blocks import EXACT_READERS, of_files
from dmi.outcomes.views.checking import checks
from dmi.outcomes.views.figure import figure
from dmi.outcomes.views.figures import least_of
from dmi.outcomes.views.plans import table_file
from dmi.outcomes.views.room import PLAN_READERS, bp
from dmi.policy.classes import DataClass
from dmi.web.guard import acting, page
from dmi.web.sentences import word


@page(bp, "/evaluation-runs/<uuid:row_id>", reads=DataClass.OUTCOMES, shows=EvaluationRun)
def run(row_id: UUID) -> ResponseReturnValue:
    """Show one stored result: counts first, every estimator beside the others, the warnings."""
    current = acting()
    found = queries.run(current, row_id)
    least = least_of(current, openness(current.by.role))
    return render_template(
        "outcomes/run.html",
        run=found,
        said=found.results["plan"],
        is_newest=queries.is_newest(current, found.plan),
        figure=figure(found, least),
        told=telling.told(found, least) if "estimators" in found.results else [],
        in_time=telling.in_time(found, least),
        checks=checks(found),
        fault=telling.fault(found.results.get("fault", "")),
        changes=telling.changes(found),
        had_a_result=queries.had_a_result(current, found.plan),
        withdrawn=queries.withdrawn(current, found.results.get("loads", [])),
        reports=queries.reports_of(current, found),
        reads_plans=current.by.role in PLAN_READERS,
        writes=may_write(current.by.role, DataClass.OUTCOMES),
        reads_blocks=current.by.role in EXACT_READERS,
        blocks=of_files(current, BlockAnalysis, found.plan.market_id),
        followed=of_files(current, FollowUpAnalysis, found.plan.market_id),
        **said_of(found, least),
    )


def said_of(row: EvaluationRun, least: int) -> dict[str, object]:
    """Return what both the result's page and the mayor's say of it."""
    return {
        "counted": telling.counted(row, least),
        "compared": telling.comparison(row, least),
        "difference": telling.difference(row, least),
        "cautions": telling.cautions(row),
        "verdict": word(row.verdict),
        "look": telling.VERDICTS[row.verdict],
    }


@page(bp, "/evaluation-runs/<uuid:row_id>/months.csv", reads=DataClass.OUTCOMES)
def months(row_id: UUID) -> Response:
    """Give the months of a result as a table; small figures are hidden in every copy."""
    current = acting()
    drawn = figure(queries.run(current, row_id), least_of(current, of_a_file(current.by.role)))
    rows = [[_("Month"), _("Cases"), _("Others, to scale")], *(drawn.rows if drawn else [])]
    return table_file(as_csv(rows), "months")
