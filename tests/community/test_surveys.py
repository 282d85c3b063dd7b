"""Waves of the residents' survey: as counted, side by side, and hidden where few answered."""

from datetime import timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.community.acts import survey as acts
from dmi.community.models import Survey
from dmi.kernel.refusals import Faults
from dmi.territory.models.cohort import Market
from tests.community.neighbourhoods import METHOD, a_market, a_survey
from tests.pages import says, sign_in
from tests.people import Town

REASON = "Se contaron dos veces las mismas casas."


def typed(town: Town, market: Market, /, **changed: str) -> dict[str, str]:
    return {
        "market": str(market.id),
        "on": f"{town.clock() - timedelta(days=3):%d-%m-%Y}",
        "n": "164",
        "aware_pct": "12,2",
        "safer_pct": "",
        "trust_pct": "100",
        "method": METHOD,
        **changed,
    }


def columns(page: str, label: str) -> list[str]:
    row = page.split(f"<b>{label}</b>")[1].split("</tr>", maxsplit=1)[0]
    return [one.split(">")[1].split("<")[0].strip() for one in row.split("<td")[1:]]


def test_the_waves_of_a_market_stand_side_by_side_as_they_were_counted(
    client: FlaskClient, town: Town
) -> None:
    market, other = a_market(town), a_market(town, "Feria norte")
    a_survey(town, other, n=77)
    sign_in(client, town, "ter1")
    second = typed(town, market, n="1240", aware_pct="48", safer_pct="30,55", trust_pct="")
    for one in (typed(town, market), second):
        assert client.post("/surveys/new", data=one).status_code == 303
    kept = town.session.scalars(select(Survey).where(Survey.market_id == market.id)).all()
    assert sorted(one.wave for one in kept) == [1, 2]
    sign_in(client, town, "fis1")
    page = says(client.get(f"/markets/{market.id}/surveys"))
    assert columns(page, "Cuántas personas respondieron") == ["164", "1.240"]
    assert columns(page, "Conocen el programa") == ["12,2 %", "48 %"]
    assert columns(page, "Se sienten más seguros que antes") == ["no se preguntó", "30,55 %"]
    assert columns(page, "Confían en quienes lo llevan") == ["100 %", "no se preguntó"]
    assert "Ronda 3" not in page
    own = says(client.get(f"/markets/{market.id}"))
    assert columns(own, "Conocen el programa") == ["12,2 %", "48 %"]


def test_what_fewer_than_five_answered_is_hidden_and_it_says_why(
    client: FlaskClient, town: Town
) -> None:
    market = a_market(town)
    few, enough = a_survey(town, market, 1, n=4), a_survey(town, market, 2, n=5)
    sign_in(client, town, "jef1")
    page = says(client.get(f"/markets/{market.id}/surveys"))
    assert columns(page, "Cuántas personas respondieron") == ["menos de 5", "5"]
    assert columns(page, "Conocen el programa") == ["oculto", "41,5 %"]
    assert "Si respondieron menos de 5 personas se oculta" in page
    for address in ("/surveys", f"/surveys/{few.id}", f"/markets/{market.id}"):
        assert "menos de 5" in says(client.get(address))
    assert "41,5" not in says(client.get(f"/surveys/{few.id}"))
    assert "41,5 %" in says(client.get(f"/surveys/{enough.id}"))


def test_a_wave_has_its_number_once_until_it_is_withdrawn(client: FlaskClient, town: Town) -> None:
    market = a_market(town)
    row = a_survey(town, market)
    sign_in(client, town, "ter1")
    again = typed(town, market, wave="1")
    answer = client.post("/surveys/new", data=again)
    assert answer.status_code == 400
    assert "En este mercado ya hay una ronda con ese número." in says(answer)
    path = f"/surveys/{row.id}/withdraw-survey"
    assert client.post(path, data={"reason": REASON}).status_code == 303
    assert REASON in says(client.get(f"/surveys/{row.id}"))
    assert "41,5" not in says(client.get(f"/markets/{market.id}/surveys"))
    assert client.post("/surveys/new", data=again).status_code == 303
    waves = town.session.scalars(select(Survey.wave).where(Survey.market_id == market.id)).all()
    assert list(waves) == [1, 1]


def test_no_page_changes_a_wave(client: FlaskClient, town: Town) -> None:
    row = a_survey(town, a_market(town))
    sign_in(client, town, "ter1")
    assert "change" not in says(client.get(f"/surveys/{row.id}")).split("<main")[1]
    assert client.post(f"/surveys/{row.id}/change-survey").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("market", ""),
        ("market", "00000000-0000-0000-0000-000000000001"),
        ("on", "01-01-2090"),
        ("n", "0"),
        ("n", "12,5"),
        ("aware_pct", "101"),
        ("trust_pct", "12,2222"),
        ("method", "Por teléfono"),
        ("method", "Respondió el vecino 12.345.678-5"),
        ("wave", "0"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: FlaskClient, town: Town, field: str, value: str
) -> None:
    market = a_market(town)
    sign_in(client, town, "ter1")
    answer = client.post("/surveys/new", data=typed(town, market, **{field: value}))
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)
    assert town.session.scalars(select(Survey)).all() == []


def test_a_wave_in_which_nothing_was_asked_is_none(town: Town) -> None:
    with pytest.raises(Faults, match="aware_pct"):
        acts.record_survey(
            town.acting("ter1"),
            None,
            market=a_market(town).id,
            on=town.clock().date(),
            n=Decimal(40),
            method=METHOD,
        )


def test_who_knows_the_public_part_alone_reads_the_public_name_of_a_market(
    client: FlaskClient, town: Town
) -> None:
    market = a_market(town)
    a_survey(town, market)
    for name, knows in (("ts1", False), ("ana1", True)):
        sign_in(client, town, name)
        for address in ("/surveys", f"/markets/{market.id}/surveys"):
            page = says(client.get(address))
            assert ("Sector Plaza sur" in page) is not knows
            assert "Plaza sur" in page
