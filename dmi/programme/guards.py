"""Conditions of a cohort's gates that nothing in the house can read yet: a signed word each.

Each of these is answered by a ``Statement``: somebody who takes the step wrote, with day and
name, what was seen. The list only shrinks: a part that records the thing itself takes its guard
away from here. The monthly reviews are counted.
"""

from sqlalchemy import func, select

from dmi.access.guards import Gap, Judge, Look, guard
from dmi.policy.model import Step
from dmi.policy.pathway import STEPS
from dmi.policy.roles import Role
from dmi.programme.models import MaintenanceReview, Statement
from dmi.territory.models.cohort import Cohort

STATED: tuple[str, ...] = (
    "commitments_current",
    "deputies_named",
    "training_complete",
    "readiness_list_complete",
    "slots_cover_invited",
    "defender_confirmed",
)


def stated(name: str) -> Judge:
    """Return the judge that asks for a statement of the cohort at hand."""

    def judge(look: Look) -> Gap:
        row = look.row
        cohort_id = row.id if isinstance(row, Cohort) else row.cohort_id
        query = select(Statement.id).where(
            Statement.cohort_id == cohort_id, Statement.guard == name
        )
        if look.acting.session.scalars(query.limit(1)).first() is not None:
            return None
        return {"href": f"/cohorts/{cohort_id}/statements"}

    return judge


for _name in STATED:
    guard(_name)(stated(_name))


@guard("maintenance_months_passed")
def maintenance_months_passed(look: Look) -> Gap:
    """The market was looked at in as many months as the place asks."""
    cohort_id, least = look.row.id, look.acting.number("maintenance_months")
    query = select(func.count()).where(MaintenanceReview.cohort_id == cohort_id)
    held = look.acting.session.scalar(query) or 0
    shown = {"n": held, "min": least, "href": f"/cohorts/{cohort_id}/maintenance"}
    return None if held >= least else shown


def guards_of(role: Role) -> list[str]:
    """Return the stated guards of the steps that a role takes or signs."""
    named = {name for step in _steps_of(role) for name in step.guards}
    return [name for name in STATED if name in named]


def _steps_of(role: Role) -> list[Step]:
    return [step for step in STEPS.values() if any(role in pair for pair in step.who)]
