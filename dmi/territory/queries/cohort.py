"""Markets and cohorts as their pages read them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.territory.models.cohort import Cohort, Market


@dataclass(frozen=True, slots=True)
class MarketRow:
    """One market of the list, with how many waves were worked in it."""

    market: Market
    waves: int


def markets(acting: Acting) -> list[MarketRow]:
    """Return the markets with their number of waves, in one statement."""
    waves = select(func.count(Cohort.id)).where(Cohort.market_id == Market.id).scalar_subquery()
    query = sight.narrow(select(Market, waves), acting, Market).order_by(Market.code)
    found = [MarketRow(market, count) for market, count in acting.session.execute(query)]
    acting.saw(DataClass.TERRITORY, *(row.market.id for row in found))
    return found


def market(acting: Acting, row_id: UUID) -> Market:
    """Return one market this reader may know."""
    found = sight.fetch(acting, Market, row_id)
    acting.saw(DataClass.TERRITORY, found.id)
    return found


def cohorts_of(acting: Acting, market: Market) -> list[Cohort]:
    """Return the waves of a market, newest first."""
    query = sight.narrow(select(Cohort).where(Cohort.market_id == market.id), acting, Cohort)
    return list(acting.session.scalars(query.order_by(Cohort.start_on.desc())))


def cohort(acting: Acting, row_id: UUID) -> Cohort:
    """Return one cohort this reader may know."""
    found = sight.fetch(acting, Cohort, row_id)
    acting.saw(DataClass.TERRITORY, found.id)
    return found


def reads_all(acting: Acting) -> bool:
    """Tell whether the reader knows more of the territory than its public part."""
    return Condition.PUBLIC_PART not in right(acting.by.role, DataClass.TERRITORY).conditions


def code_taken(acting: Acting, code: str) -> bool:
    """Tell whether a market of this code stands already, wherever it is."""
    return acting.session.scalar(select(Market.id).where(Market.code == code)) is not None
