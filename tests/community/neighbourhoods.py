"""A small neighbourhood: one row of each kind, placed straight into the database."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from dmi.community.models import CommunityContact, Partner, Survey, Work
from dmi.community.words import CommunityKind, PartnerKind, TechnologyKind, WorkKind
from dmi.territory.models.cohort import Market
from dmi.territory.models.place import Sector
from dmi.territory.words import MarketStatus, MarketType
from tests.builders import placed
from tests.people import Town
from tests.territory.registers import a_sector

METHOD = "Casa por casa, dos tardes, una persona por hogar."


def a_partner(
    town: Town,
    name: str = "Junta de vecinos 12",
    sector: Sector | None = None,
    *,
    kind: PartnerKind = PartnerKind.NEIGHBOURS_COUNCIL,
    speaks: bool = True,
    agreed_on: date | None = None,
) -> Partner:
    """Write a partner who can be reached."""
    row = Partner(
        kind=kind,
        sector_id=sector.id if sector else None,
        is_speaker=speaks,
        consent_on=agreed_on,
    )
    row.call(name)
    row.contact_name, row.contact = "Rosa Ejemplo", "+56 9 1234 5678"
    return placed(town, row)


def a_contact(town: Town, sector: Sector, on: date | None = None) -> CommunityContact:
    """Write a meeting with residents."""
    row = CommunityContact(
        sector_id=sector.id,
        kind=CommunityKind.MEETING,
        on=on or town.clock().date(),
        attendees=34,
        issues="Poca luz en el pasaje de atras.",
        outcome="La municipalidad repone cuatro focos este mes.",
    )
    return placed(town, row)


def a_work(town: Town, sector: Sector) -> Work:
    """Write a work under way."""
    row = Work(
        sector_id=sector.id,
        kind=WorkKind.LIGHTING,
        started_on=town.clock().date(),
        cost_clp=4_500_000,
        technology=TechnologyKind.CAMERA,
        budget_line="Fondo comunal 2026",
        note="Cuatro focos nuevos en el pasaje de atras.",
    )
    return placed(town, row)


def a_market(town: Town, name: str = "Plaza sur") -> Market:
    """Write a market that has a public name of its own."""
    return placed(
        town,
        Market(
            code=f"M-{name}",
            name=name,
            market_type=next(iter(MarketType)),
            public_name=f"Sector {name}",
            standing=next(iter(MarketStatus)),
        ),
    )


def a_survey(town: Town, market: Market, wave: int = 1, n: int = 120) -> Survey:
    """Write a wave in which one thing was not asked."""
    row = Survey(
        market_id=market.id,
        wave=wave,
        on=town.clock().date(),
        n=n,
        aware_pct=Decimal("41.5"),
        safer_pct=Decimal(30 + wave),
        method=METHOD,
    )
    return placed(town, row, market)


def a_neighbourhood(town: Town) -> None:
    """Write one row of each kind."""
    sector = town.session.scalars(select(Sector).order_by(Sector.id)).first() or a_sector(town)
    market = town.session.scalars(select(Market).order_by(Market.id)).first() or a_market(town)
    a_partner(town, sector=sector)
    a_contact(town, sector)
    a_work(town, sector)
    a_survey(town, market)
