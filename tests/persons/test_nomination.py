"""A person comes onto the list for what was seen, is identified with care, and comes off it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

import dmi.people.views.pages  # noqa: F401 - registers every act about people
from dmi.access.approvals import confirm, propose
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.people.acts.nomination import attach_nomination, identify, nominate
from dmi.people.models.pathway import Nomination, Pathway
from dmi.people.models.person import Person, PersonToken
from dmi.people.words import (
    IdentityBasis,
    InformationGrade,
    RemovalReason,
    SourceGrade,
    SourceType,
)
from dmi.policy.states import CohortStage, Stage
from dmi.store.tokens import query_tokens
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort, assign
from tests.people import Town

RUN = "12.531.909-2"
SEEN = "Se le vio entregar envoltorios a tres conductores, esquina norte, a las 22:10."
WHY = "La segunda fuente resultó ser la misma que la primera"


@pytest.fixture
def cohort(town: Town) -> Cohort:
    """Give a cohort that takes names, with its police assigned."""
    row = a_cohort(town, CohortStage.IDENTIFYING)
    for name in ("hnd1", "fis1"):
        assign(town, name, row)
    return row


def suspicion(town: Town, **changed: Any) -> dict[str, Any]:
    return {
        "source_type": SourceType.HOTLINE,
        "source_grade": SourceGrade.B,
        "information_grade": InformationGrade.GRADE_2,
        "place": "Pasaje sin nombre",
        "observed_on": town.clock().date() - timedelta(days=3),
        "suspicion_basis": SEEN,
        **changed,
    }


def nominated(town: Town, cohort: Cohort, **changed: Any) -> Pathway:
    fields = {**suspicion(town), "in_market": True, **changed}
    return nominate(town.acting("pol1"), cohort, **fields)


def who(**changed: Any) -> dict[str, Any]:
    return {
        "identity_basis": IdentityBasis.RUN_DOCUMENT,
        "run": RUN,
        "given_names": "Sara Inés",
        "surname_1": "Muestra",
        "surname_2": "Ensayo",
        "birth_date": date(1998, 5, 4),
        **changed,
    }


@pytest.mark.rule("U3")
def test_a_name_comes_in_by_a_code_with_what_was_seen(town: Town, cohort: Cohort) -> None:
    pathway = nominated(town, cohort)
    row = town.session.scalars(select(Nomination)).one()
    assert (pathway.stage, pathway.person.code) == (Stage.NOMINATED, "P-0001")
    assert (row.pathway_id, row.suspicion_basis) == (pathway.id, SEEN)
    assert pathway.purge_on == date(2027, 11, 23)
    assert nominated(town, cohort).person.code == "P-0002"


@pytest.mark.rule("U3")
@pytest.mark.parametrize(
    ("wrong", "guard"),
    [
        ({"suspicion_basis": "Lo dijo un vecino"}, "suspicion_written"),
        ({"source_grade": None}, "source_graded"),
        ({"in_market": False}, "place_in_market"),
    ],
)
def test_a_rumour_is_not_enough(
    town: Town, cohort: Cohort, wrong: dict[str, Any], guard: str
) -> None:
    with pytest.raises(Unmet, match=guard):
        nominated(town, cohort, **wrong)
    assert town.session.scalar(select(func.count(Pathway.id))) == 0


@pytest.mark.rule("C24")
def test_a_child_is_never_entered(town: Town, cohort: Cohort) -> None:
    seen = town.clock().date() - timedelta(days=3)
    with pytest.raises(Unmet, match="not_under_minimum_age"):
        nominated(town, cohort, birth_date=date(seen.year - 13, 1, 1))


def test_what_has_not_happened_is_not_a_ground(town: Town, cohort: Cohort) -> None:
    with pytest.raises(Faults) as refused:
        nominated(town, cohort, observed_on=town.clock().date() + timedelta(days=1))
    assert list(refused.value.faults) == ["observed_on"]


def test_only_the_police_nominate(town: Town, cohort: Cohort) -> None:
    for name in ("fis1", "jef1", "ana1", "ts1"):
        with pytest.raises(NotKnown):
            nominate(town.acting(name), cohort, **suspicion(town), in_market=True)
    handler = nominate(town.acting("hnd1"), cohort, **suspicion(town), in_market=True)
    assert handler.stage is Stage.NOMINATED


@pytest.mark.rule("U3")
def test_two_independent_sources_or_one_officer_identify(town: Town, cohort: Cohort) -> None:
    pathway = nominated(town, cohort)
    with pytest.raises(Unmet, match="independently_sourced"):
        identify(town.acting("pol1"), pathway, **who())
    analyst = town.acting("pol1")
    with pytest.raises(Unmet, match="same_person_confirmed"):
        attach_nomination(analyst, pathway, **suspicion(town), same_person=False)
    attach_nomination(analyst, pathway, **suspicion(town), same_person=True)
    with pytest.raises(Unmet, match="independently_sourced"):
        identify(town.acting("pol1"), pathway, **who())
    other = suspicion(town, source_type=SourceType.RESIDENT)
    attach_nomination(analyst, pathway, **other, same_person=True)
    identify(town.acting("pol1"), pathway, **who())
    assert pathway.stage is Stage.IDENTIFIED
    seen = nominated(town, cohort, source_type=SourceType.OFFICER_OBSERVATION)
    identify(town.acting("pol1"), seen, **who(run="11.111.111-1", surname_1="Ficticio"))
    assert seen.stage is Stage.IDENTIFIED


@pytest.fixture
def observed(town: Town, cohort: Cohort) -> Pathway:
    """Give somebody whom an officer saw."""
    return nominated(town, cohort, source_type=SourceType.OFFICER_OBSERVATION)


@pytest.mark.rule("C16")
def test_a_number_with_a_wrong_digit_names_nobody(town: Town, observed: Pathway) -> None:
    with pytest.raises(Faults) as refused:
        identify(town.acting("pol1"), observed, **who(run="12.531.909-3"))
    assert list(refused.value.faults) == ["run"]
    assert observed.person.run_index is None


@pytest.mark.rule("C16")
def test_an_identity_rests_on_a_number_or_on_two_officers(town: Town, observed: Pathway) -> None:
    with pytest.raises(Unmet, match="identity_confirmed"):
        identify(town.acting("pol1"), observed, **who(run=""))
    two = who(run="", identity_basis=IdentityBasis.TWO_OFFICERS)
    with pytest.raises(Unmet, match="identity_confirmed"):
        identify(town.acting("pol1"), observed, **two, second_officer=town.users["pol1"].id)
    identify(town.acting("pol1"), observed, **two, second_officer=town.users["pol2"].id)
    assert observed.person.identity_second_by_id == town.users["pol2"].id


def test_an_identified_person_is_found_by_the_beginning_of_a_name(
    town: Town, observed: Pathway
) -> None:
    identify(town.acting("pol1"), observed, **who())
    wanted = query_tokens("Mues")
    found = select(PersonToken.person_id).where(PersonToken.token.in_(wanted))
    assert list(town.session.scalars(found)) == [observed.person_id]
    assert observed.person.run == "12531909-2"


@pytest.mark.rule("U3")
def test_a_number_on_record_is_attached_only_by_a_human(town: Town, cohort: Cohort) -> None:
    first = nominated(town, cohort, run=RUN)
    with pytest.raises(Faults) as refused:
        nominated(town, cohort, run=RUN)
    assert list(refused.value.faults) == ["run"]
    other = a_cohort(town, CohortStage.IDENTIFYING, "Segunda")
    with pytest.raises(Faults) as refused:
        nominated(town, other, run=RUN)
    assert list(refused.value.faults) == ["same_person"]
    second = nominated(town, other, run=RUN, same_person=True)
    assert second.person_id == first.person_id
    assert town.session.scalar(select(func.count(Person.id))) == 1


def test_a_namesake_is_said_to_be_another_person(town: Town, cohort: Cohort) -> None:
    seen = {"source_type": SourceType.OFFICER_OBSERVATION}
    first, second = nominated(town, cohort, **seen), nominated(town, cohort, **seen)
    identify(town.acting("pol1"), first, **who())
    again = who(run="11.111.111-1")
    with pytest.raises(Unmet, match="not_a_duplicate"):
        identify(town.acting("pol1"), second, **again)
    identify(town.acting("pol1"), second, **again, somebody_else=True)
    assert second.stage is Stage.IDENTIFIED


@pytest.mark.rule("C24")
def test_under_fourteen_is_refused_and_an_adolescent_has_one_step_left(
    town: Town, observed: Pathway
) -> None:
    year = town.clock().year
    with pytest.raises(Unmet, match="not_under_minimum_age"):
        identify(town.acting("pol1"), observed, **who(birth_date=date(year - 13, 1, 1)))
    identify(town.acting("pol1"), observed, **who(birth_date=date(year - 16, 1, 1)))
    fields = {"reason_code": RemovalReason.NO_BASIS, "reason": WHY}
    with pytest.raises(Unmet, match="not_adolescent_once_identified"):
        propose(town.acting("pol1"), "P.remove", observed, **fields)


def test_two_people_take_somebody_off_and_it_is_destroyed_in_time(
    town: Town, observed: Pathway
) -> None:
    fields = {"reason_code": RemovalReason.NO_BASIS, "reason": WHY}
    asked = propose(town.acting("pol1"), "P.remove", observed, **fields)
    assert observed.stage is Stage.NOMINATED
    confirm(town.acting("pol2"), asked, town.actor("pol1"), observed, **fields)
    assert observed.stage is Stage.REMOVED
    assert observed.purge_on is not None
    stale = suspicion(town, observed_on=town.clock().date() - timedelta(days=9))
    with pytest.raises(Unmet, match="source_newer_than_removal"):
        propose(town.acting("pol1"), "P.nominate_again", observed, **stale)
