"""Pages of a plan: written, locked, changed, and computed once it is locked."""

from uuid import UUID

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acts import may_write
from dmi.kernel.cells import as_csv
from dmi.kernel.refusals import Stale
from dmi.outcomes import queries
from dmi.outcomes.acts.counting import UNDER_WAY
from dmi.outcomes.acts.planning import ask_run, lock_plan, write_plan
from dmi.outcomes.forms import plans
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.models.evaluation import AreaCount, EvaluationPlan
from dmi.outcomes.models.followed import FollowUpAnalysis
from dmi.outcomes.rules import quarter_number, quarter_of
from dmi.outcomes.views import telling
from dmi.outcomes.views.blocks import EXACT_READERS, of_files
from dmi.outcomes.views.room import COUNTS, PLAN_READERS, PLANS, asked, bp, prepared
from dmi.outcomes.words import Indicator
from dmi.policy.classes import DataClass
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page
from dmi.web.sentences import word


@page(bp, "/markets/<uuid:row_id>/evaluation-plan", methods=("GET", "POST"), declared=PLANS)
def new_plan(row_id: UUID) -> ResponseReturnValue:
    """Write the plan of a market, or its next version with the reason."""
    current = acting()
    market = queries.market(current, row_id)
    before = queries.versions(current, market.id)
    form = prepared(_form(before[-1] if before else None))
    standing = str(len(before))
    if form.is_submitted() and (form.row_version.data or "") not in {"", standing}:
        raise Stale
    if not form.validate_on_submit():
        form.row_version.data = standing
        told = _("It is locked before anybody sees a result. A later change is printed with it.")
        back = url_for("outcomes.evaluation")
        return asked(form, _("Plan of the evaluation"), told, back, _("Results"))
    made = write_plan(current, market, standing=len(before), **form.values())
    flash(_("Version %(number)d of the plan is written. Lock it.", number=made.version), "ok")
    return redirect(url_for("outcomes.plan", row_id=made.id), 303)


def _form(before: EvaluationPlan | None) -> plans.PlanForm:
    if before is None:
        return plans.PlanForm()
    kept = {
        name: getattr(before, name) for name in plans.PlanForm()._fields if hasattr(before, name)
    }
    lists = {name: " ".join(getattr(before, name)) for name in ("comparison", "buffer")}
    return plans.ChangeForm(data={**kept, **lists, "row_version": None})


@page(
    bp,
    "/evaluation-plans/<uuid:row_id>",
    reads=DataClass.EVALUATION_PLANS,
    shows=EvaluationPlan,
    roles=PLAN_READERS,
)
def plan(row_id: UUID) -> ResponseReturnValue:
    """Show one version of a plan, what changed since the first, and its results once locked."""
    current = acting()
    found = queries.plan(current, row_id)
    versions = queries.versions(current, found.market_id)
    work = queries.work_of(current, found.id)
    return render_template(
        "outcomes/plan.html",
        plan=found,
        facts=plan_facts(found),
        versions=versions,
        is_newest=versions[-1].id == found.id,
        had_a_result=queries.had_a_result(current, found),
        runs=queries.runs_of(current, found),
        work=work,
        reads_blocks=current.by.role in EXACT_READERS,
        blocks=of_files(current, BlockAnalysis, found.market_id),
        followed=of_files(current, FollowUpAnalysis, found.market_id),
        under_way=work is not None and work.status in UNDER_WAY,
        verdicts=telling.VERDICTS,
        writes=may_write(current.by.role, DataClass.EVALUATION_PLANS),
        form=PageForm(),
    )


def plan_facts(row: EvaluationPlan) -> list[tuple[str, str]]:
    """Return what a plan says."""
    return [
        (_("Area"), f"{row.area_name} ({row.unit_code})"),
        (_("Primary outcome"), f"{word(row.primary_outcome)}: {row.indicator_label}"),
        (_("Definition and cut-off"), row.definition_line),
        (_("Source of the counts"), row.source),
        (_("First month of the programme"), row.start_month),
        (_("Months compared"), f"{row.window_from} – {row.window_to}"),
        (_("Primary estimator"), word(row.primary_estimator)),
        (_("Comparison areas"), str(len(row.comparison) or "") or _("None: only a description")),
        (_("Surroundings of the area"), ", ".join(row.buffer) or "–"),
    ]


@page(bp, "/evaluation-plans/<uuid:row_id>/lock", methods=("GET", "POST"), declared=PLANS)
def lock(row_id: UUID) -> ResponseReturnValue:
    """Lock a plan, so that results may be opened."""
    current = acting()
    found = queries.plan(current, row_id)
    form = prepared(PageForm())
    here = url_for("outcomes.plan", row_id=found.id)
    if not form.validate_on_submit():
        return render_template("outcomes/lock.html", plan=found, facts=plan_facts(found), form=form)
    lock_plan(current, found)
    flash(_("The plan is locked. Results may be computed now."), "ok")
    return redirect(here, 303)


@page(bp, "/evaluation-plans/<uuid:row_id>/run", methods=("POST",), declared=COUNTS)
def compute(row_id: UUID) -> ResponseReturnValue:
    """Ask for a locked plan to be computed."""
    current = acting()
    found = queries.plan(current, row_id)
    ask_run(current, found)
    flash(_("The evaluation is being computed."), "ok")
    return redirect(url_for("outcomes.plan", row_id=found.id), 303)


@page(bp, "/evaluation-plans/<uuid:row_id>/blocks.csv", declared=COUNTS)
def blocks(row_id: UUID) -> Response:
    """Give the quarterly counts of blocks in the layout of the public Seattle file."""
    current = acting()
    found = queries.plan(current, row_id)
    text = as_csv(block_rows(found, queries.blocks(current, found)))
    current.saw(DataClass.OUTCOMES, found.id)
    return table_file(text, "blocks")


def block_rows(row: EvaluationPlan, counts: list[AreaCount]) -> list[list[str]]:
    """Return one row for each block and quarter: id, time from 1, treated, and the counts.

    A block is treated from the quarter of the first month on, as the public file has it.
    """
    kinds = [one for one in Indicator if any(count.indicator is one for count in counts)]
    moments = sorted({quarter_number(one.period) or 0 for one in counts})
    time = {moment: moment - moments[0] + 1 for moment in moments}
    cells: dict[tuple[str, int], dict[Indicator, int]] = {}
    ours = {one.unit_code for one in counts if one.market_id == row.market_id}
    for one in counts:
        place = (one.unit_code, quarter_number(one.period) or 0)
        cells.setdefault(place, {})[one.indicator] = one.events
    start = quarter_of(row.start_month)
    found: list[list[str]] = [["id", "time", "treated", *(one.value.lower() for one in kinds)]]
    for (unit, moment), kept in sorted(cells.items()):
        treated = int(unit in ours and moment >= start)
        counted = [str(kept[one]) if one in kept else "" for one in kinds]
        found.append([unit, str(time[moment]), str(treated), *counted])
    return found


def table_file(text: str, name: str) -> Response:
    """Return a table for other programs under a neutral name."""
    answer = Response(text, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer
