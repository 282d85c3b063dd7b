"""The area of a market: drawn from sectors or from a file, and kept once somebody stands on it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.store.database import queue_up
from dmi.territory import files, geometry
from dmi.territory.acts.place import (
    AREAS_FAR,
    areas_of,
    near_a_school,
    place_of,
    refuse_far,
    schools_of,
)
from dmi.territory.models.choice import MarketChoice
from dmi.territory.models.cohort import Market
from dmi.territory.models.place import Sector
from dmi.territory.queries.comparing import choices, of_market, rests_on_area

NO_SECTOR = N_("Choose sectors of the place.")
NO_AREA = N_("Tick the sectors that the market lies in, or attach a file with its area.")
ONE_OF_BOTH = N_("Give the sectors or a file, not both.")
ONE_AREA = N_("The file must hold one area, or one that bears the market's name.")
NOT_DRAWN = N_("One of these sectors is not drawn.")
IS_CHOSEN = N_(
    "This market was compared in a choice, so its area stays. For another area record another "
    "market, or take the choice back."
)
IS_RANKED = N_(
    "Marks of this market rest on its place in a ranking, so its area stays. Score it without "
    "the ranking first."
)


@write("territory.market.drawn", data_class=DataClass.TERRITORY)
def draw_market(
    acting: Acting,
    market: Market,
    *,
    sectors: Iterable[UUID] = (),
    text: str | None = None,
    is_sure: bool = False,
) -> Market:
    """Say where a market lies: the drawn sectors together, or the area of a GeoJSON file.

    Raises:
        Faults: no area or two, one that cannot be read or lies far away, one that others stand on.
    """
    queue_up(acting.session, f"scores of {market.id}")
    acting.session.refresh(market)
    stays = why_it_stays(acting, market)
    if stays is not None:
        raise Faults({"sectors": [stays]})
    asked = list(sectors)
    if bool(asked) == bool(text):
        raise Faults({"sectors": [ONE_OF_BOTH if asked else NO_AREA]})
    if asked:
        area = _together(acting, market, asked)
    else:
        area = _read(acting, market, text or "", is_sure=is_sure)
    market.polygon = area
    schools = schools_of(acting, place_of(acting, market))
    market.is_near_school = near_a_school(area, schools, acting.number("near_school_metres"))
    return market


def why_it_stays(acting: Acting, market: Market) -> str | None:
    """Return the sentence that says why an area is not drawn anew; nothing where it can be."""
    here = MarketChoice.jurisdiction_id == market.jurisdiction_id
    counts = [one for one, undone in choices(acting, here) if not undone]
    if any(rests_on_area(one, market) for one in counts):
        return IS_CHOSEN
    if any(one.ranked_as for one in of_market(acting, market).marks.values()):
        return IS_RANKED
    return None


def known_sectors(acting: Acting, market: Market, wanted: Iterable[UUID]) -> list[Sector]:
    """Return sectors of a market's place by name.

    Raises:
        Faults: there is none, or one is of another place.
    """
    asked = set(wanted)
    query = select(Sector).where(
        Sector.id.in_(asked), Sector.jurisdiction_id == market.jurisdiction_id
    )
    found = list(acting.session.scalars(sight.narrow(query, acting, Sector).order_by(Sector.name)))
    if not found or len(found) != len(asked):
        raise Faults({"sectors": [NO_SECTOR]})
    return found


def _together(acting: Acting, market: Market, asked: list[UUID]) -> list[Any]:
    rows = known_sectors(acting, market, asked)
    if any(not row.polygon for row in rows):
        raise Faults({"sectors": [NOT_DRAWN]})
    together = [polygon for row in rows for polygon in row.polygon or ()]
    if files.corners(together) > files.MOST_CORNERS:
        raise Faults({"sectors": [files.TOO_FINE]})
    return together


def _read(acting: Acting, market: Market, text: str, *, is_sure: bool) -> list[Any]:
    try:
        found = files.read_areas(text)
    except files.Unreadable as cause:
        raise Faults({"file": [cause.sentence]}) from cause
    own = [one for one in found if one.name in {market.name, market.code}] or found
    if len(own) != 1:
        raise Faults({"file": [ONE_AREA]})
    if not is_sure:
        around = geometry.box([area for _, area in areas_of(acting)], [])
        refuse_far([own[0].area], around, AREAS_FAR)
    return own[0].area
