"""Comparing many small units: asked for under a locked plan, computed as long work, kept."""

import gzip
import hashlib
import io
import json
import zlib
from dataclasses import dataclass
from math import isfinite
from typing import Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.forgetting import forget
from dmi.access.papers import keep as keep_file
from dmi.access.papers import take
from dmi.documents.models import ShelfFile
from dmi.kernel.headings import PERSON_COLUMNS, person_columns
from dmi.kernel.refusals import Faults, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.outcomes import queries
from dmi.outcomes.acts.planning import not_in_force
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.outcomes.rules import SHORTEST_REASON
from dmi.owed.acts import ask_work
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.store.database import queue_up

BLOCKS = "blocks"
MOST_BYTES = 64_000_000
"""Of the unpacked table: Seattle's ten thousand blocks over four years take 9 million."""
MOST_PLACEBOS = 1_000
TOLD_EVERY = 10
SPEC_WRONG = N_("The specification cannot be used as it is.")
TOO_MANY = N_("At most 1,000 placebo areas.")
TOO_LARGE = N_("Unpacked the file is larger than 64 MB.")
BROKEN = N_("The packed file is broken.")
NO_TABLE = N_("This is no table of text with a heading.")


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
    queue_up(acting.session, f"blocks of {plan.market_id}")
    before = queries.block_analyses(acting, plan.market_id)
    gaps = not_in_force(acting, plan)
    reason = (change_reason or "").strip()
    if before and len(reason) < SHORTEST_REASON:
        gaps.append(UnmetCondition("change_reasoned", {"min": SHORTEST_REASON}))
    if gaps:
        raise Unmet(tuple(gaps))
    said, placebos = _said(spec)
    _refuse_file(content)
    made = acting.add(
        BlockAnalysis(
            plan_id=plan.id,
            number=len(before) + 1,
            by_id=acting.by.id,
            spec=said,
            change_reason=reason if before else None,
            input_hash=hashlib.sha256(content).hexdigest(),
        ),
        under=plan,
    )
    acting.session.flush()
    ask_work(
        acting,
        WorkType.EVALUATION,
        {"of": BLOCKS, "analysis": str(made.id)},
        f"outcomes {made.id}",
        placebos + 1,
        about=made,
    )
    for one in before:
        _let_go(acting, one)
    made.file_id = keep_file(acting, content, media_type, made).id
    return made


def prepare(acting: Acting, work: BackgroundWork) -> BlockOrder:
    """Read the table and the specification."""
    found = _analysis(acting, work)
    return BlockOrder(take(acting.session.get_one(ShelfFile, found.file_id)), found.spec)


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
    return {"fault": None, **_finite(found)}


def keep(acting: Acting, work: BackgroundWork, made: dict[str, Any]) -> None:
    """Keep how it came out, and let go of the file."""
    found = _analysis(acting, work)
    queue_up(acting.session, f"blocks of {found.plan.market_id}")
    keep_blocks(acting, found, results=made)
    _forget(acting, found)


@write("outcomes.blocks.computed", data_class=DataClass.OUTCOMES)
def keep_blocks(acting: Acting, analysis: BlockAnalysis, *, results: dict[str, Any]) -> None:
    """Keep how a comparison came out."""
    analysis.results, analysis.run_at = results, acting.at


def _analysis(acting: Acting, work: BackgroundWork) -> BlockAnalysis:
    return acting.session.get_one(BlockAnalysis, UUID(work.arguments["analysis"]))


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


def _refuse_file(content: bytes) -> None:
    """Refuse a file that names people, however it is packed, and one that unpacks too large."""
    from dmi.science.columns import headers_of
    from dmi.science.findings import Unfit

    plain = content
    if content.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                plain = packed.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as torn:
            raise Faults({"table": [BROKEN]}) from torn
    if len(plain) > MOST_BYTES:
        raise Faults({"table": [TOO_LARGE]})
    try:
        headers = headers_of(plain, "table")
    except Unfit as unfit:
        raise Faults({"table": [NO_TABLE]}) from unfit
    if person_columns(headers):
        raise Faults({"table": [PERSON_COLUMNS]})


def _let_go(acting: Acting, earlier: BlockAnalysis) -> None:
    """Take the file of a comparison that could not be computed from the shelf."""
    work = queries.work_of(acting, earlier.id)
    if earlier.run_at is None and (work is None or work.status in queries.ENDED):
        _forget(acting, earlier)


def _forget(acting: Acting, analysis: BlockAnalysis) -> None:
    file = acting.session.get(ShelfFile, analysis.file_id) if analysis.file_id else None
    if file is not None and file.removed_at is None:
        forget(acting, file)


def _finite(value: Any) -> Any:
    """Return the same without numbers that JSON cannot say."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value


register(WorkType.EVALUATION, Runner(prepare, make, keep), of=BLOCKS)
