"""Step pages of check-ins, and the record of a rescue."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.checkins import acts as _acts  # noqa: F401 - registers the steps
from dmi.checkins import forms, queries
from dmi.checkins.models import CheckIn, CheckInSeries
from dmi.checkins.rescuing import record_rescue
from dmi.checkins.views.pages import bp as pages_bp
from dmi.kernel.refusals import Faults
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.web import drafts
from dmi.web.guard import acting, page
from dmi.web.steps import StepPages
from dmi.web.undoing import undo_page

bp = pages_bp
steps = StepPages(bp)
undo_page(steps, CheckIn)


def _to_new(_row: Any, made: Any) -> str:
    return url_for("checkins.checkin", row_id=made.id)


steps.add("C.keep_checkin", CheckIn, forms.CameForm)
steps.add("C.keep_late", CheckIn, forms.CameForm)
steps.add("C.move_checkin", CheckIn, forms.MoveForm, back=_to_new)
steps.add("C.excuse_checkin", CheckIn, forms.ExcuseForm)
steps.add("C.follow_up", CheckIn, forms.FollowUpForm)
steps.add("C.cancel_checkin", CheckIn, forms.CancelForm)
steps.add("C.plan_checkin", CheckInSeries, forms.PlanForm)


@page(
    bp,
    "/check-ins/<uuid:row_id>/rescue",
    reads=DataClass.CHECK_INS,
    methods=("GET", "POST"),
    roles=frozenset({Role.SOCIAL_WORKER}),
)
def rescue(row_id: UUID) -> ResponseReturnValue:
    """Record one try to reach the person after a missed check-in."""
    current = acting()
    row = sight.fetch(current, CheckIn, row_id, DataClass.CHECK_INS)
    current.saw(DataClass.CHECK_INS, row.id)
    form = drafts.begin(forms.RescueForm, current, row)
    kept = drafts.answer(current, row, form, _("A try to reach the person"))
    if kept is not None:
        return kept
    status = 200
    if form.is_submitted():
        status = 400
        if form.validate():
            try:
                record_rescue(current, row, **form.values())
                flash(_("The try is recorded."), "ok")
                return redirect(url_for("checkins.checkin", row_id=row.id), 303)
            except Faults as refusal:
                for name, faults in refusal.faults.items():
                    form[name].errors = [_(fault) for fault in faults]
    shown = render_template(
        "checkins/rescue.html",
        form=form,
        row=row,
        named=queries.named(current, row),
        rescue=queries.rescue_of(current, row),
    )
    return shown, status
