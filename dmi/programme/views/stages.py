"""Pages of a cohort's stages: one for each step, and what is stated at the gates."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.programme.acts  # noqa: F401 - registers the steps of these pages
from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.access.sight import sees
from dmi.accounts.queries.users import assignments_of
from dmi.callin.models.meeting import Meeting
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.programme import forms, queries
from dmi.programme.acts import sign_statement
from dmi.programme.guards import guards_of
from dmi.programme.words_of_guards import NAMES
from dmi.territory.models.cohort import Cohort
from dmi.territory.views.cohort import PARTS
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting, page
from dmi.web.open_steps import open_steps
from dmi.web.steps import StepPages
from dmi.web.undoing import undo_page

bp = Blueprint("programme", __name__)
steps = StepPages(bp)
undo_page(steps, Cohort)
steps.add("M.commit_cohort", Cohort)
steps.add(
    "M.choose_market", Cohort, forms.ChooseMarketForm, template="programme/choose_market.html"
)
steps.add("M.begin_identifying", Cohort, forms.BeginIdentifyingForm)
steps.add("M.begin_building", Cohort)
steps.add("M.begin_reviewing", Cohort)
steps.add("M.schedule_callin", Cohort, forms.ScheduleCallinForm)
steps.add("M.unschedule_callin", Cohort, forms.ReasonForm)
steps.add("M.close_callin", Cohort)
steps.add("M.begin_maintenance", Cohort)
steps.add("M.close_cohort", Cohort, final=True)
steps.add("M.suspend_cohort", Cohort, forms.ReasonForm)
steps.add("M.resume_cohort", Cohort, forms.ReasonForm)
steps.add("M.abandon_cohort", Cohort, forms.ReasonForm, final=True)
steps.add("N.fix_date", Meeting, forms.FixDateForm)
steps.add("N.postpone_meeting", Meeting, forms.ReasonForm)


READERS = frozenset(role for role in Role if queries.reads_statements(role))


@page(bp, "/cohorts/<uuid:row_id>/statements", reads=DataClass.COMMITMENTS, roles=READERS)
def statements(row_id: UUID) -> ResponseReturnValue:
    """Show what was stated at a cohort's gates, and a form to those who may add to it."""
    current = acting()
    cohort = queries.cohort(current, row_id, DataClass.COMMITMENTS)
    return _page(current, cohort, _form(current))


@page(
    bp,
    "/cohorts/<uuid:row_id>/statements",
    methods=("POST",),
    declared=Declared(DataClass.COMMITMENTS, roles=READERS, writes=True),
    endpoint="sign_statement",
)
def sign(row_id: UUID) -> ResponseReturnValue:
    """Keep one signed statement."""
    current = acting()
    cohort = queries.cohort(current, row_id, DataClass.COMMITMENTS)
    form = _form(current)
    if not form.validate():
        return _page(current, cohort, form), 400
    sign_statement(current, cohort, **form.values())
    flash(_("Stated under your name: %(what)s.", what=_(NAMES[form.guard.data])), "ok")
    return redirect(url_for("programme.statements", row_id=cohort.id), 303)


def _form(current: Acting) -> Any:
    form: PageForm = forms.StatementForm()
    form.offer([(name, _(NAMES[name])) for name in guards_of(current.by.role)])
    return form


def _page(current: Acting, cohort: Cohort, form: Any) -> str:
    speaks = may_write(current.by.role, DataClass.COMMITMENTS) and guards_of(current.by.role)
    return render_template(
        "programme/statements.html",
        cohort=cohort,
        said=queries.statements(current, cohort),
        names=NAMES,
        form=form,
        speaks=bool(speaks),
    )


def cohort_part(current: Acting, cohort: Cohort) -> dict[str, Any]:
    """Return what the programme adds to a cohort's page."""
    reads = queries.reads_statements(current.by.role) and sees(
        current, cohort, DataClass.COMMITMENTS
    )
    return {
        "counts": queries.stage_counts(current, cohort),
        "assigned": [
            (row, name, open_steps(current, row))
            for row, name in assignments_of(current, cohort.id)
        ],
        "taken": queries.steps_taken(current, cohort),
        "statements_href": url_for("programme.statements", row_id=cohort.id) if reads else "",
    }


PARTS["programme/_cohort.html"] = cohort_part
