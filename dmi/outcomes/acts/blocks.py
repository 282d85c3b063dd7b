"""Comparing many small units: asked for under a locked plan, computed as long work, kept."""

import json
from dataclasses import dataclass
from typing import Any

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.outcomes.acts import analysing
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.store.database import queue_up

BLOCKS = "blocks"
MOST_PLACEBOS = 1_000
TOLD_EVERY = 10
SPEC_WRONG = N_("The specification cannot be used as it is.")
TOO_MANY = N_("At most 1,000 placebo areas.")


@dataclass(frozen=True, slots=True)
class BlockOrder:
    """A table and what is compared in it, and nothing of the database."""

    content: bytes
    spec: dict[str, Any]


@write("outcomes.blocks.asked", data_class=DataClass.OUTCOMES)
def ask_blocks(
    acting: Acting,
    plan: EvaluationPlan,
    *,
    content: bytes,
    media_type: str,
    spec: str,
    change_reason: str | None = None,
) -> BlockAnalysis:
    """Fix what is matched and scored in a file of blocks, and ask for it to be computed.

    Raises:
        Unmet: the plan is not locked or not in force; another comparison without a reason.
        Faults: the specification or the file cannot be used, or a column of it names people.
    """
    analysing.refuse_plan(acting, plan, BlockAnalysis, change_reason)
    said, placebos = _said(spec)
    analysing.opened_file(content)
    return analysing.begin(
        acting,
        plan,
        BlockAnalysis(spec=said),
        BLOCKS,
        content=content,
        media_type=media_type,
        change_reason=change_reason,
        steps=placebos + 1,
    )


def prepare(acting: Acting, work: BackgroundWork) -> BlockOrder:
    """Read the table and the specification."""
    found = analysing.asked(acting, work, BlockAnalysis)
    return BlockOrder(analysing.file_of(acting, found), found.spec)


def make(order: BlockOrder, tell: Tell) -> dict[str, Any]:
    """Compare; what the file or the plan does not allow is a result too, and says why."""
    from dmi.science.columns import table_of
    from dmi.science.findings import Unfit
    from dmi.science.unit_spec import evaluated, read_spec

    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        if done % TOLD_EVERY == 0:
            tell(done)

    try:
        spec = read_spec(json.dumps(order.spec), "spec")
        found = evaluated(table_of(order.content, "table"), spec, advance)
    except Unfit as unfit:
        return {"fault": unfit.fault.value, "places": list(unfit.places), "said": str(unfit)}
    return {"fault": None, **analysing.finite(found)}


def keep(acting: Acting, work: BackgroundWork, made: dict[str, Any]) -> None:
    """Keep how it came out, and let go of the file."""
    found = analysing.asked(acting, work, BlockAnalysis)
    queue_up(acting.session, f"{BlockAnalysis.__tablename__} of {found.plan.market_id}")
    keep_blocks(acting, found, results=made)
    analysing.let_file_go(acting, found)


@write("outcomes.blocks.computed", data_class=DataClass.OUTCOMES)
def keep_blocks(acting: Acting, analysis: BlockAnalysis, *, results: dict[str, Any]) -> None:
    """Keep how a comparison came out."""
    analysis.results, analysis.run_at = results, acting.at


def _said(spec: str) -> tuple[dict[str, Any], int]:
    """Return what is compared, and how many placebo areas are drawn for it."""
    from dmi.science.findings import Unfit
    from dmi.science.unit_spec import read_spec

    try:
        read = read_spec(spec, "spec")
    except Unfit as unfit:
        raise Faults({"spec": [SPEC_WRONG, *filter(None, unfit.places)]}) from unfit
    if read.permutations > MOST_PLACEBOS:
        raise Faults({"spec": [TOO_MANY]})
    said: dict[str, Any] = json.loads(spec)
    return said, read.permutations


register(WorkType.EVALUATION, Runner(prepare, make, keep), of=BLOCKS)
