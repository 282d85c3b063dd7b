"""Waves of the residents' survey as their pages read them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.community.models import Survey
from dmi.policy.classes import DataClass
from dmi.store.paging import Page, newest_first
from dmi.territory.models.cohort import Market
from dmi.territory.queries.cohort import reads_all

MOST_OFFERED = 50


def surveys(acting: Acting, mark: str | None) -> Page[Survey]:
    """Return a page of the waves that stand in every market, the newest recorded first."""
    found = newest_first(acting.session, _standing(acting), Survey.created_at, Survey.id, mark=mark)
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found.rows))
    return found


def survey(acting: Acting, row_id: UUID) -> Survey:
    """Return one wave this reader may know."""
    found = sight.fetch(acting, Survey, row_id)
    acting.saw(DataClass.COMMUNITY, found.id)
    return found


def market(acting: Acting, row_id: UUID) -> Market:
    """Return a market whose residents were asked."""
    return sight.fetch(acting, Market, row_id, DataClass.COMMUNITY)


def waves_of(acting: Acting, market: Market) -> Sequence[Survey]:
    """Return the waves of one market that stand, by their number."""
    query = _standing(acting).where(Survey.market_id == market.id).order_by(Survey.wave)
    found = acting.session.scalars(query).all()
    acting.saw(DataClass.COMMUNITY, *(row.id for row in found))
    return found


def next_wave(acting: Acting, market_id: UUID) -> int:
    """Return the number after the last wave of a market that stands."""
    query = select(func.max(Survey.wave)).where(
        Survey.market_id == market_id, Survey.withdrawn_at.is_(None)
    )
    return (acting.session.scalar(query) or 0) + 1


def offered_markets(acting: Acting) -> list[tuple[UUID, str]]:
    """Return the markets to choose from, each by the name that this reader knows it by."""
    query = sight.narrow(select(Market), acting, Market, DataClass.COMMUNITY)
    rows = acting.session.scalars(query.order_by(Market.code).limit(MOST_OFFERED))
    return [(row.id, name_of(acting, row)) for row in rows]


def name_of(acting: Acting, market: Market) -> str:
    """Return what a reader may call a market: its public name where they know no more of it."""
    return market.name if reads_all(acting) else market.public_name or market.code


def _standing(acting: Acting) -> Select[Survey]:
    query: Select[Survey] = sight.narrow(select(Survey), acting, Survey)
    return query.where(Survey.withdrawn_at.is_(None)).options(joinedload(Survey.market))
