"""Counts of areas: a file is handed in, read as long work, and undone as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select

from dmi.access import shelving
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.papers import keep as keep_file
from dmi.access.papers import take
from dmi.documents.models import ShelfFile
from dmi.kernel.headings import PERSON_COLUMNS, heading_of, person_columns
from dmi.kernel.refusals import Faults, Unmet, UnmetCondition
from dmi.kernel.wording import fold
from dmi.outcomes import queries
from dmi.outcomes.models.evaluation import AreaCount, CountLoad
from dmi.outcomes.words import Indicator, UnitKind
from dmi.owed.acts import ask_work
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load as profile_of

ROWS_AT_ONCE = 2_000
MOST_REJECTED = 0.05
COUNTS = "counts"
NAMES_OF_AREAS = ("nombre", "name")
"""Columns that elsewhere name people and here the areas that are counted."""
UNDER_WAY = ("QUEUED", "RUNNING")


@write("outcomes.counts.handed_in", data_class=DataClass.OUTCOMES)
def hand_in_counts(
    acting: Acting,
    _place: None,
    *,
    content: bytes,
    media_type: str,
    source: str,
    indicator: Indicator,
    unit_kind: UnitKind,
    offence: str | None = None,
    market_id: UUID | None = None,
) -> CountLoad:
    """Keep a file of counts and ask for it to be read.

    Raises:
        Faults: a column of it names people.
    """
    columns = [name for name in heading_of(content) if fold(name) not in NAMES_OF_AREAS]
    if person_columns(columns):
        raise Faults({"table": [PERSON_COLUMNS]})
    load = acting.add(
        CountLoad(
            source=source,
            indicator=indicator,
            offence=offence or None,
            unit_kind=unit_kind,
            market_id=market_id,
        )
    )
    acting.session.flush()
    load.file_id = keep_file(acting, content, media_type, load).id
    ask_work(
        acting,
        WorkType.IMPORT,
        {"of": COUNTS, "load": str(load.id)},
        f"outcomes {load.id} {queries.ended_works(acting, load.id)}",
        about=load,
    )
    return load


@write("outcomes.counts.undone", data_class=DataClass.OUTCOMES)
def undo_counts(acting: Acting, load: CountLoad, *, reason: str) -> None:
    """Take all counts of one import out again, and its file; the import and why stay on record.

    Raises:
        Unmet: it was undone already, or it still waits to be read.
    """
    if load.undone_at is not None:
        raise Unmet((UnmetCondition("load_stands"),))
    work = queries.work_of(acting, load.id)
    if work is not None and work.status in UNDER_WAY:
        raise Unmet((UnmetCondition("load_read"),))
    file = acting.session.get(ShelfFile, load.file_id) if load.file_id else None
    if file is not None and file.removed_at is None:
        shelving.remove(acting, file)
    acting.session.execute(delete(AreaCount).where(AreaCount.load_id == load.id))
    load.undone_at, load.undone_by_id, load.undo_reason = acting.at, acting.by.id, reason


@dataclass(frozen=True, slots=True)
class Order:
    """What the long part needs."""

    content: bytes
    offence: str
    newest: str
    profile: str
    by_year: bool


@dataclass(frozen=True, slots=True)
class Made:
    """The rows that fit, and what is told of the others; ``fault`` when the file is of no use."""

    rows: Sequence[Any]
    outcome: dict[str, Any]


def prepare(acting: Acting, work: BackgroundWork) -> Order:
    """Open the file that was handed in."""
    load = acting.session.get_one(CountLoad, UUID(work.arguments["load"]))
    file = acting.session.get_one(ShelfFile, load.file_id)
    return Order(
        take(file),
        load.offence or "",
        f"{acting.today:%Y-%m}",
        acting.profile,
        load.indicator is Indicator.POPULATION,
    )


def make(order: Order, tell: Tell) -> Made:
    """Read the file; more than one rejected row in twenty leaves nothing of it."""
    from dmi.outcomes.acts import reading
    from dmi.science.remarks import Unusable

    place = profile_of(order.profile)
    wanted = reading.Wanted(
        order.offence, order.newest, place.holds_a_number, by_year=order.by_year
    )
    try:
        found = reading.read(order.content, wanted, tell)
    except Unusable as no_use:
        remark = no_use.remark
        fault = {"fault": remark.code.value, "said": remark.sentence, "args": dict(remark.args)}
        return Made((), fault)
    told = {
        "rejected": found.rejected,
        "faults": [[one.row, one.column, one.code, one.value] for one in found.faults],
        "others": found.others,
        "zeros": [list(one) for one in found.zeros],
    }
    if not found.rows:
        return Made((), {**told, "fault": "E_EMPTY"})
    if found.rejected > MOST_REJECTED * (found.rejected + len(found.rows)):
        return Made((), {**told, "fault": "E_ROWS"})
    return Made(found.rows, told)


def keep(acting: Acting, work: BackgroundWork, made: Made) -> None:
    """Write the counts in batches; one that stands from another import is left as it is.

    An import that was undone meanwhile keeps nothing: nobody could take it out again.
    """
    load = acting.session.get_one(CountLoad, UUID(work.arguments["load"]))
    if load.undone_at is not None:
        return
    standing = _standing(acting, load) if made.rows else set()
    fresh = [one for one in made.rows if (one.unit, one.period) not in standing]
    treated = {one.unit for one in fresh if one.treated}
    for begin in range(0, len(fresh), ROWS_AT_ONCE):
        some = fresh[begin : begin + ROWS_AT_ONCE]
        acting.session.execute(
            insert(AreaCount), [_values(acting, load, one, treated) for one in some]
        )
    periods = sorted(one.period for one in fresh)
    load.read_at = acting.at
    load.outcome = {
        **made.outcome,
        "kept": len(fresh),
        "stood": len(made.rows) - len(fresh),
        "units": len({one.unit for one in fresh}),
        "first": periods[0] if periods else "",
        "last": periods[-1] if periods else "",
    }


def _standing(acting: Acting, load: CountLoad) -> set[tuple[str, str]]:
    query = select(AreaCount.unit_code, AreaCount.period).where(
        AreaCount.jurisdiction_id == load.jurisdiction_id,
        AreaCount.source == load.source,
        AreaCount.indicator == load.indicator,
    )
    return {(unit, period) for unit, period in acting.session.execute(query)}


def _values(acting: Acting, load: CountLoad, row: Any, treated: set[str]) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "created_at": acting.at,
        "created_by": load.created_by,
        "row_version": 1,
        "jurisdiction_id": load.jurisdiction_id,
        "load_id": load.id,
        "unit_code": row.unit,
        "unit_name": row.name or None,
        "unit_kind": load.unit_kind,
        "market_id": load.market_id if row.unit in treated else None,
        "period": row.period,
        "indicator": load.indicator,
        "events": row.events,
        "source": load.source,
    }


register(WorkType.IMPORT, Runner(prepare, make, keep), COUNTS)
