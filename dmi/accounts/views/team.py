"""Pages of assignments: who works on what, and who goes on."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.access.assignment_acts  # noqa: F401 - registers the steps of these pages
from dmi.access.acting import Acting
from dmi.access.models.grants import Assignment, Clearance
from dmi.access.models.users import User
from dmi.access.words import SubjectKind
from dmi.accounts.forms import users as forms
from dmi.accounts.queries import users as queries
from dmi.accounts.views.signing import bp
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.open_steps import open_steps
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages


def _to_team(row: Any, _result: object) -> str:
    leads = acting().by.role is Role.PROGRAMME_MANAGER
    return url_for("accounts.team") if leads else href_of(row)


steps = StepPages(bp)
steps.add("S.end_assignment", Assignment, forms.ReasonForm, back=_to_team)
steps.add("S.hand_over_assignment", Assignment, forms.HandOverForm, back=_to_team)
steps.add(
    "H.end_clearance",
    Clearance,
    forms.ReasonForm,
    back=lambda _row, _done: url_for("accounts.clearances"),
)


@page(bp, "/team", reads=DataClass.PATHWAY_STAGE, roles=frozenset({Role.PROGRAMME_MANAGER}))
def team() -> ResponseReturnValue:
    """Show each worker's assignments, to hand over or to end."""
    current = acting()
    loads = queries.loads(current)
    shown = [
        (load, [(row, _page_of(row), open_steps(current, row)) for row in load.assignments])
        for load in loads
    ]
    return render_template("accounts/team.html", loads=shown)


@page(bp, "/clearances", reads=DataClass.AUTHORISATIONS, roles=frozenset({Role.PROSECUTOR}))
def clearances() -> ResponseReturnValue:
    """Show who was let into a closed circle by this prosecutor, to end it."""
    current = acting()
    rows = [(row, name, open_steps(current, row)) for row, name in queries.clearances(current)]
    return render_template("accounts/clearances.html", rows=rows)


def _page_of(row: Assignment) -> str:
    """Return the page of the person or the cohort at hand."""
    if row.subject_id is not None:
        return href_of(row)
    return f"/cohorts/{row.subject_ref}" if row.subject_kind is SubjectKind.COHORT else ""


def _facts(current: Acting, row: Assignment) -> list[tuple[str, str]]:
    holder = current.session.get(User, row.user_id)
    return [
        (_("Who"), holder.display_name if holder else "–"),
        (_("As what"), word(row.ground)),
        (_("Since"), day(row.since_on)),
    ]


TITLES[Assignment] = lambda _acting, row: word(row.ground)
FACTS[Assignment] = _facts
TITLES[Clearance] = lambda _acting, _row: _("Clearance")
