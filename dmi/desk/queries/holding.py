"""What one cohort holds for a reader: of each kind what its own list would show, and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import EvidenceItem
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.territory.models.cohort import Cohort

SHOWN = 5
LISTS: dict[type[Record], tuple[str, DataClass]] = {
    Pathway: ("desk.people", DataClass.PATHWAY_STAGE),
    Buy: ("evidence.buys", DataClass.EVIDENCE),
    EvidenceItem: ("evidence.items", DataClass.EVIDENCE),
    Meeting: ("callin.meetings", DataClass.MEETINGS),
    Letter: ("callin.letters", DataClass.LETTERS),
}
"""By kind: the list that it has of its own, and the class under which that list reads it."""


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of what a cohort holds: how much the reader may know, and the newest of it."""

    model: type[Record]
    rows: list[Any]
    of: int


def held(acting: Acting, cohort: Cohort, kinds: Iterable[type[Record]]) -> list[Held]:
    """Return what a cohort holds of some kinds, one statement for each."""
    found = []
    for model in kinds:
        data_class = LISTS[model][1]
        query = narrow(select(model, func.count().over()), acting, model, data_class)
        newest = (
            query.where(model.cohort_id == cohort.id)
            .order_by(model.created_at.desc(), model.id)
            .limit(SHOWN)
        )
        rows = acting.session.execute(newest).all()
        acting.saw(data_class, *(row[0].id for row in rows))
        found.append(Held(model, [row[0] for row in rows], rows[0][1] if rows else 0))
    return found
