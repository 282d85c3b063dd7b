"""A cohort's figures: everybody chosen is the whole, and every clock starts at notification."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.outcomes.disclosure import Given
from dmi.outcomes.tallies import funnel, ways
from dmi.outcomes.tallies.funnel import Rung
from dmi.policy.states import Stage
from dmi.territory.models.cohort import Cohort
from dmi.violations.words import FindingOutcome
from tests.outcomes import scenes
from tests.outcomes.tables import csv_rows, tables_of
from tests.pages import says, sign_in
from tests.people import Town

EXACT = 1


def counted(town: Town, cohort: Cohort) -> dict[Rung, int]:
    people = ways.ways_of(town.acting("jef1"), [cohort.id])[cohort.id]
    ways.add_offences(town.acting("jef1"), cohort.id, people)
    return funnel.tally(people.values())


@pytest.mark.rule("U6", "F105")
def test_the_page_shows_the_seeded_cohort_by_intention_to_treat(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    cohort, people = scenes.seeded(town)
    sign_in(client, town, "jef1")
    answer = client.get(f"/cohorts/{cohort.id}/funnel")
    assert answer.status_code == 200
    rows = tables_of(answer.text)[0]
    told = {row[0]: row[1:] for row in rows}
    assert told["Notificadas: se entregó la carta"][0] == "10/11"
    assert told["Recibieron la carta y asistieron a la reunión"] == [
        "8/11",
        "73 % (n=11)",
        "43–90 %",
    ]
    assert told["Firmaron el acuerdo, incluidas las sesiones de recuperación"][0] == "8/11"
    assert told["Terminaron: con egreso"][0] == "5/11"
    assert told["Elegidas para la vía de oportunidad"][0] == "11/26"
    page = says(answer)
    assert "Por intención de tratar (ITT)" in page
    # Three women were reviewed: one was chosen, two were not.
    assert ["Mujeres", "*", "*", "–", "–", "–"] in [
        row for one in tables_of(answer.text) for row in one
    ]
    for one in people:
        assert one.person.surname_1 not in page
        assert str(one.id) not in page
        assert one.person.code not in page


def test_an_undone_step_counts_for_nothing(app: Flask, town: Town) -> None:
    began = town.clock().date() - timedelta(days=300)
    cohort = scenes.a_cohort(town)
    one = scenes.went(town, cohort, "Uno", (*scenes.SERVED, Stage.ATTENDED), began)
    town.session.commit()
    assert counted(town, cohort)[Rung.ATTENDED] == 1
    one.stand(Stage.INVITED.value)
    scenes.a_move(town, one, 20, Stage.INVITED, town.clock().date(), reverses=9)
    town.session.commit()
    found = counted(town, cohort)
    assert (found[Rung.NOTIFIED], found[Rung.ATTENDED]) == (1, 0)


@pytest.mark.rule("F107")
def test_every_clock_starts_at_notification_and_only_final_findings_count(
    app: Flask, town: Town
) -> None:
    cohort, people = scenes.seeded(town)
    told = town.clock().date() - timedelta(days=500 - scenes.STEP_DAYS * len(scenes.SERVED))
    never_came = next(one for one in people if one.stage is Stage.NO_SHOW)
    enrolled = [one for one in people if one.stage is Stage.GRADUATED]
    scenes.a_finding(town, never_came, told + timedelta(days=100))
    scenes.a_finding(town, enrolled[0], told + timedelta(days=300))
    scenes.a_finding(town, enrolled[1], told + timedelta(days=30), appeal_days=3)
    scenes.a_finding(town, enrolled[2], told + timedelta(days=30), FindingOutcome.UNFOUNDED)
    scenes.a_finding(town, enrolled[3], told - timedelta(days=30))
    town.session.commit()
    current = town.acting("jef1")
    everybody = ways.ways_of(current, [cohort.id])[cohort.id]
    ways.add_offences(current, cohort.id, everybody)
    found = funnel.returns(everybody.values(), current.today, Given(EXACT))
    assert [(one.months, one.offended, one.followed) for one in found] == [
        (6, 1, 10),
        (12, 2, 10),
        (24, 0, 0),
    ]


def test_too_few_people_are_told_in_words(app: Flask, town: Town, client: FlaskClient) -> None:
    cohort, _people = scenes.seeded(town, groups=((6, scenes.SERVED),), days_ago=300)
    sign_in(client, town, "jef1")
    rows = tables_of(client.get(f"/cohorts/{cohort.id}/funnel").text)[1]
    assert rows == [
        ["6 meses", "0/6", "Muy pocas personas para un porcentaje", "–"],
        ["12 meses", "A nadie se le ha seguido por tanto tiempo", "–", "–"],
        ["24 meses", "A nadie se le ha seguido por tanto tiempo", "–", "–"],
    ]


@pytest.mark.rule("F106")
def test_a_stay_beyond_its_limit_is_counted_done_or_not(app: Flask, town: Town) -> None:
    today = town.clock().date()
    cohort = scenes.a_cohort(town)
    late = scenes.a_pathway(town, cohort, Stage.ATTENDED, "Tarde")
    scenes.a_move(town, late, 1, Stage.INVITED, today - timedelta(days=60))
    scenes.a_move(town, late, 2, Stage.ATTENDED, today - timedelta(days=30))
    quick = scenes.a_pathway(town, cohort, Stage.ATTENDED, "Pronto")
    scenes.a_move(town, quick, 1, Stage.INVITED, today - timedelta(days=60))
    scenes.a_move(town, quick, 2, Stage.ATTENDED, today - timedelta(days=39))
    waits = scenes.a_pathway(town, cohort, Stage.INVITED, "Espera")
    scenes.a_move(town, waits, 1, Stage.INVITED, today - timedelta(days=22))
    town.session.commit()
    people = ways.ways_of(town.acting("jef1"), [cohort.id])[cohort.id].values()
    (found,) = funnel.durations(
        people, today, Given(EXACT), {Stage.INVITED: 21}, lambda _day: False
    )
    assert (found.stage, found.stays, found.middle, found.longest) == (Stage.INVITED, 3, 22, 30)
    assert (found.limit, found.breaches) == (21, 2)


def test_a_limit_in_working_days_leaves_out_the_weekend(app: Flask, town: Town) -> None:
    cohort = scenes.a_cohort(town)
    friday = town.clock().date() - timedelta(days=(town.clock().date().weekday() - 4) % 7 + 7)
    one = scenes.a_pathway(town, cohort, Stage.CANDIDATE, "Uno")
    scenes.a_move(town, one, 1, Stage.DISPUTED, friday)
    scenes.a_move(town, one, 2, Stage.CANDIDATE, friday + timedelta(days=7))
    town.session.commit()
    people = ways.ways_of(town.acting("jef1"), [cohort.id])[cohort.id].values()
    (found,) = funnel.durations(
        people, town.clock().date(), Given(EXACT), {Stage.DISPUTED: 5}, lambda _day: False
    )
    assert (found.in_working_days, found.breaches) == (True, 0)


@pytest.mark.rule("C61")
def test_a_file_holds_no_identifier_and_no_small_count_for_anybody(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    cohort, people = scenes.seeded(town)
    sign_in(client, town, "jef1")
    answer = client.get(f"/cohorts/{cohort.id}/funnel.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = csv_rows(answer.text)
    assert ["Elegidas para la vía de oportunidad", "11/26", "42 % (n=26)", "26–61 %"] in rows
    counts = {cell.split("/")[0] for row in rows if len(row) > 1 for cell in row[1:2]}
    assert not counts & {"1", "2", "3", "4"}
    for one in people:
        for word in (one.person.surname_1, one.person.code, str(one.id), str(one.person_id)):
            assert word not in answer.text


def test_an_empty_cohort_says_what_is_not_there(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    cohort = scenes.a_cohort(town)
    sign_in(client, town, "ana1")
    page = says(client.get(f"/cohorts/{cohort.id}/funnel"))
    assert "A nadie se le ha seguido por tanto tiempo" in page
    assert "Muy pocas elegidas, o no elegidas, para comparar grupos" in page
    assert cohort.name in says(client.get("/indicators"))
