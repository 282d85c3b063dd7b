"""How cases ended: everybody charged in some months, followed for twelve; never a person."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.kernel.refusals import Faults, NotKnown
from dmi.outcomes.acts import judging
from dmi.outcomes.models.judged import JudgedGroup
from dmi.outcomes.tallies.judgments import judgments
from tests.outcomes.tables import csv_rows, tables_of
from tests.pages import sign_in
from tests.people import Town, found_town

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


def a_group(town: Town, who: str = "ana1", **other: object) -> JudgedGroup:
    told: dict[str, object] = {
        "formalised_from": FIRST,
        "formalised_to": LAST,
        "formalised": 80,
        "judged": 60,
        "convicted": 40,
        "counted_on": date(2026, 1, 5),
        "source": "Letter 12 of the prosecutor's office",
    }
    made: JudgedGroup = judging.record_judged_group(town.acting(who), None, **{**told, **other})
    town.session.flush()
    return made


def refused(town: Town, **other: object) -> dict[str, list[str]]:
    with pytest.raises(Faults) as found:
        a_group(town, **other)
    return dict(found.value.faults)


def test_of_everybody_charged_the_share_with_a_judgment_stands_with_wilsons_limits(
    town: Town, client: FlaskClient
) -> None:
    a_group(town)
    sign_in(client, town, "jef1")
    (row,) = tables_of(client.get("/indicators/judgments").text)[0]
    assert row[1:7] == ["60/80", "75 % (n=80)", "65–83 %", "40/80", "50 % (n=80)", "39–61 %"]


@pytest.mark.parametrize(("days", "is_taken"), [(0, False), (1, True)])
def test_a_group_is_taken_once_its_last_was_followed_for_twelve_months(
    town: Town, days: int, *, is_taken: bool
) -> None:
    counted_on = date(2025, 12, 31) + timedelta(days=days)
    if is_taken:
        assert a_group(town, counted_on=counted_on).counted_on == counted_on
    else:
        assert refused(town, counted_on=counted_on) == {"counted_on": [judging.TOO_SOON]}


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"formalised_to": FIRST - timedelta(days=1)}, "formalised_to", judging.OUT_OF_ORDER),
        ({"counted_on": date(2999, 1, 1)}, "counted_on", judging.NOT_YET),
        ({"judged": 81}, "judged", judging.MORE_THAN_ALL),
        ({"convicted": 61}, "convicted", judging.MORE_THAN_JUDGED),
        ({"source": "As 12.345.678-5 told"}, "source", judging.A_NUMBER),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    town: Town, given: dict[str, object], field: str, sentence: str
) -> None:
    assert refused(town, **given) == {field: [sentence]}


def test_two_groups_never_share_a_day_until_one_is_withdrawn(town: Town) -> None:
    made = a_group(town)
    later = {"formalised_from": LAST, "formalised_to": date(2025, 3, 31)}
    later["counted_on"] = date(2026, 5, 1)
    assert refused(town, **later) == {"formalised_from": [judging.OVERLAPS]}
    judging.withdraw_judged_group(town.acting("ana1"), made, reason="Charges, not people.")
    assert a_group(town, **later).formalised == 80
    assert [one.since for one in judgments(town.acting("jef1"), least=1)] == [LAST]


@pytest.mark.rule("C61")
def test_small_counts_and_what_would_give_them_away_are_hidden(
    town: Town, client: FlaskClient
) -> None:
    a_group(town, formalised=80, judged=60, convicted=57)
    sign_in(client, town, "fis1")
    (row,) = tables_of(client.get("/indicators/judgments").text)[0]
    assert row[1:7] == ["*", "–", "–", "57/80", "71 % (n=80)", "61–80 %"]
    sign_in(client, town, "jef1")
    assert tables_of(client.get("/indicators/judgments").text)[0][0][4] == "57/80"
    (told,) = [row for row in csv_rows(client.get("/indicators/judgments.csv").text) if "*" in row]
    assert told[1] == "*"
    sign_in(client, town, "com1")
    (banded,) = tables_of(client.get("/indicators/judgments").text)[0]
    assert banded[1:] == ["80–89", "50–59"]


def test_only_the_analyst_writes_and_only_at_home(town: Town, client: FlaskClient) -> None:
    made = a_group(town)
    town.session.commit()
    with pytest.raises(NotKnown):
        a_group(town, who="jef1")
    for user, status in (("ana1", 200), ("jef1", 404), ("fis1", 404), ("ter1", 404)):
        sign_in(client, town, user)
        assert client.get("/indicators/judgments/new").status_code == status, user
        where = f"/judged-groups/{made.id}/withdraw-judged"
        assert client.get(where).status_code == status, user
    abroad = found_town(town.session, town.clock, "13115")
    assert judgments(abroad.acting("ana1"), least=1) == []


def test_the_form_keeps_what_was_typed_and_names_the_field(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    sign_in(client, town, "ana1")
    typed = {
        "formalised_from": "01-01-2024",
        "formalised_to": "31-12-2024",
        "formalised": "80",
        "judged": "81",
        "convicted": "40",
        "counted_on": "05-01-2026",
        "source": "Oficio 12",
    }
    answer = client.post("/indicators/judgments/new", data=typed)
    assert answer.status_code == 400
    assert "Son más que las personas formalizadas." in answer.text
    assert 'value="Oficio 12"' in answer.text
    answer = client.post("/indicators/judgments/new", data={**typed, "judged": "60"})
    assert answer.status_code == 303
    with app.app_context():
        (kept,) = town.session.scalars(select(JudgedGroup)).all()
    assert (kept.judged, kept.source) == (60, "Oficio 12")
