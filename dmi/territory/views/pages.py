"""The home of the territory: one map, what stands in the register, and the way to each list."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

import dmi.territory.views.cohort
import dmi.territory.views.complaint
import dmi.territory.views.hotspots
import dmi.territory.views.place
import dmi.territory.views.point
import dmi.territory.views.procedure  # noqa: F401 - registers the pages of each noun
from dmi.policy.classes import DataClass
from dmi.territory.queries import place as places
from dmi.territory.queries import point as points
from dmi.territory.views.blueprint import READERS, WRITERS, bp
from dmi.territory.views.map import map_of
from dmi.web.guard import acting, admits, page

__all__ = ["bp"]

YEAR = timedelta(days=365)


@page(bp, "/territory", reads=DataClass.TERRITORY, roles=READERS)
def home() -> ResponseReturnValue:
    """Show where the sectors, the points and the schools lie, and what was reduced."""
    current = acting()
    sectors, schools = places.sectors(current), places.schools_on_the_map(current)
    standing = points.of_place(current)
    reduced = points.reduced(current, current.today - YEAR, current.today)
    near = current.number("near_school_metres")
    return render_template(
        "territory/home.html",
        drawing=map_of(current, sectors, standing, schools),
        sectors=len(sectors),
        schools=len(schools),
        counts=points.counts(standing),
        near=sum(
            1
            for one in standing
            if one.school_distance_m is not None and one.school_distance_m <= near
        ),
        near_m=near,
        reduced=reduced,
        within=current.number("reopened_within"),
        exact=points.knows_places(current.by.role),
        writes=current.by.role in WRITERS,
        complaints=admits("territory.complaints", current.by.role),
    )
