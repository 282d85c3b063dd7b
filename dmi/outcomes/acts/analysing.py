"""Computing on a file that is sent under a locked plan: asked for, kept, and the file let go."""

import gzip
import hashlib
import io
import zlib
from math import isfinite
from typing import Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.forgetting import forget
from dmi.access.papers import keep as keep_file
from dmi.access.papers import take
from dmi.documents.models import ShelfFile
from dmi.kernel.headings import PERSON_COLUMNS, person_columns
from dmi.kernel.refusals import Faults, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.outcomes import queries
from dmi.outcomes.acts.planning import not_in_force
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.outcomes.rules import SHORTEST_REASON
from dmi.owed.acts import ask_work
from dmi.owed.models import BackgroundWork
from dmi.owed.words import WorkType
from dmi.store.database import queue_up

MOST_BYTES = 64_000_000
"""Of the unpacked table: Seattle's ten thousand blocks over four years take 9 million."""
TOO_LARGE = N_("Unpacked the file is larger than 64 MB.")
BROKEN = N_("The packed file is broken.")
NO_TABLE = N_("This is no table of text with a heading.")


def refuse_plan(acting: Acting, plan: EvaluationPlan, kind: type[Any], reason: str | None) -> None:
    """Refuse what is asked for under a plan that does not count, or once more without a reason.

    Raises:
        Unmet: the plan is not locked or not in force; another one without a reason.
    """
    queue_up(acting.session, f"{kind.__tablename__} of {plan.market_id}")
    gaps = not_in_force(acting, plan)
    before = queries.analyses(acting, kind, plan.market_id)
    if before and len((reason or "").strip()) < SHORTEST_REASON:
        gaps.append(UnmetCondition("change_reasoned", {"min": SHORTEST_REASON}))
    if gaps:
        raise Unmet(tuple(gaps))


def begin(
    acting: Acting,
    plan: EvaluationPlan,
    made: queries.Analysis,
    of: str,
    *,
    content: bytes,
    media_type: str,
    change_reason: str | None,
    steps: int = 1,
) -> queries.Analysis:
    """Keep what is asked, with the file until it is computed, and ask for the work.

    ``of`` tells the work which runner takes it; ``steps`` how many it has.
    """
    before = queries.analyses(acting, type(made), plan.market_id)
    made.plan_id, made.number, made.by_id = plan.id, len(before) + 1, acting.by.id
    made.change_reason = (change_reason or "").strip() if before else None
    made.input_hash = hashlib.sha256(content).hexdigest()
    acting.add(made, under=plan)
    acting.session.flush()
    ask_work(
        acting,
        WorkType.EVALUATION,
        {"of": of, "analysis": str(made.id)},
        f"outcomes {made.id}",
        steps,
        about=made,
    )
    for one in before:
        _let_go(acting, one)
    made.file_id = keep_file(acting, content, media_type, made).id
    return made


def asked(acting: Acting, work: BackgroundWork, kind: type[queries.Analysis]) -> queries.Analysis:
    """Return what a work computes."""
    return acting.session.get_one(kind, UUID(work.arguments["analysis"]))


def file_of(acting: Acting, analysis: queries.Analysis) -> bytes:
    """Return the file that was sent."""
    return take(acting.session.get_one(ShelfFile, analysis.file_id))


def let_file_go(acting: Acting, analysis: queries.Analysis) -> None:
    """Delete the file of a computation that is over."""
    file = acting.session.get(ShelfFile, analysis.file_id) if analysis.file_id else None
    if file is not None and file.removed_at is None:
        forget(acting, file)


def opened_file(content: bytes) -> bytes:
    """Return a file unpacked; refused are one that names people and one that is no table.

    Raises:
        Faults: however it is packed, and if it unpacks too large.
    """
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
    return plain


def finite(value: Any) -> Any:
    """Return the same without numbers that JSON cannot say."""
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list):
        return [finite(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _let_go(acting: Acting, earlier: queries.Analysis) -> None:
    """Take the file of a computation that came to no end from the shelf."""
    work = queries.work_of(acting, earlier.id)
    if earlier.run_at is None and (work is None or work.status in queries.ENDED):
        let_file_go(acting, earlier)
