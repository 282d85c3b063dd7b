"""What every write of the community holds its texts and days to."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.community.models import CommunityContact, Partner, Survey, Work
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.territory.models.cohort import Cohort, Market

NOT_YET = N_("This day has not come yet.")
A_NUMBER = N_("Leave out identity numbers: nobody is looked up here.")
IS_WITHDRAWN = N_("It was withdrawn and is not changed any more.")
NO_SUCH_COHORT = N_("Choose one of the cohorts of the list.")
NO_SUCH_MARKET = N_("Choose one of the markets of the list.")

Kept = CommunityContact | Partner | Survey | Work


def refuse_numbers(acting: Acting, **texts: str | None) -> None:
    """Keep identity numbers out of the texts of the community.

    Raises:
        Faults: some of them hold what looks like one.
    """
    place = load(acting.profile)
    faults = {name: [A_NUMBER] for name, text in texts.items() if place.holds_a_number(text or "")}
    if faults:
        raise Faults(faults)


def refuse_days_to_come(acting: Acting, **days: date | None) -> None:
    """Refuse days that have not come.

    Raises:
        Faults: some of them have not.
    """
    faults = {name: [NOT_YET] for name, day in days.items() if day and day > acting.today}
    if faults:
        raise Faults(faults)


def refuse_withdrawn(row: Kept, field: str) -> None:
    """Refuse to change what was withdrawn.

    Raises:
        Faults: it was.
    """
    if row.withdrawn_at is not None:
        raise Faults({field: [IS_WITHDRAWN]})


def known_cohort(acting: Acting, cohort: UUID | None) -> UUID | None:
    """Return the id of a cohort that the actor may know.

    Raises:
        Faults: there is none of that id.
    """
    if cohort is None:
        return None
    query = select(Cohort.id).where(Cohort.id == cohort)
    if acting.session.scalar(sight.narrow(query, acting, Cohort, DataClass.COMMUNITY)) is None:
        raise Faults({"cohort": [NO_SUCH_COHORT]})
    return cohort


def known_market(acting: Acting, market: UUID) -> Market:
    """Return a market that the actor may know.

    Raises:
        Faults: there is none of that id.
    """
    query = select(Market).where(Market.id == market)
    found = acting.session.scalars(
        sight.narrow(query, acting, Market, DataClass.COMMUNITY)
    ).one_or_none()
    if found is None:
        raise Faults({"market": [NO_SUCH_MARKET]})
    return found
