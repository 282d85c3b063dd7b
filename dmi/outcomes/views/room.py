"""Who reads the evaluation, and what its pages share."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.roles import Role
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting
from dmi.web.papers import PaperPages

bp = Blueprint("outcomes", __name__)
papers = PaperPages(bp)
COUNTS = Declared(DataClass.OUTCOMES, writes=True)
PLANS = Declared(DataClass.EVALUATION_PLANS, writes=True)
PLAN_READERS = frozenset(
    role
    for role in Role
    if right(role, DataClass.EVALUATION_PLANS).access
    and Condition.PUBLIC_PART not in right(role, DataClass.EVALUATION_PLANS).conditions
)


def prepared(form: PageForm, row: Any = None) -> Any:
    """Return a form that knows the day and offers what its row has."""
    current = acting()
    form.at, form.today, form.zone = current.at, current.today, current.zone
    form.fill(current, row)
    return form


def asked(form: Any, title: str, told: str, back_href: str, crumb: str) -> ResponseReturnValue:
    """Return the page of one form."""
    body = render_template(
        "outcomes/form.html", form=form, title=title, told=told, back_href=back_href, crumb=crumb
    )
    return body, 400 if form.errors else 200
