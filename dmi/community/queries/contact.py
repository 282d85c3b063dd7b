"""Meetings, walks, visits and campaigns as their pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.community.models import CommunityContact
from dmi.community.words import CommunityKind
from dmi.policy.classes import DataClass
from dmi.store.paging import Page, newest_first
from dmi.territory.models.cohort import Cohort

MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of contacts is narrowed to."""

    kind: CommunityKind | None = None
    sector: UUID | None = None


def contacts(acting: Acting, wanted: Wanted, mark: str | None) -> Page[CommunityContact]:
    """Return a page of the contacts that stand, the newest recorded first."""
    query = _standing(acting)
    if wanted.kind is not None:
        query = query.where(CommunityContact.kind == wanted.kind)
    if wanted.sector is not None:
        query = query.where(CommunityContact.sector_id == wanted.sector)
    found = newest_first(
        acting.session, query, CommunityContact.created_at, CommunityContact.id, mark=mark
    )
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found.rows))
    return found


def contact(acting: Acting, row_id: UUID) -> CommunityContact:
    """Return one contact this reader may know."""
    found = sight.fetch(acting, CommunityContact, row_id)
    acting.saw(DataClass.COMMUNITY, found.id)
    return found


def of_sector(acting: Acting, sector_id: UUID) -> Sequence[CommunityContact]:
    """Return what was done with the residents of one sector, the last day first."""
    query = _standing(acting).where(CommunityContact.sector_id == sector_id)
    newest = query.order_by(CommunityContact.on.desc(), CommunityContact.id)
    found = acting.session.scalars(newest).all()
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found))
    return found


def offered_cohorts(acting: Acting) -> list[tuple[UUID, str]]:
    """Return the cohorts to choose from, the newest first."""
    query = sight.narrow(select(Cohort.id, Cohort.name), acting, Cohort, DataClass.COMMUNITY)
    newest = query.order_by(Cohort.created_at.desc(), Cohort.id).limit(MOST_OFFERED)
    return [(row.id, row.name) for row in acting.session.execute(newest)]


def _standing(acting: Acting) -> Select[CommunityContact]:
    query: Select[CommunityContact] = sight.narrow(
        select(CommunityContact), acting, CommunityContact
    )
    return query.where(CommunityContact.withdrawn_at.is_(None)).options(
        joinedload(CommunityContact.sector), joinedload(CommunityContact.cohort)
    )
