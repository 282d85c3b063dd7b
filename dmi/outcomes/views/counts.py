"""Pages of what is evaluated and of the counts that came in."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acts import may_write
from dmi.kernel.refusals import Faults
from dmi.outcomes import queries
from dmi.outcomes.acts.counting import UNDER_WAY, hand_in_counts, undo_counts
from dmi.outcomes.forms import plans
from dmi.outcomes.models.evaluation import CountLoad
from dmi.outcomes.views import telling
from dmi.outcomes.views.room import COUNTS, PLAN_READERS, asked, bp, prepared
from dmi.policy.classes import DataClass
from dmi.web.guard import acting, admits, page


@page(bp, "/evaluation", reads=DataClass.OUTCOMES)
def evaluation() -> ResponseReturnValue:
    """List what is evaluated in each market, and to the analyst what counts came in."""
    current = acting()
    writes = may_write(current.by.role, DataClass.OUTCOMES)
    reads_plans = current.by.role in PLAN_READERS
    standings = queries.standings(current)
    return render_template(
        "outcomes/evaluation.html",
        standings=[one for one in standings if reads_plans or one.run],
        loads=queries.loads(current) if writes else [],
        markets=queries.markets(current) if writes else [],
        writes=writes,
        reads_plans=reads_plans,
        verdicts=telling.VERDICTS,
        extracts=admits("outcomes.research_extracts", current.by.role),
    )


@page(bp, "/counts/new", methods=("GET", "POST"), declared=COUNTS)
def new_counts() -> ResponseReturnValue:
    """Hand in a file of counts."""
    form = prepared(plans.CountsForm())
    if form.validate_on_submit():
        try:
            made = hand_in_counts(
                acting(),
                None,
                content=form.table.content,
                media_type=form.table.media_type,
                source=form.source.data,
                indicator=form.indicator.data,
                offence=form.offence.data or None,
                unit_kind=form.unit_kind.data,
                market_id=form.market_id.data,
            )
        except Faults as refusal:
            form.blame(refusal)
        else:
            flash(_("The file is being read."), "ok")
            return redirect(url_for("outcomes.load", row_id=made.id), 303)
    told = _("Counts of areas name no person. What is wrong is told row by row.")
    return asked(form, _("Import counts"), told, url_for("outcomes.evaluation"), _("Results"))


@page(bp, "/count-loads/<uuid:row_id>", declared=COUNTS, shows=CountLoad)
def load(row_id: UUID) -> ResponseReturnValue:
    """Show one import: how far it is, what it brought, which rows were rejected and why."""
    current = acting()
    found = queries.load(current, row_id)
    work = queries.work_of(current, found.id)
    return render_template(
        "outcomes/load.html",
        load=found,
        work=work,
        under_way=work is not None and work.status in UNDER_WAY,
        outcome=found.outcome or {},
        facts=telling.load_facts(found),
        fault=telling.fault,
    )


@page(bp, "/count-loads/<uuid:row_id>/undo", methods=("GET", "POST"), declared=COUNTS)
def undo_load(row_id: UUID) -> ResponseReturnValue:
    """Take one import out again, whole, with a reason."""
    current = acting()
    found = queries.load(current, row_id)
    form = prepared(plans.UndoForm())
    here = url_for("outcomes.load", row_id=found.id)
    if not form.validate_on_submit():
        told = _("All counts of this import leave; results that rested on them say so.")
        return asked(form, _("Undo the import"), told, here, found.source)
    undo_counts(current, found, reason=form.reason.data)
    flash(_("The import was undone."), "ok")
    return redirect(here, 303)
