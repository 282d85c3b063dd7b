"""Two layers keep another comuna out: the condition of a query, and a net under all of them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from dmi.access.models.grants import Assignment, Clearance, Compartment
from dmi.access.sight import ACTING, NobodyActs, narrow, sees
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.states import GrantStatus
from tests.builders import placed, somebody
from tests.conftest import Clock
from tests.people import Town, found_town


@pytest.fixture
def two(town: Town, clock: Clock) -> tuple[Pathway, Pathway]:
    """Write somebody here and somebody in another comuna."""
    other = found_town(town.session, clock, "13101")
    return somebody(town), somebody(other, surname="Ajena")


def test_the_condition_of_a_query_holds_without_the_net(
    town: Town, two: tuple[Pathway, Pathway]
) -> None:
    acting = town.acting("jef1")
    town.session.info[ACTING] = None
    everybody = set(town.session.scalars(select(Pathway.id)))
    assert everybody == {one.id for one in two}
    seen = set(town.session.scalars(narrow(select(Pathway.id), acting, Pathway)))
    assert seen == {two[0].id}


def test_the_net_holds_under_a_query_without_its_condition(
    town: Town, two: tuple[Pathway, Pathway]
) -> None:
    own, _foreign = two
    town.acting("jef1")
    other = aliased(Pathway)
    joined = select(Pathway.id).join(Person, Person.id == Pathway.person_id)
    for query in (select(Pathway.id), select(other.id), joined):
        assert set(town.session.scalars(query)) == {own.id}
    assert town.session.scalars(select(Pathway)).all() == [own]


@pytest.mark.rule("S3")
def test_what_an_assignment_opened_closes_with_it(town: Town) -> None:
    pathway = somebody(town)
    assert sees(town.acting("fis1"), pathway, DataClass.IDENTITY)
    given = select(Assignment).where(Assignment.user_id == town.users["fis1"].id)
    town.session.scalars(given).one().status = GrantStatus.ENDED
    town.session.flush()
    assert not sees(town.acting("fis1"), pathway, DataClass.IDENTITY)


@pytest.mark.rule("S3")
def test_what_a_clearance_opened_closes_with_it(town: Town) -> None:
    pathway = somebody(town)
    assert not sees(town.acting("fis2"), pathway, DataClass.IDENTITY)
    circle = placed(town, Compartment(code="OP-1", opened_at=town.clock()), pathway)
    pathway.compartment_id = circle.id
    cleared = Clearance(
        user_id=town.users["fis2"].id,
        circle_id=circle.id,
        since_at=town.clock(),
        granted_by=town.users["fis1"].id,
        why="Joins the operation.",
        status=GrantStatus.IN_FORCE,
    )
    placed(town, cleared, pathway)
    assert sees(town.acting("fis2"), pathway, DataClass.IDENTITY)
    cleared.status = GrantStatus.ENDED
    town.session.flush()
    assert not sees(town.acting("fis2"), pathway, DataClass.IDENTITY)


def test_where_nobody_said_who_acts_nothing_is_read(
    town: Town, two: tuple[Pathway, Pathway]
) -> None:
    del town.session.info[ACTING]
    with pytest.raises(NobodyActs):
        town.session.scalars(select(Pathway)).all()
