"""Giving a person's or a cohort's record to somebody, and letting somebody into a circle.

The gate knows no pathways, so the pages on them stand here, above every row they open.
"""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue

import dmi.access.assignment_acts  # noqa: F401 - registers the steps of these pages
from dmi.accounts.forms.users import AssignForm
from dmi.evidence.models.authorisation import Authorisation
from dmi.people.models.pathway import Pathway
from dmi.policy import pathway
from dmi.programme.forms import ClearUserForm
from dmi.programme.views.stages import bp
from dmi.territory.models.cohort import Cohort
from dmi.web.guard import Declared, page
from dmi.web.rows import href_of
from dmi.web.steps import STEP_PAGES, StepPage, StepPages, take

_ASSIGN = pathway.step("S.assign")
ON_COHORT = "S.assign on a cohort"


def _back(row: Any, _made: Any) -> str:
    return href_of(row)


steps = StepPages(bp)
steps.add("S.assign", Pathway, AssignForm, back=_back)
steps.add("H.clear_user", Authorisation, ClearUserForm, back=_back)

STEP_PAGES[ON_COHORT] = StepPage(
    "S.assign",
    Cohort,
    AssignForm,
    "programme.assign_cohort",
    "steps/step.html",
    _back,
    final=False,
)


@page(
    bp,
    "/cohorts/<uuid:row_id>/assign",
    methods=("GET", "POST"),
    declared=Declared(_ASSIGN.data_class, _ASSIGN),
)
def assign_cohort(row_id: UUID) -> ResponseReturnValue:
    """Give a cohort to a prosecutor, an analyst or a handler."""
    return take(STEP_PAGES[ON_COHORT], row_id)
