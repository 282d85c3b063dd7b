"""Markets and the cohorts in them."""

from datetime import date

from sqlalchemy import select

import dmi.territory.guards  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.store.database import queue_up
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.words import MarketStatus, MarketType

KNOWN_ALREADY = N_("A cohort of this name stands in this market already.")


@write("territory.market.recorded", data_class=DataClass.TERRITORY)
def record_market(
    acting: Acting,
    _place: None,
    *,
    code: str,
    name: str,
    market_type: MarketType,
    public_name: str,
) -> Market:
    """Write down a candidate market."""
    return acting.add(
        Market(
            code=code,
            name=name,
            market_type=market_type,
            public_name=public_name,
            standing=MarketStatus.CANDIDATE,
        )
    )


@act("M.propose_cohort", needs=("name", "public_programme_name", "start_on"))
def propose_cohort(
    acting: Acting, market: Market, *, name: str, public_programme_name: str, start_on: date
) -> Cohort:
    """Propose one wave of people in a market.

    Raises:
        Faults: a cohort of this name stands in the market.
    """
    queue_up(acting.session, f"cohorts of {market.id}")
    standing = select(Cohort.id).where(Cohort.market_id == market.id, Cohort.name == name)
    if acting.session.scalar(standing) is not None:
        raise Faults({"name": [KNOWN_ALREADY]})
    cohort = Cohort(
        market_id=market.id,
        name=name,
        public_programme_name=public_programme_name,
        start_on=start_on,
    )
    cohort.cohort_id = cohort.id
    return acting.add(cohort, under=market)
