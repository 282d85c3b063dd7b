"""The home of the community, area by area, and what stands in one area together."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

import dmi.community.guards
import dmi.community.views.contact
import dmi.community.views.partner
import dmi.community.views.survey  # noqa: F401 - registers the pages of each noun
from dmi.access.acting import Acting
from dmi.community.queries import area as queries
from dmi.community.queries import contact as contacts
from dmi.community.queries import partner as partners
from dmi.community.queries import work as works
from dmi.community.views.blueprint import bp
from dmi.community.views.work import progress_of
from dmi.policy.classes import DataClass
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.place import Sector
from dmi.territory.views.cohort import PARTS
from dmi.territory.views.place import SECTOR_PARTS
from dmi.web.guard import acting, admits, page

__all__ = ["bp"]


@page(bp, "/community", reads=DataClass.COMMUNITY)
def areas() -> ResponseReturnValue:
    """Show how much stands with the residents of each area."""
    return render_template("community/areas.html", rows=queries.areas(acting()))


@page(bp, "/sectors/<uuid:row_id>/community", reads=DataClass.COMMUNITY)
def sector(row_id: UUID) -> ResponseReturnValue:
    """Show the partners of one area, what was done with its residents, and the works there."""
    current = acting()
    row = queries.sector(current, row_id)
    return render_template(
        "community/sector.html",
        row=row,
        partners=partners.of_sector(current, row.id),
        contacts=contacts.of_sector(current, row.id),
        works=works.of_sector(current, row.id),
        progress_of=progress_of,
        on_the_map=admits("territory.sector", current.by.role),
    )


def of_sector(current: Acting, _sector: Sector) -> bool:
    """Tell whether a sector's own page leads on to its community."""
    return admits("community.areas", current.by.role)


def of_cohort(current: Acting, cohort: Cohort) -> dict[str, Any] | None:
    """Return how many speakers a cohort has and needs, to who reads the community."""
    if not admits("community.areas", current.by.role):
        return None
    return {
        "speakers": partners.speakers_of(current, cohort),
        "least": current.number("community_speakers_min"),
    }


PARTS["community/_speakers_of_cohort.html"] = of_cohort
SECTOR_PARTS["community/_of_sector.html"] = of_sector
