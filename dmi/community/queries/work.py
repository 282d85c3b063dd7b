"""Works in the area as their pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.community.models import Work
from dmi.community.words import WorkKind
from dmi.policy.classes import DataClass
from dmi.store.paging import Page, newest_first


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of works is narrowed to."""

    kind: WorkKind | None = None
    sector: UUID | None = None


def works(acting: Acting, wanted: Wanted, mark: str | None) -> Page[Work]:
    """Return a page of the works that stand, the newest recorded first."""
    query = _standing(acting)
    if wanted.kind is not None:
        query = query.where(Work.kind == wanted.kind)
    if wanted.sector is not None:
        query = query.where(Work.sector_id == wanted.sector)
    found = newest_first(acting.session, query, Work.created_at, Work.id, mark=mark)
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found.rows))
    return found


def work(acting: Acting, row_id: UUID) -> Work:
    """Return one work this reader may know."""
    found = sight.fetch(acting, Work, row_id)
    acting.saw(DataClass.COMMUNITY, found.id)
    return found


def of_sector(acting: Acting, sector_id: UUID) -> Sequence[Work]:
    """Return the works in one sector, the newest recorded first."""
    query = _standing(acting).where(Work.sector_id == sector_id)
    found = acting.session.scalars(query.order_by(Work.created_at.desc(), Work.id)).all()
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found))
    return found


def _standing(acting: Acting) -> Select[Work]:
    query: Select[Work] = sight.narrow(select(Work), acting, Work)
    return query.where(Work.withdrawn_at.is_(None)).options(joinedload(Work.sector))
