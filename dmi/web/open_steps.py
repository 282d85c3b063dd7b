"""Which steps stand open to a reader on a row's own page; their conditions are on each page."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from dmi.access.acting import Acting
from dmi.access.acts import may_propose, may_take
from dmi.access.moves import UNDOING, last
from dmi.access.sight import seen_under
from dmi.access.undone import may_be_undone_by
from dmi.policy.model import ANY, START, Kind, Step
from dmi.web.sentences import label_of_step
from dmi.web.steps import STEP_PAGES

_LAST = (Kind.SIDE, Kind.REOPEN, Kind.REVERSE)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """One button of a row page."""

    key: str
    label: str
    href: str
    forward: bool


def open_steps(acting: Acting, row: Any) -> list[OpenStep]:
    """Return the steps that this user may take or propose now: the row's own way on first.

    A step's page opens by the step's class, which may ask more than the row's own page did.
    """
    offered = {
        key: step_page
        for key, step_page in STEP_PAGES.items()
        if step_page.model is type(row) and _offered(acting, step_page.step, row)
    }
    seen = seen_under(acting.in_ordinary(), row, (one.step.data_class for one in offered.values()))
    found = []
    for key, step_page in offered.items():
        step = step_page.step
        if step.data_class not in seen:
            continue
        href = url_for(step_page.endpoint, row_id=row.id)
        forward = step.kind not in _LAST
        found.append((START in step.leaves, OpenStep(key, label_of_step(step), href, forward)))
    return [one for _, one in sorted(found, key=lambda pair: (not pair[1].forward, pair[0]))]


def _offered(acting: Acting, step: Step, row: Any) -> bool:
    """Tell by role and state alone."""
    if step.name == UNDOING:
        return may_be_undone_by(acting.by.role, last(acting, row))
    if not (may_take(acting.by, step) or may_propose(acting.by, step)):
        return False
    own = step.machine == row.__machine__
    state = str(getattr(row, row.__state__)) if row.__state__ else ""
    return START in step.leaves or (own and (state in step.leaves or ANY in step.leaves))
