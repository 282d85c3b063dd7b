"""Who was chosen among those reviewed: group beside group, small ones and their shadows hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.kernel.calendar import age_on
from dmi.kernel.words import N_
from dmi.outcomes.disclosure import Given
from dmi.outcomes.tallies.funnel import was_chosen
from dmi.outcomes.tallies.ways import Way
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Address, Person
from dmi.people.words import Sex
from dmi.policy.classes import DataClass
from dmi.policy.states import Stage
from dmi.territory.models.cohort import Cohort

if TYPE_CHECKING:
    from dmi.science.fairness import Selection

UNKNOWN = N_("Not recorded")
AGES: tuple[tuple[int, str], ...] = (
    (25, N_("18 to 24 years")),
    (35, N_("25 to 34 years")),
    (50, N_("35 to 49 years")),
)
OLDER = N_("50 years and older")
HERE = N_("Lives in this place")
ELSEWHERE = N_("Lives elsewhere")
OWN = N_("Nationality of the country")
OTHER = N_("Another nationality")
SEXES: Mapping[Sex, str] = {
    Sex.FEMALE: N_("Women"),
    Sex.MALE: N_("Men"),
    Sex.OTHER: N_("Another sex"),
    Sex.UNKNOWN: UNKNOWN,
}
TRAITS = (
    N_("Sex as registered"),
    N_("Age on the day of the review"),
    N_("Nationality"),
    N_("Where they live"),
)


@dataclass(frozen=True, slots=True)
class Trait:
    """One table: a trait, its groups with what may be told, and the counts behind them."""

    name: str
    rows: "list[Selection]"
    counts: Mapping[str, tuple[int, int]]


def traits(
    acting: Acting, row: Cohort, ways: Mapping[UUID, Way], given: Given, least: int
) -> list[Trait]:
    """Return the tables of a cohort; none where those chosen or those not chosen are too few."""
    reviewed = {key: way for key, way in ways.items() if Stage.IN_REVIEW in way.reached}
    chosen = sum(map(was_chosen, reviewed.values()))
    rest = len(reviewed) - chosen
    too_few = any(0 < one < least for one in (chosen, rest)) or not reviewed
    if too_few or not given.admits(len(reviewed), chosen, rest):
        return []
    from dmi.science.fairness import selection_table

    found = []
    groups = groups_of(acting, row, reviewed)
    for place, name in enumerate(TRAITS):
        counts: dict[str, tuple[int, int]] = {}
        for key, way in reviewed.items():
            group = groups[key][place]
            selected, total = counts.get(group, (0, 0))
            counts[group] = (selected + was_chosen(way), total + 1)
        in_order = dict(sorted(counts.items(), key=lambda one: _ORDER.index(one[0])))
        rows = selection_table(in_order, least)
        if rows:
            found.append(Trait(name, rows, in_order))
    return found


_ORDER = [*SEXES.values(), *(words for _end, words in AGES), OLDER, OWN, OTHER, HERE, ELSEWHERE]


def groups_of(
    acting: Acting, row: Cohort, reviewed: Mapping[UUID, Way]
) -> dict[UUID, tuple[str, ...]]:
    """Return the group of each person in each trait; names and numbers are never opened."""
    query = (
        select(Pathway.id, Person, Address.municipality_id)
        .join(Person, Person.id == Pathway.person_id)
        .join(Cohort, Cohort.id == Pathway.cohort_id)
        .outerjoin(Address, and_(Address.person_id == Person.id, Address.valid_to.is_(None)))
        .where(Pathway.cohort_id == row.id, Pathway.id.in_(list(reviewed)))
        .order_by(Address.recorded_at)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    seen = narrow(query, acting, Cohort, DataClass.OUTCOMES)
    for key, person, home in acting.session.execute(seen):
        found[key] = (
            SEXES[person.sex_registered or Sex.UNKNOWN],
            _age(person.birth_date, reviewed[key].reached[Stage.IN_REVIEW]),
            _nationality(person.nationality, acting.profile),
            UNKNOWN if home is None else HERE if home == row.jurisdiction_id else ELSEWHERE,
        )
    return found


def _age(born: date | None, day: date) -> str:
    if born is None:
        return UNKNOWN
    age = age_on(born, day)
    return next((words for end, words in AGES if age < end), OLDER)


def _nationality(country: str | None, profile: str) -> str:
    if not country:
        return UNKNOWN
    return OWN if country.lower() == profile.lower() else OTHER
