"""Candidates, sectors and what is counted in them, written for the tests of a choice."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dmi.access.approvals import confirm, propose
from dmi.policy.states import CohortStage
from dmi.territory.acts.choice import freeze_baseline, score_market
from dmi.territory.acts.cohort import propose_cohort
from dmi.territory.models.choice import Baseline
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.models.complaint import Complaint
from dmi.territory.models.place import Sector
from dmi.territory.queries.comparing import criteria_of, what_is_compared
from dmi.territory.words import ComplaintSource, IncidentKind, MarketStatus, MarketType, SectorKind
from tests.builders import placed
from tests.people import Town
from tests.territory.ranking import SOUTH, WEST

WHY = {
    "ranking_reason": "Mas denuncias por cuadra que en los otros dos mercados.",
    "alternatives_considered": "Plaza norte y feria: menos denuncias, sin vecinos organizados.",
}
BECAUSE = "Contado en el registro y visto en terreno."
FIRST, LAST = date(2026, 2, 1), date(2026, 4, 30)


def a_market(town: Town, code: str, name: str = "Plaza Norte") -> Market:
    """Write a candidate."""
    row = Market(
        code=code,
        name=name,
        market_type=MarketType.STREET,
        public_name=f"sector {name}",
        standing=MarketStatus.CANDIDATE,
    )
    return placed(town, row)


def square(lon: float, lat: float, side: float = 0.01) -> list[Any]:
    """Return a square area with its south-west corner here, sides in degrees."""
    east, north = round(lon + side, 6), round(lat + side, 6)
    return [[[[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]]]


def drawn(town: Town, market: Market, area: list[Any] | None = None) -> Market:
    """Draw a market: by default around the first cells of the rankings of tests."""
    market.polygon = area or square(WEST - 0.005, SOUTH - 0.005)
    town.session.flush()
    return market


def a_sector(town: Town, name: str = "Colon", area: list[Any] | None = None) -> Sector:
    """Write a sector."""
    row = Sector(name=name, kind=SectorKind.NEIGHBOURHOOD)
    if area is not None:
        row.polygon = area
    return placed(town, row)


def a_complaint(
    town: Town, sector: Sector | None, at: datetime, *, verified: bool = False, **other: Any
) -> Complaint:
    """Write a complaint."""
    row = Complaint(
        source=ComplaintSource.SAFE_LINE,
        received_at=at,
        kind=IncidentKind.SALE,
        sector_id=sector.id if sector is not None else None,
        is_anonymous=True,
        **other,
    )
    row.text = "Venden desde las ocho de la noche."
    if verified:
        row.verified_at, row.verified_by_id = town.clock(), town.users["pol1"].id
    return placed(town, row)


def local(town: Town, day: date, hour: str = "12:00") -> datetime:
    """Return an hour of a day of the place."""
    zone = ZoneInfo(town.place.time_zone)
    return datetime.combine(day, time.fromisoformat(hour), zone)


def score(town: Town, market: Market, mark: int = 7, by: str = "ana1") -> None:
    """Score a candidate in full."""
    acting = town.acting(by)
    marks = dict.fromkeys(criteria_of(acting), (mark, BECAUSE))
    score_market(acting, market, marks=marks)


def freeze(town: Town, market: Market, *sectors: Sector, by: str = "ana1") -> Baseline:
    """Freeze the months from February to April."""
    ids = [one.id for one in sectors]
    return freeze_baseline(town.acting(by), market, from_on=FIRST, to_on=LAST, sectors=ids)


def ready_to_choose(town: Town, cohort: Cohort) -> Market:
    """Score the cohort's market and another one, freeze the baseline; return the other one."""
    other = a_market(town, f"P-{cohort.name}")
    score(town, cohort.market, 8)
    score(town, other, 5)
    freeze(town, cohort.market, a_sector(town, f"Sector {cohort.name}"))
    return other


def committed(town: Town, name: str = "Primera") -> Cohort:
    """Propose a cohort in a new market, and put the institutions behind it."""
    market = a_market(town, f"M-{name}", f"Colon {name}")
    cohort = propose_cohort(
        town.acting("jef1"),
        market,
        name=name,
        public_programme_name="Segunda Oportunidad",
        start_on=town.clock().date(),
    )
    cohort.stand(CohortStage.COMMITTED.value)
    town.session.flush()
    return cohort


def choose(town: Town, cohort: Cohort, **fields: Any) -> None:
    """Choose the cohort's market, the analyst first and the manager second."""
    seen = what_is_compared(town.acting("ana1"), cohort)
    both(town, "M.choose_market", cohort, **{**WHY, "compared": seen, **fields})


def both(town: Town, key: str, cohort: Cohort, **fields: Any) -> None:
    """Take a step of the cohort as analyst and manager."""
    asked = propose(town.acting("ana1"), key, cohort, **fields)
    confirm(town.acting("jef1"), asked, town.actor("ana1"), cohort, **fields)
