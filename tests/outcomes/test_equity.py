"""Who was chosen among those reviewed: group beside group, and no group too small to hide in."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.outcomes.disclosure import Given
from dmi.outcomes.tallies import equity, ways
from dmi.people.words import Sex
from dmi.territory.models.cohort import Cohort
from tests.outcomes import scenes
from tests.outcomes.tables import tables_of
from tests.pages import says, sign_in
from tests.people import Town

LEAST = 5
GROUPS = ((12, scenes.CHOSEN), (18, (*scenes.REVIEWED, scenes.S.PROSECUTION)))


def traits(town: Town, cohort: Cohort, given: Given) -> dict[str, equity.Trait]:
    current = town.acting("jef1")
    people = ways.ways_of(current, [cohort.id])[cohort.id]
    return {one.name: one for one in equity.traits(current, cohort, people, given, LEAST)}


def test_groups_stand_beside_each_other_with_their_shares(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    cohort, people = scenes.seeded(town, groups=GROUPS)
    for number, one in enumerate(people):
        one.person.sex_registered = Sex.FEMALE if number % 2 else Sex.MALE
        one.person.nationality = "CL"
        one.person.birth_date = date(1998 if number % 3 else 1970, 5, 4)
    town.session.commit()
    found = traits(town, cohort, Given(1))
    assert found["Sex as registered"].counts == {"Women": (6, 15), "Men": (6, 15)}
    assert found["Age on the day of the review"].counts == {
        "25 to 34 years": (8, 20),
        "50 years and older": (4, 10),
    }
    assert found["Nationality"].counts == {"Nationality of the country": (12, 30)}
    assert found["Where they live"].counts == {"Not recorded": (12, 30)}
    sign_in(client, town, "ana1")
    rows = [
        row for one in tables_of(client.get(f"/cohorts/{cohort.id}/funnel").text) for row in one
    ]
    assert ["Mujeres", "6", "9", "40 % (n=15)", "20–64 %", "+0 puntos (-32 a 32), p 1,00"] in rows
    # Four of the oldest were chosen; what would tell it is hidden beside them.
    assert ["50 años y más", "*", "*", "–", "–", "–"] in rows
    assert ["25 a 34 años", "*", "*", "–", "–", "–"] in rows


@pytest.mark.rule("F109")
def test_no_table_is_shown_where_those_chosen_or_the_others_are_few(app: Flask, town: Town) -> None:
    few = ((4, scenes.CHOSEN), (18, (*scenes.REVIEWED, scenes.S.PROSECUTION)))
    cohort, _people = scenes.seeded(town, groups=few)
    assert traits(town, cohort, Given(1)) == {}


def test_no_table_gives_a_sum_that_the_funnel_hides(app: Flask, town: Town) -> None:
    """Two identified people were not reviewed: who reads covered counts must not find them."""
    groups = (*GROUPS, (2, scenes.KNOWN))
    cohort, _people = scenes.seeded(town, groups=groups)
    assert traits(town, cohort, Given(1)) != {}
    given = Given(LEAST)
    assert given.admits(32)
    assert traits(town, cohort, given) == {}


def test_the_public_is_given_no_groups_of_a_cohort(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    cohort, _people = scenes.seeded(town, groups=GROUPS)
    sign_in(client, town, "com1")
    answer = client.get(f"/cohorts/{cohort.id}/funnel")
    (rows,) = tables_of(answer.text)
    assert ["Personas revisadas", "30–39"] in rows
    assert "Mujeres" not in says(answer)
