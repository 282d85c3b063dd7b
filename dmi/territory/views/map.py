"""The map of the register for the reader at hand: exact, or by cells of 100 metres (rule F9)."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.territory.drawing import Drawing, Mark, draw
from dmi.territory.geometry import Place, distance_m, rounded
from dmi.territory.models.cohort import Market
from dmi.territory.models.place import School, Sector
from dmi.territory.models.point import SalePoint
from dmi.territory.queries.point import knows_places
from dmi.web.sentences import word

ROUND_M = 100
"""To how many metres a place is told, at the most exact, to who does not need to know more."""


def map_of(
    acting: Acting,
    sectors: Sequence[Sector | Market],
    points: Sequence[SalePoint],
    schools: Sequence[School],
) -> Drawing | None:
    """Return the map of these areas and places as this reader may know it."""
    marks = [Mark(one.name, "school", (float(one.lon), float(one.lat))) for one in schools]
    for one in points:
        place = place_shown(acting, one)
        if place is not None:
            name = f"{one.code}: {word(one.standing)}"
            href = url_for("territory.point", row_id=one.id)
            marks.append(Mark(name, one.standing.value.lower(), place, href))
    areas = [(one.name, one.polygon) for one in sectors if one.polygon]
    cell = 0 if knows_places(acting.by.role) else cell_metres(acting)
    return draw(areas, marks, cell)


def cell_metres(acting: Acting) -> int:
    """Return the side of the cells in which places are told, never below 100 metres."""
    return max(ROUND_M, acting.number("cell_metres"))


def place_shown(acting: Acting, point: SalePoint) -> Place | None:
    """Return where a point lies: exactly to who needs it, to others the middle of its cell."""
    if point.lon is None or point.lat is None:
        return None
    exact = (float(point.lon), float(point.lat))
    return exact if knows_places(acting.by.role) else rounded(exact, cell_metres(acting))


def hint_shown(acting: Acting, point: SalePoint) -> str:
    """Return how a point is found; a corner named in words is as exact as a coordinate."""
    return (point.address_hint or "") if knows_places(acting.by.role) else ""


def distance_shown(acting: Acting, point: SalePoint) -> str:
    """Return how far the nearest school is; to who needs no exact place, from the cell's middle."""
    school, place = point.nearest_school, place_shown(acting, point)
    if school is None or place is None or point.school_distance_m is None:
        return ""
    if knows_places(acting.by.role):
        return str(_("%(metres)d m", metres=point.school_distance_m))
    metres = distance_m(place, (float(school.lon), float(school.lat)))
    return str(_("about %(metres)d m", metres=round(metres / ROUND_M) * ROUND_M))


def place_words(acting: Acting, point: SalePoint) -> str:
    """Return latitude and longitude as maps write them."""
    place = place_shown(acting, point)
    if place is None:
        return ""
    if knows_places(acting.by.role):
        return f"{place[1]:.6f}, {place[0]:.6f}"
    told = f"{place[1]:.4f}, {place[0]:.4f}"
    return str(_("cell of %(metres)d m around %(place)s", metres=cell_metres(acting), place=told))
