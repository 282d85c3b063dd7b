"""Partners as their pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.community.models import Partner
from dmi.community.rules import Offer, confirmed
from dmi.community.words import PartnerKind
from dmi.kernel.local_time import local_day
from dmi.policy.classes import DataClass
from dmi.store.paging import Page, in_order
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import newest_baseline


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of partners is narrowed to."""

    kind: PartnerKind | None = None
    speakers: bool = False
    sector: UUID | None = None


def partners(acting: Acting, wanted: Wanted, mark: str | None) -> Page[Partner]:
    """Return a page of the partners that stand: people first, then organisations by name."""
    query = _standing(acting)
    if wanted.kind is not None:
        query = query.where(Partner.kind == wanted.kind)
    if wanted.speakers:
        query = query.where(Partner.is_speaker)
    if wanted.sector is not None:
        query = query.where(Partner.sector_id == wanted.sector)
    found = in_order(acting.session, query, Partner.plain_name, Partner.id, mark=mark)
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found.rows))
    return found


def partner(acting: Acting, row_id: UUID) -> Partner:
    """Return one partner this reader may know."""
    found = sight.fetch(acting, Partner, row_id)
    acting.saw(DataClass.COMMUNITY, found.id)
    return found


def of_sector(acting: Acting, sector_id: UUID) -> Sequence[Partner]:
    """Return the partners of one sector that stand, in the order of their list."""
    query = _standing(acting).where(Partner.sector_id == sector_id)
    found = acting.session.scalars(query.order_by(Partner.plain_name)).all()
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found))
    return found


def speakers_of(acting: Acting, cohort: Cohort) -> int:
    """Return how many speakers agreed to this wave: those of its market's frozen sectors."""
    baseline = newest_baseline(acting, cohort.market_id)
    areas = frozenset(UUID(one["id"]) for one in baseline.sectors) if baseline else frozenset()
    query = sight.narrow(select(Partner.sector_id, Partner.consent_on), acting, Partner).where(
        Partner.jurisdiction_id == cohort.jurisdiction_id,
        Partner.withdrawn_at.is_(None),
        Partner.is_speaker,
    )
    offers = [Offer(area, day) for area, day in acting.session.execute(query)]
    proposed_on = local_day(cohort.created_at, acting.zone)
    return confirmed(offers, areas, proposed_on, acting.today)


def _standing(acting: Acting) -> Select[Partner]:
    query: Select[Partner] = sight.narrow(select(Partner), acting, Partner)
    return query.where(Partner.withdrawn_at.is_(None)).options(joinedload(Partner.sector))
