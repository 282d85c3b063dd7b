"""Pages of how long people stayed without a new event: asked for, and read as stored."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.outcomes import queries
from dmi.outcomes.acts.counting import UNDER_WAY
from dmi.outcomes.acts.followed import SMALL_GROUPS, ask_follow_up
from dmi.outcomes.forms.followed import AnotherFollowUpForm, FollowUpForm
from dmi.outcomes.models.followed import FollowUpAnalysis
from dmi.outcomes.views import telling
from dmi.outcomes.views.blocks import EXACT_READERS
from dmi.outcomes.views.room import COUNTS, asked, bp, prepared
from dmi.policy.classes import DataClass
from dmi.web.guard import acting, page

FAULTS = {
    "E_COLUMN": N_("A column that is needed is not there, or stands there twice."),
    "E_CELL": N_("A cell of the file cannot be read."),
    "E_DUPKEY": N_("A person stands in the file twice."),
    SMALL_GROUPS: N_("A group, or the whole file, holds fewer than five people."),
    "E_FOLLOWUP": N_("An event lies before the start or behind the end of what was followed."),
}
NO_MODEL = {
    "E_FEWEVENTS": N_(
        "No model: ten events are needed for each covariate, and none may tell those with an "
        "event wholly apart."
    ),
    "E_CELL": N_("No model: a covariate is the same for everybody, or repeats the others."),
}
DASH = "–"
FEW = 20
"""Fewer events than these say too little altogether."""
UNITS = {"days": N_("days"), "dias": N_("days"), "weeks": N_("weeks"), "week": N_("weeks")}
UNITS |= {"semana": N_("weeks"), "semanas": N_("weeks"), "months": N_("months")}
UNITS |= {"meses": N_("months")}


@page(bp, "/evaluation-plans/<uuid:row_id>/follow-people", methods=("GET", "POST"), declared=COUNTS)
def follow_people(row_id: UUID) -> ResponseReturnValue:
    """Send a file, and ask for its curves."""
    current = acting()
    plan = queries.plan(current, row_id)
    another = bool(queries.analyses(current, FollowUpAnalysis, plan.market_id))
    form = prepared(AnotherFollowUpForm() if another else FollowUpForm())
    if form.validate_on_submit():
        try:
            made = ask_follow_up(
                current,
                plan,
                content=form.table.content,
                media_type=form.table.media_type,
                moments=form.moments_read(),
                change_reason=form.change_reason.data if another else None,
            )
        except Faults as refusal:
            form.blame(refusal)
        else:
            flash(_("The curves are being computed."), "ok")
            return redirect(url_for("outcomes.follow_up", row_id=made.id), 303)
    told = _(
        "How long people stayed without a new event, group beside group. For both groups the clock "
        "must start at the same step, the notification: who is counted from a later step on cannot "
        "have had the event before it."
    )
    back = url_for("outcomes.plan", row_id=plan.id)
    return asked(form, _("Follow people"), told, back, plan.area_name)


@page(
    bp,
    "/follow-up-analyses/<uuid:row_id>",
    reads=DataClass.OUTCOMES,
    shows=FollowUpAnalysis,
    roles=EXACT_READERS,
)
def follow_up(row_id: UUID) -> ResponseReturnValue:
    """Show the curves as they were stored, or how far they are."""
    current = acting()
    found = queries.analysis(current, FollowUpAnalysis, row_id)
    work = queries.work_of(current, found.id)
    results: dict[str, Any] = found.results or {}
    code = results.get("fault") or ""
    return render_template(
        "outcomes/followed.html",
        analysis=found,
        work=work,
        under_way=work is not None and work.status in UNDER_WAY,
        fault=str(_(FAULTS[code])) if code in FAULTS else telling.fault(code),
        cautions=cautions(results),
        no_model=str(_(NO_MODEL[results["no_model"]])) if results.get("no_model") else "",
        curves=curves(results),
        unit=unit(results),
        number=telling.number,
        between=between,
        limits=limits,
    )


def cautions(results: dict[str, Any]) -> list[str]:
    """Return the warnings; of a model with too few events its own section tells."""
    codes = results.get("warnings", [])
    only_the_model = results.get("events", 0) >= FEW
    return telling.cautions_of(one for one in codes if one != "W_FEWEVENTS" or not only_the_model)


def curves(results: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the curves by name, everybody's first; groups only where there are two or more."""
    if results.get("fault", "") is not None:
        return []
    groups = results["groups"] if len(results["groups"]) > 1 else []
    return [
        (_("All people"), results["overall"]),
        *((_("Group %(name)s", name=one["group"]), one) for one in groups),
    ]


def unit(results: dict[str, Any]) -> str:
    """Return in what time is counted; a unit that nobody knows as the file calls it."""
    told = str(results.get("unit", ""))
    return str(_(UNITS[told.lower()])) if told.lower() in UNITS else told


def limits(one: dict[str, Any]) -> str:
    """Return the limits of a curve at one moment; a dash where they are not defined."""
    defined = one["at_risk"] and 0 < one["survival"] < 1
    return between(one["low"], one["high"], 4) if defined else DASH


def between(low: float, high: float, places: int) -> str:
    """Return the limits of a figure."""
    number = telling.number
    return str(_("%(low)s to %(high)s", low=number(low, places), high=number(high, places)))
