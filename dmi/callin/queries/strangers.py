"""Whose names and which numbers a letter may not hold."""

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.callin.models.letter import Letter
from dmi.cases.models import BankedCase
from dmi.evidence.models.investigation import Investigation
from dmi.people.models.contacts import Influential
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person


def names_that_may_not_stand(acting: Acting, letter: Letter) -> list[str]:
    """Return the names of everybody else of the cohort and of all who stand beside somebody."""
    people = acting.session.scalars(
        select(Person)
        .join(Pathway, Pathway.person_id == Person.id)
        .where(Pathway.cohort_id == letter.meeting.cohort_id, Pathway.id != letter.pathway_id)
    )
    names: list[str] = []
    for person in people:
        names += [person.full_name, " ".join(filter(None, (person.given_names, person.surname_1)))]
    beside = acting.session.scalars(
        select(Influential).where(Influential.cohort_id == letter.meeting.cohort_id)
    )
    names += [one.name for one in beside if one.name]
    return [name for name in dict.fromkeys(names) if name]


def case_numbers(acting: Acting, letter: Letter) -> list[str]:
    """Return the case numbers on file for the person."""
    query = (
        select(BankedCase.ruc, Investigation.rit)
        .join(Investigation, Investigation.id == BankedCase.investigation_id)
        .where(BankedCase.pathway_id == letter.pathway_id)
    )
    found = acting.session.execute(query)
    return [number for row in found for number in row if number]
