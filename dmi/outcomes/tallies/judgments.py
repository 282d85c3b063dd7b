"""How cases ended, group by group: never sentences of one year over arrests of the same year."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.outcomes.disclosure import covered
from dmi.outcomes.models.judged import JudgedGroup
from dmi.outcomes.tallies.funnel import share_of_group
from dmi.policy.classes import DataClass
from dmi.science.indicators import Share


@dataclass(frozen=True, slots=True)
class Judged:
    """One group for one reader: a count that may not be told is None."""

    id: UUID
    since: date
    until: date
    counted_on: date
    formalised: int | None
    judged: int | None
    convicted: int | None
    share_judged: Share | None
    share_convicted: Share | None


def judgments(acting: Acting, least: int) -> list[Judged]:
    """Return the groups that stand, the newest first, without counts smaller than ``least``."""
    found = groups(acting)
    acting.saw(DataClass.OUTCOMES, *(one.id for one in found))
    return [_judged(one, least) for one in found]


def groups(acting: Acting) -> list[JudgedGroup]:
    """Return the groups that stand, the newest first."""
    query = select(JudgedGroup).where(JudgedGroup.withdrawn_at.is_(None))
    ordered = narrow(query, acting, JudgedGroup).order_by(JudgedGroup.formalised_from.desc())
    return list(acting.session.scalars(ordered))


def _judged(row: JudgedGroup, least: int) -> Judged:
    parts = (row.convicted, row.judged - row.convicted, row.formalised - row.judged)
    convicted, otherwise, _open, formalised = covered(parts, least)
    judged = None if convicted is None or otherwise is None else convicted + otherwise
    return Judged(
        id=row.id,
        since=row.formalised_from,
        until=row.formalised_to,
        counted_on=row.counted_on,
        formalised=formalised,
        judged=judged,
        convicted=convicted,
        share_judged=None if judged is None else share_of_group(judged, formalised),
        share_convicted=None if convicted is None else share_of_group(convicted, formalised),
    )
