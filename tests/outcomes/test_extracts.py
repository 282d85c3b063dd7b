"""Rows for researchers: whoever agreed, coarse enough, approved by two, attacked and holding."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from dmi.kernel.refusals import Unmet
from dmi.outcomes.acts.extracting import approve_extract
from dmi.outcomes.models.evaluation import ResearchExtract
from dmi.outcomes.tallies import extract as tally
from dmi.people.words import ConsentAnswer, ConsentPurpose, Sex
from tests.outcomes.giving import (
    ASKED,
    agree,
    agreed,
    approve,
    asked,
    fresh,
    handed_out,
    prove_again,
)
from tests.pages import says, sign_in
from tests.people import Town


@pytest.mark.rule("F110")
def test_an_extract_holds_one_coarse_row_for_each_who_agreed_and_no_other(
    client: FlaskClient, town: Town
) -> None:
    cohort, people = agreed(town, silent=2)
    refuses, lapsed = people[0], people[1]
    agree(town, refuses, ConsentAnswer.NO).given_at += timedelta(minutes=1)
    agree(town, lapsed, days=-1).given_at += timedelta(minutes=1)
    agree(town, people[-1], purpose=ConsentPurpose.SHARE_ATTENDANCE)
    people[2].person.is_blocked = people[3].is_sealed = True
    town.session.commit()
    row_id = asked(client, town, cohort.id).id
    assert approve(client, town, row_id) == 303
    row = fresh(town, row_id)
    found = handed_out(client, town, row_id)
    assert set(found) == {f"{row.code}.csv", "codebook.csv", "obligations.txt"}
    heads, *rows = found[f"{row.code}.csv"]
    assert heads == list(tally.COLUMNS)
    assert len(rows) + (row.withheld or 0) == 24 - 6
    assert {one[0] for one in rows} == {row.code}
    assert len({one[1] for one in rows}) == len(rows)
    text = str(rows)
    for hidden in (*(str(one.id) for one in people), *(str(one.person_id) for one in people)):
        assert hidden not in text
        assert hidden not in str(row.cells)
    assert not re.search(r"\d{4}-\d{2}|Sembrada|fis1", text.replace(row.code, ""))
    code = str(found["codebook.csv"])
    for wanted in ("Universidad de Ejemplo", ASKED["purpose"], *tally.COLUMNS):
        assert wanted in code
    assert "nadie" in str(found["obligations.txt"]).lower()


def test_every_row_looks_like_enough_others_and_what_does_not_is_withheld_and_counted(
    town: Town,
) -> None:
    cohort, people = agreed(town)
    for number, one in enumerate(people):
        one.person.sex_registered = Sex.FEMALE if number < 3 else Sex.MALE
        one.person.nationality = "PE" if number == 23 else "CL"
    town.session.commit()
    acting = town.acting("ana1")
    for least in (5, 10):
        drawn = tally.draw(acting, cohort, least)
        alike = [tuple(row[:3]) for row in drawn.rows]
        assert all(alike.count(one) >= least for one in alike)
        assert drawn.withheld == 24 - len(drawn.rows)
        assert sorted(map(len, drawn.cells)) == sorted(alike.count(one) for one in set(alike))
        assert "nationality" not in drawn.columns
        assert tally.NOT_GIVEN in {row[2] for row in drawn.rows}
    assert tally.draw(acting, cohort, 25).rows == []
    assert tally.draw(acting, cohort, 25).withheld == 24


def test_nothing_leaves_without_a_second_person_and_a_fresh_proof(
    client: FlaskClient, town: Town
) -> None:
    cohort, _people = agreed(town)
    row_id = asked(client, town, cohort.id).id
    here = f"/research-extracts/{row_id}"
    prove_again(client)
    assert client.get(f"{here}/extract.zip").status_code == 404
    assert client.post(f"{here}/approve-extract", data={}).status_code == 404
    for name in ("aud1", "fis1", "ts1", "com1"):
        sign_in(client, town, name)
        assert client.post(f"{here}/approve-extract", data={}).status_code == 404, name
        assert client.get(here).status_code == (200 if name == "aud1" else 404), name
    sign_in(client, town, "jef1")
    town.clock.move(minutes=6)
    stale = client.post(f"{here}/approve-extract", data={})
    assert "/confirm-it-is-you" in stale.location
    row, long_ago = fresh(town, row_id), town.acting("jef1")
    long_ago.by = replace(long_ago.by, stepped_up_at=None)
    with pytest.raises(Unmet, match="signed_in_again"):
        approve_extract(long_ago, row)
    town.session.rollback()
    assert approve(client, town, row_id) == 303
    assert client.post(f"{here}/approve-extract", data={}).status_code == 409
    assert client.get(f"{here}/extract.zip").status_code == 404
    sign_in(client, town, "ana1")
    town.clock.move(minutes=6)
    answer = client.get(f"{here}/extract.zip")
    assert answer.status_code == 303
    assert "/confirm-it-is-you" in answer.location


def test_a_file_is_not_handed_out_any_more_once_somebody_took_their_consent_back(
    client: FlaskClient, town: Town
) -> None:
    cohort, people = agreed(town)
    row_id = asked(client, town, cohort.id).id
    assert approve(client, town, row_id) == 303
    assert handed_out(client, town, row_id)
    agree(town, people[0], ConsentAnswer.NO).given_at += timedelta(minutes=1)
    town.session.commit()
    prove_again(client)
    answer = client.get(f"/research-extracts/{row_id}/extract.zip")
    assert answer.status_code == 409
    assert "retiró su consentimiento" in says(answer)


def test_a_cohort_where_too_few_agreed_gives_nothing_and_a_refusal_has_its_reason(
    client: FlaskClient, town: Town
) -> None:
    cohort, _people = agreed(town, silent=21)
    row_id = asked(client, town, cohort.id).id
    assert approve(client, town, row_id) == 409
    here = f"/research-extracts/{row_id}"
    assert client.post(f"{here}/refuse-extract", data={"reason": "no"}).status_code == 400
    reason = "Son muy pocas personas para un estudio."
    assert client.post(f"{here}/refuse-extract", data={"reason": reason}).status_code == 303
    assert reason in says(client.get(here))
    client.get("/language?to=en")
    assert "the request was refused" in says(client.get(here))
    assert "Ana Muestra" in says(client.get("/research-extracts"))


def test_the_form_asks_for_whom_for_what_and_how_far_it_goes(
    client: FlaskClient, town: Town
) -> None:
    cohort, _people = agreed(town)
    sign_in(client, town, "ana1")
    short = {**ASKED, "purpose": "Estudio", "recipient": "", "audience": "NADIE"}
    answer = client.post(f"/cohorts/{cohort.id}/research-extract", data=short)
    assert answer.status_code == 400
    assert newest_count(town) == 0
    outside = asked(client, town, cohort.id, audience="OUTSIDE")
    assert outside.least == 10
    sign_in(client, town, "jef1")
    assert client.get(f"/cohorts/{cohort.id}/research-extract").status_code == 404


def newest_count(town: Town) -> int:
    """Return how many extracts were asked for."""
    town.session.rollback()
    return town.session.query(ResearchExtract).count()
