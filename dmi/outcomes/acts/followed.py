"""How long people stayed without a new event: asked for under a locked plan, computed, kept."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.outcomes.acts import analysing
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.outcomes.models.followed import FollowUpAnalysis
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.store.database import queue_up

FOLLOWED = "followed"
MOST_MOMENTS = 12
LEAST_GROUP = 5
SMALL_GROUPS = "E_GROUPS"
"""The curve of one person would be that person's row, and of a few nearly so."""
MOMENTS_WRONG = N_("Give at most 12 moments, each above zero.")
PLAIN_NUMBER = re.compile(r"\d{7,8}-?[\dkK]?")
NUMBERED = N_("The file holds a number of identity. Take it out and number the people anew.")


@dataclass(frozen=True, slots=True)
class FollowUpOrder:
    """A table and when its curves are read, and nothing of the database."""

    content: bytes
    moments: tuple[float, ...]


@write("outcomes.follow_up.asked", data_class=DataClass.OUTCOMES)
def ask_follow_up(
    acting: Acting,
    plan: EvaluationPlan,
    *,
    content: bytes,
    media_type: str,
    moments: Sequence[float] = (),
    change_reason: str | None = None,
) -> FollowUpAnalysis:
    """Send a file of people under pseudonyms, and ask for their curves.

    Raises:
        Unmet: the plan is not locked or not in force; another one without a reason.
        Faults: a moment is none; the file cannot be used, names people or numbers them.
    """
    analysing.refuse_plan(acting, plan, FollowUpAnalysis, change_reason)
    if len(moments) > MOST_MOMENTS or any(one <= 0 for one in moments):
        raise Faults({"moments": [MOMENTS_WRONG]})
    plain = analysing.opened_file(content)
    _refuse_plain_numbers(content)
    # A file of two bytes a sign would hide a number between its zeros.
    if load(acting.profile).holds_a_number(plain.replace(b"\0", b"").decode("latin-1")):
        raise Faults({"table": [NUMBERED]})
    return analysing.begin(
        acting,
        plan,
        FollowUpAnalysis(moments=sorted(set(moments))),
        FOLLOWED,
        content=content,
        media_type=media_type,
        change_reason=change_reason,
    )


def _refuse_plain_numbers(content: bytes) -> None:
    """Refuse pseudonyms that look like numbers of identity without their sign."""
    from dmi.science.columns import table_of
    from dmi.science.findings import Unfit
    from dmi.science.people_file import PERSON

    try:
        table = table_of(content, "table")
    except Unfit:
        return  # told when it is computed
    column = table.find(PERSON)
    cells = table.columns[column] if column else ()
    if any(PLAIN_NUMBER.fullmatch(cell.strip()) for cell in cells):
        raise Faults({"table": [NUMBERED]})


def prepare(acting: Acting, work: BackgroundWork) -> FollowUpOrder:
    """Read the table and the moments."""
    found = analysing.asked(acting, work, FollowUpAnalysis)
    return FollowUpOrder(analysing.file_of(acting, found), tuple(found.moments))


def make(order: FollowUpOrder, _tell: Tell) -> dict[str, Any]:
    """Compute; what the file does not allow is a result too, and says why."""
    from dmi.science.columns import table_of
    from dmi.science.findings import Unfit
    from dmi.science.followed import evaluated
    from dmi.science.people_file import people

    try:
        table = table_of(order.content, "table")
        groups = Counter(people(table).groups)
        if len(table.lines) < LEAST_GROUP or any(n < LEAST_GROUP for n in groups.values()):
            return {"fault": SMALL_GROUPS, "places": []}
        found = evaluated(table, order.moments)
    except Unfit as unfit:
        # Not what it says: that repeats what stands in somebody's row.
        return {"fault": unfit.fault.value, "places": list(unfit.places)}
    return {"fault": None, **analysing.finite(found)}


def keep(acting: Acting, work: BackgroundWork, made: dict[str, Any]) -> None:
    """Keep how it came out, and let go of the file."""
    found = analysing.asked(acting, work, FollowUpAnalysis)
    queue_up(acting.session, f"{FollowUpAnalysis.__tablename__} of {found.plan.market_id}")
    keep_follow_up(acting, found, results=made)
    analysing.let_file_go(acting, found)


@write("outcomes.follow_up.computed", data_class=DataClass.OUTCOMES)
def keep_follow_up(acting: Acting, analysis: FollowUpAnalysis, *, results: dict[str, Any]) -> None:
    """Keep how it came out."""
    analysis.results, analysis.run_at = results, acting.at


register(WorkType.EVALUATION, Runner(prepare, make, keep), of=FOLLOWED)
