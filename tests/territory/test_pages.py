"""Sectors, markets and cohorts through their pages."""

from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.policy.states import CohortStage
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.models.place import Sector
from tests.builders import a_cohort
from tests.pages import says, sign_in
from tests.people import Town


def test_a_sector_and_a_market_are_recorded(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ter1")
    answer = client.post("/sectors/new", data={"name": "Colon", "kind": "NEIGHBOURHOOD"})
    assert answer.status_code == 303
    answer = client.post(
        "/markets/new",
        data={"code": "M-1", "name": "Plaza", "market_type": "STREET", "public_name": "Oriente"},
    )
    assert answer.status_code == 303
    assert town.session.scalars(select(Sector.name)).one() == "Colon"
    market = town.session.scalars(select(Market)).one()
    assert client.get(f"/markets/{market.id}").status_code == 200
    assert "Plaza" in says(client.get("/sectors"))


def test_a_name_that_stands_is_refused_and_kept(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ter1")
    typed = {"code": "M-1", "name": "Plaza", "market_type": "STREET", "public_name": "Oriente"}
    client.post("/markets/new", data=typed)
    again = client.post("/markets/new", data={**typed, "name": "Otra plaza"})
    assert again.status_code == 400
    assert "Otra plaza" in says(again)
    client.post("/sectors/new", data={"name": "Colon", "kind": "NEIGHBOURHOOD"})
    again = client.post("/sectors/new", data={"name": "Colon", "kind": "QUADRANT"})
    assert again.status_code == 400
    assert len(list(town.session.scalars(select(Market.id)))) == 1


def test_the_manager_proposes_a_cohort(client: FlaskClient, town: Town) -> None:
    market = a_cohort(town, name="Otra").market
    sign_in(client, town, "jef1")
    typed = {"name": "Primera", "public_programme_name": "Segunda", "start_on": "01-12-2026"}
    answer = client.post(f"/markets/{market.id}/propose-cohort", data=typed)
    assert answer.status_code == 303
    cohort = town.session.scalars(select(Cohort).where(Cohort.name == "Primera")).one()
    assert cohort.stage is CohortStage.PROPOSED
    assert answer.location == f"/cohorts/{cohort.id}"
    assert f"/cohorts/{cohort.id}/commit-cohort" in says(client.get(answer.location))
    again = client.post(f"/markets/{market.id}/propose-cohort", data=typed)
    assert again.status_code == 400
    assert "ya hay una cohorte con este nombre" in says(again)


def test_an_impossible_day_is_named_at_its_field(client: FlaskClient, town: Town) -> None:
    market = a_cohort(town, name="Otra").market
    sign_in(client, town, "jef1")
    typed = {"name": "Primera", "public_programme_name": "Segunda", "start_on": "31-02-2026"}
    answer = client.post(f"/markets/{market.id}/propose-cohort", data=typed)
    assert answer.status_code == 400
    assert "start_on-error" in says(answer)


def test_a_role_without_the_territory_finds_nothing(client: FlaskClient, town: Town) -> None:
    cohort = a_cohort(town)
    sign_in(client, town, "adm1")
    for path in ("/sectors", "/sectors/new", f"/cohorts/{cohort.id}"):
        assert client.get(path).status_code == 404, path


def test_the_public_part_alone_is_shown_to_those_who_know_no_more(
    client: FlaskClient, town: Town
) -> None:
    cohort = a_cohort(town)
    sign_in(client, town, "sec1")
    page = says(client.get(f"/cohorts/{cohort.id}"))
    assert "Sector oriente" in page
    assert "Colon Oriente" not in page
    assert client.get("/sectors").status_code == 404
    assert client.get(f"/markets/{cohort.market_id}").status_code == 404
