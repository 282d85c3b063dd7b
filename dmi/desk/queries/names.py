"""Names for many pathways in one statement, or their codes where the name is not for the reader."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.desk.rules import knows_names
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.states import Stage


def shown(person: Person, stage: Stage) -> str:
    """Return the name of somebody, or the code as long as nobody confirmed who it is."""
    if stage is Stage.NOMINATED:
        return person.code
    given = person.social_name or person.given_names
    parts = (given, person.surname_1, person.surname_2)
    return " ".join(part for part in parts if part) or person.code


def names_of(acting: Acting, subjects: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the shown name of each pathway whose identity the reader may know."""
    ids = {one for one in subjects if one is not None}
    if not knows_names(acting.by.role):
        return {}
    query = select(Pathway, Person).join(Person, Person.id == Pathway.person_id)
    found = acting.session.execute(
        narrow(query.where(Pathway.id.in_(ids)), acting, Pathway, DataClass.IDENTITY)
    )
    names = {pathway.id: shown(person, pathway.stage) for pathway, person in found}
    acting.saw(DataClass.IDENTITY, *names)
    return names
