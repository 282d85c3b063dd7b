"""Scoring, comparing, freezing and choosing through their pages."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import Approval
from dmi.policy.states import CohortStage
from dmi.territory.models.choice import Baseline, MarketChoice, MarketScore
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.words import MarketCriterion, MarketStatus
from tests.desk.signing import enter
from tests.desk.test_statements import counted
from tests.pages import says, sign_in
from tests.people import Town, found_town
from tests.territory.choosing import (
    BECAUSE,
    WHY,
    a_market,
    a_sector,
    choose,
    committed,
    freeze,
    ready_to_choose,
    score,
)

LIST_MOST = 6
SIZES = (1, 10, 50)
READERS = ("ana1", "jef1", "fis1", "pol1", "ter1", "aud1")
OTHERS = ("def1", "com1", "ts1", "psi1", "lab1", "sec1", "adm1")


def marks(mark: int = 7, **other: str) -> dict[str, str]:
    """Return a form of marks filled in."""
    typed: dict[str, str] = {}
    for one in MarketCriterion:
        typed |= {f"score_{one.lower()}": str(mark), f"reason_{one.lower()}": BECAUSE}
    return typed | other


def version(page: str) -> str:
    """Return the version that a form carries."""
    found = re.search(r'name="row_version" value="([^"]*)"', page)
    assert found is not None
    return found[1]


@pytest.mark.rule("F3")
def test_two_markets_stand_side_by_side_with_marks_and_reasons(
    client: FlaskClient, town: Town
) -> None:
    first, second = a_market(town, "M-1", "Plaza Norte"), a_market(town, "M-2", "Feria Sur")
    sign_in(client, town, "ana1")
    path = f"/markets/{first.id}/score"
    assert client.get(path).status_code == 200
    reason = "Nueve denuncias verificadas en tres meses."
    answer = client.post(path, data=marks(9, reason_complaints=reason))
    assert (answer.status_code, answer.location) == (303, "/markets/compare")
    page = says(client.get("/markets/compare"))
    heads = re.findall(r'<th scope="col">(?:<a[^>]*>)?(.*?)<', page)
    assert heads == ["Criterio", "Plaza Norte", "Feria Sur"]
    assert reason in page
    assert "<b>54</b> de 60" in page
    assert page.count("aún sin puntaje") == len(MarketCriterion)
    assert f"/markets/{second.id}/score" in page
    again = says(client.get(path))
    assert reason in again
    assert 'value="9"' in again


def test_a_form_opened_before_somebody_else_scored_is_stale_and_loses_nothing(
    client: FlaskClient, town: Town
) -> None:
    market = a_market(town, "M-1")
    sign_in(client, town, "ana1")
    path = f"/markets/{market.id}/score"
    seen = version(says(client.get(path)))
    score(town, market, 2, by="jef1")
    town.session.commit()
    own = "Lo vi de otra manera al contarlo de nuevo."
    answer = client.post(path, data=marks(9, reason_schools=own, row_version=seen))
    assert answer.status_code == 409
    assert own in says(answer)
    kept = town.session.scalars(select(MarketScore)).all()
    assert {row.score for row in kept} == {2}


def test_a_baseline_form_opened_before_another_was_frozen_is_stale(
    client: FlaskClient, town: Town
) -> None:
    market, sector = a_market(town, "M-1"), a_sector(town)
    sign_in(client, town, "ana1")
    path = f"/markets/{market.id}/freeze-baseline"
    typed = {"from_on": "01-02-2026", "to_on": "30-04-2026", "sectors": [str(sector.id)]}
    seen = version(says(client.get(path)))
    freeze(town, market, sector, by="jef1")
    town.session.commit()
    assert client.post(path, data={**typed, "row_version": seen}).status_code == 409
    assert len(town.session.scalars(select(Baseline)).all()) == 1


def test_a_form_half_filled_names_every_field(client: FlaskClient, town: Town) -> None:
    market = a_market(town, "M-1")
    sign_in(client, town, "jef1")
    typed = marks(score_schools="11", reason_violence="Sí.", score_community="")
    answer = client.post(f"/markets/{market.id}/score", data=typed)
    assert answer.status_code == 400
    page = says(answer)
    for name in ("score_schools", "reason_violence", "score_community"):
        assert f'id="{name}-error"' in page, name
    assert town.session.scalars(select(MarketScore)).all() == []


def test_the_months_are_counted_and_frozen_from_the_page(client: FlaskClient, town: Town) -> None:
    market, sector = a_market(town, "M-1"), a_sector(town)
    sign_in(client, town, "jef1")
    path = f"/markets/{market.id}/freeze-baseline"
    page = says(client.get(path))
    assert 'value="01-11-2025"' in page
    assert 'value="31-10-2026"' in page
    late = {"from_on": "02-02-2026", "to_on": "30-04-2026", "sectors": [str(sector.id)]}
    wrong = client.post(path, data=late)
    assert wrong.status_code == 400
    assert 'id="from_on-error"' in says(wrong)
    answer = client.post(path, data={**late, "from_on": "01-02-2026"})
    kept = town.session.scalars(select(Baseline)).one()
    assert answer.location == f"/baselines/{kept.id}"
    shown = says(client.get(answer.location))
    assert kept.hash in shown
    assert "La huella coincide" in shown
    assert [one["month"] for one in kept.rows] == ["2026-02", "2026-03", "2026-04"]
    assert kept.hash[:16] in says(client.get(f"/markets/{market.id}"))


@pytest.mark.rule("U5")
def test_two_people_choose_through_the_pages_and_everybody_may_read_it_later(
    client: FlaskClient, town: Town
) -> None:
    cohort = committed(town)
    path = f"/cohorts/{cohort.id}/choose-market"
    sign_in(client, town, "ana1")
    page = says(client.get(path))
    assert 'href="/markets/compare"' in page
    assert f'href="/markets/{cohort.market_id}/freeze-baseline"' in page
    assert client.post(path, data=WHY).status_code == 409
    other = ready_to_choose(town, cohort)
    sign_in(client, town, "ana1")
    assert "<b>48</b> de 60" in says(client.get(path))
    assert client.post(path, data=WHY).status_code == 303
    waiting = town.session.scalars(select(Approval)).one()
    sign_in(client, town, "jef1")
    asked = says(client.get(f"/approvals/{waiting.id}"))
    assert "Colon Primera 48/60; Plaza Norte 30/60" in asked
    assert client.post(f"/approvals/{waiting.id}/confirm").status_code == 303
    town.session.expire_all()
    assert cohort.stage is CohortStage.MAPPED
    made = town.session.scalars(select(MarketChoice)).one()
    score(town, other, 10)
    sign_in(client, town, "aud1")
    for start in (f"/cohorts/{cohort.id}", f"/markets/{cohort.market_id}"):
        assert f'href="/market-choices/{made.id}"' in says(client.get(start))
    shown = says(client.get(f"/market-choices/{made.id}"))
    for word in (*WHY.values(), made.baseline_hash, "<b>30</b> de 60", "La huella coincide"):
        assert word in shown, word
    assert "<b>60</b> de 60" not in shown
    for name in ("ana1", "jef1"):
        assert town.users[name].display_name in shown, name


def test_what_was_scored_again_after_the_proposal_is_not_confirmed(
    client: FlaskClient, town: Town
) -> None:
    cohort = committed(town)
    other = ready_to_choose(town, cohort)
    sign_in(client, town, "ana1")
    client.post(f"/cohorts/{cohort.id}/choose-market", data=WHY)
    waiting = town.session.scalars(select(Approval)).one()
    score(town, other, 9)
    sign_in(client, town, "jef1")
    answer = client.post(f"/approvals/{waiting.id}/confirm")
    assert answer.status_code == 409
    assert "ha cambiado" in says(answer) or "cambió" in says(answer)
    town.session.expire_all()
    assert cohort.stage is CohortStage.COMMITTED
    assert town.session.scalars(select(MarketChoice)).all() == []


def test_a_choice_is_taken_back_through_the_page_and_says_so(
    client: FlaskClient, town: Town
) -> None:
    cohort = committed(town)
    ready_to_choose(town, cohort)
    choose(town, cohort)
    town.session.commit()
    sign_in(client, town, "ana1")
    typed = {"reason": "Se eligió antes de oír a la junta de vecinos."}
    assert client.post(f"/cohorts/{cohort.id}/reverse-step", data=typed).status_code == 303
    asked = select(Approval).where(Approval.kind == "M.reverse_step")
    waiting = town.session.scalars(asked).one()
    sign_in(client, town, "jef1")
    assert client.post(f"/approvals/{waiting.id}/confirm").status_code == 303
    town.session.expire_all()
    found = town.session.get(Cohort, cohort.id)
    assert found is not None
    assert (found.stage, found.market.standing) == (
        CohortStage.COMMITTED,
        MarketStatus.CANDIDATE,
    )
    made = town.session.scalars(select(MarketChoice)).one()
    assert "Esta elección fue retirada" in says(client.get(f"/market-choices/{made.id}"))


def rows(town: Town) -> list[str]:
    """Choose a market and return the addresses of what that left."""
    cohort = committed(town)
    ready_to_choose(town, cohort)
    choose(town, cohort)
    made = town.session.scalars(select(MarketChoice)).one()
    return ["/markets/compare", f"/baselines/{made.baseline_id}", f"/market-choices/{made.id}"]


def test_readers_of_the_territory_read_it_and_nobody_else(client: FlaskClient, town: Town) -> None:
    found = rows(town)
    for name in READERS:
        sign_in(client, town, name)
        assert [client.get(one).status_code for one in found] == [200, 200, 200], name
    for name in OTHERS:
        sign_in(client, town, name)
        assert [client.get(one).status_code for one in found] == [404, 404, 404], name


def test_who_does_not_choose_finds_no_form(client: FlaskClient, town: Town) -> None:
    market = a_market(town, "M-1")
    for name in ("ter1", "pol1", "fis1", "aud1"):
        sign_in(client, town, name)
        for step in ("score", "freeze-baseline"):
            path = f"/markets/{market.id}/{step}"
            assert client.get(path).status_code == 404, (name, step)
            assert client.post(path, data=marks()).status_code == 404, (name, step)
            assert path not in says(client.get("/markets/compare"))
    assert town.session.scalars(select(MarketScore)).all() == []


def test_another_place_has_no_such_rows(client: FlaskClient, town: Town) -> None:
    found = rows(town)
    market = town.session.scalars(select(Market)).first()
    assert market is not None
    town.session.info["acting"] = None
    abroad = found_town(town.session, town.clock, "13115")
    sign_in(client, abroad, "ana1")
    for path in (*found[1:], f"/markets/{market.id}/score", f"/markets/{market.id}"):
        assert client.get(path).status_code == 404, path
    assert "Colon Primera" not in says(client.get("/markets/compare"))


def test_the_comparison_asks_as_often_for_fifty_markets_as_for_one(
    client: FlaskClient, town: Town
) -> None:
    enter(client, town, "ana1")
    asked_for: list[Any] = []
    made = 0
    for size in SIZES:
        for number in range(made, size):
            score(town, a_market(town, f"M-{number}"))
        made = size
        town.session.commit()
        client.get("/markets/compare")
        with counted() as asked:
            assert client.get("/markets/compare").status_code == 200
        asked_for.append(len(asked))
    assert max(asked_for) <= LIST_MOST
    assert len(set(asked_for)) == 1


def test_the_comparison_belongs_to_the_territory(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ana1")
    page = client.get("/markets/compare").text
    here = re.findall(r'<a[^>]*href="([^"]+)"[^>]*aria-current="page"[^>]*data-rail', page)
    assert here == ["/territory"]
