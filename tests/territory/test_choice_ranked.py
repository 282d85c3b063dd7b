"""A mark may rest on a place of a ranking, and a choice keeps that place as it stood."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.kernel.refusals import Faults
from dmi.territory.acts import choice
from dmi.territory.acts.choice import score_market
from dmi.territory.models.choice import MarketChoice, MarketScore
from dmi.territory.queries.comparing import criteria_of, of_market, what_is_compared
from dmi.territory.words import MarketCriterion
from tests.builders import placed
from tests.pages import says, sign_in
from tests.people import Town, found_town
from tests.territory.choosing import (
    BECAUSE,
    a_market,
    a_sector,
    choose,
    committed,
    drawn,
    ready_to_choose,
    square,
)
from tests.territory.ranking import CELL, SOUTH, WEST, a_ranking, lines, ranked, table
from tests.territory.test_choice_pages import marks

COUNTED = {"COMPLAINTS", "PROCEDURES", "VIOLENCE", "SCHOOLS"}


def rest(town: Town, market: Any, run: Any, place: int | None, mark: int = 7) -> None:
    """Score a market in full by a place of a ranking."""
    acting = town.acting("ana1")
    given = dict.fromkeys(criteria_of(acting), (mark, BECAUSE))
    score_market(acting, market, marks=given, run_id=run.id, run_place=place)


def a_sure_ranking(town: Town) -> Any:
    """Return a ranking whose first place more than tips speak for."""
    row = a_ranking(town)
    row.result = {**row.result, "cells": [{**row.result["cells"][0], "is_eligible": True}]}
    return placed(town, row)


@pytest.mark.rule("U5")
def test_the_choice_keeps_the_place_with_the_fingerprint_of_its_data(town: Town) -> None:
    cohort = committed(town)
    ready_to_choose(town, cohort)
    drawn(town, cohort.market)
    run = ranked(town, table(lines((9, 7, 6, 5, 5, 4, 2, 2, 1, 1))))
    before = what_is_compared(town.acting("ana1"), cohort)
    rest(town, cohort.market, run, 2)
    assert what_is_compared(town.acting("ana1"), cohort) != before
    choose(town, cohort)
    made = town.session.scalars(select(MarketChoice)).one()
    own = next(one for one in made.ranking if one["market"] == str(cohort.market_id))
    kept = {one["criterion"]: one["ranked_as"] for one in own["marks"]}
    assert {name for name, place in kept.items() if place} == COUNTED
    second = run.result["cells"][1]
    assert kept["COMPLAINTS"] == {
        "run": str(run.id),
        "ranked_at": run.run_at.isoformat(),
        "input_hash": run.input_hash,
        "number": 2,
        "sector": second["sector"],
        "row": second["row"],
        "col": second["col"],
        "is_eligible": True,
    }


def test_a_place_that_tips_alone_speak_for_is_no_ground(town: Town) -> None:
    market, run = drawn(town, a_market(town, "M-1")), placed(town, a_ranking(town))
    with pytest.raises(Faults) as refused:
        rest(town, market, run, 1)
    assert set(refused.value.faults) == {"run_place"}
    assert town.session.scalars(select(MarketScore)).all() == []


@pytest.mark.parametrize("place", [None, 0, 2, 99])
def test_a_number_that_the_ranking_does_not_have_is_refused(town: Town, place: int | None) -> None:
    with pytest.raises(Faults) as refused:
        rest(town, a_market(town, "M-1"), a_sure_ranking(town), place)
    assert set(refused.value.faults) == {"run_place"}


def test_a_ranking_of_another_place_or_one_not_usable_is_none(town: Town) -> None:
    market = a_market(town, "M-1")
    with pytest.raises(Faults) as refused:
        score_market(town.acting("ana1"), market, marks={}, run_place=1)
    assert set(refused.value.faults) == {"run_id"}
    unusable = ranked(town, table(lines(), "id,fecha,clase,lat,lon,fuente"))
    with pytest.raises(Faults) as refused:
        rest(town, market, unusable, 1)
    assert set(refused.value.faults) == {"run_id"}
    here = a_sure_ranking(town)
    town.session.info["acting"] = None
    elsewhere = found_town(town.session, town.clock, "13115")
    with pytest.raises(Faults) as refused:
        rest(elsewhere, a_market(elsewhere, "M-2"), here, 1)
    assert set(refused.value.faults) == {"run_id"}


def by_sectors(town: Town, *, is_enough: bool) -> Any:
    """Return a ranking of whole sectors."""
    run = a_ranking(town)
    few = {"months": 24, "since": "2024-11-23", "is_enough": is_enough}
    few["rows"] = [{"sector": "Norte", "count": 16}, {"sector": "Sur", "count": None}]
    run.result = {**run.result, "cells": [], "is_thin": True, "by_sector": few}
    return placed(town, run)


def test_a_whole_sector_is_a_place_whose_sources_are_not_told_apart(town: Town) -> None:
    market, run = drawn(town, a_market(town, "M-1")), by_sectors(town, is_enough=True)
    a_sector(town, "Norte", square(WEST - 0.01, SOUTH - 0.01, 0.03))
    rest(town, market, run, 1)
    kept = of_market(town.acting("jef1"), market).marks[MarketCriterion.SCHOOLS].ranked_as
    assert kept is not None
    assert (kept["sector"], kept["is_eligible"]) == ("Norte", None)
    with pytest.raises(Faults):
        rest(town, market, run, 2)


def test_sectors_that_are_too_few_to_be_in_an_order_are_no_ground(town: Town) -> None:
    with pytest.raises(Faults):
        rest(town, a_market(town, "M-1"), by_sectors(town, is_enough=False), 1)


def test_a_mark_rests_on_no_place_of_a_market_that_nobody_drew(town: Town) -> None:
    with pytest.raises(Faults) as refused:
        rest(town, a_market(town, "M-1"), a_sure_ranking(town), 1)
    assert refused.value.faults == {"run_place": [choice.NOT_DRAWN]}


@pytest.mark.parametrize(
    ("east", "is_ground"),
    [(0, True), (0.4, True), (0.6, True), (0.8, False), (3, False)],
)
def test_the_cell_must_touch_the_market(town: Town, east: float, is_ground: bool) -> None:
    """The cell's middle lies so many cells east of the market; its corner reaches 0.7 of one."""
    west = WEST - east * CELL[1] - 0.01
    market = drawn(town, a_market(town, "M-1"), square(west, SOUTH - 0.005))
    if is_ground:
        rest(town, market, a_sure_ranking(town), 1)
        return
    with pytest.raises(Faults) as refused:
        rest(town, market, a_sure_ranking(town), 1)
    assert refused.value.faults == {"run_place": [choice.ELSEWHERE]}


@pytest.mark.parametrize(("share", "is_ground"), [(0.4, False), (0.6, True)])
def test_half_of_the_market_must_lie_in_the_sector(
    town: Town, share: float, is_ground: bool
) -> None:
    market, run = drawn(town, a_market(town, "M-1")), by_sectors(town, is_enough=True)
    with pytest.raises(Faults) as refused:
        rest(town, market, run, 1)
    assert refused.value.faults == {"run_place": [choice.NOWHERE]}
    a_sector(town, "Norte", square(WEST - 0.005 - 0.03 + share * 0.01, SOUTH - 0.01, 0.03))
    own = {**run.parameters, "own_files": ["areas"]}
    run.parameters, registers = own, run.parameters
    with pytest.raises(Faults) as refused:
        rest(town, market, run, 1)
    assert refused.value.faults == {"run_place": [choice.NOWHERE]}
    run.parameters = registers
    if is_ground:
        rest(town, market, run, 1)
        return
    with pytest.raises(Faults) as refused:
        rest(town, market, run, 1)
    assert refused.value.faults == {"run_place": [choice.ELSEWHERE]}


def test_a_ranking_without_degrees_has_no_place_on_the_map(town: Town) -> None:
    market, run = drawn(town, a_market(town, "M-1")), a_sure_ranking(town)
    run.result = {**run.result, "cells": [{**run.result["cells"][0], "lon": None, "lat": None}]}
    with pytest.raises(Faults) as refused:
        rest(town, market, run, 1)
    assert refused.value.faults == {"run_place": [choice.NOWHERE]}


def test_another_place_writes_the_marks_of_incidents_again_and_no_others(town: Town) -> None:
    market, run = drawn(town, a_market(town, "M-1")), a_sure_ranking(town)
    rest(town, market, run, 1)
    rest(town, market, run, 1)
    assert len(town.session.scalars(select(MarketScore)).all()) == len(MarketCriterion)
    score_market(town.acting("ana1"), market, marks=dict.fromkeys(MarketCriterion, (7, BECAUSE)))
    again = town.session.scalars(select(MarketScore).where(MarketScore.number == 2)).all()
    assert {one.criterion.value for one in again} == COUNTED
    assert {one.run_id for one in again} == {None}


def test_the_page_offers_rankings_keeps_what_was_typed_and_shows_the_place(
    client: FlaskClient, town: Town
) -> None:
    market, run = drawn(town, a_market(town, "M-1", "Feria Sur")), a_sure_ranking(town)
    sign_in(client, town, "ana1")
    path = f"/markets/{market.id}/score"
    assert f'value="{run.id}"' in client.get(path).text
    asked = {"run_id": str(run.id), "run_place": "5"}
    refused = client.post(path, data=marks(6, **asked))
    assert refused.status_code == 400
    page = says(refused)
    assert "El ordenamiento no tiene un lugar con ese número." in page
    assert BECAUSE in page
    assert client.post(path, data=marks(6, **asked | {"run_place": "1"})).status_code == 303
    page = says(client.get("/markets/compare"))
    assert page.count("N.º 1 de un ordenamiento: Norte, datos 000000000000") == len(COUNTED)
    assert f'href="/hotspots/{run.id}"' in page
    again = client.get(path).text
    assert f'selected value="{run.id}"' in again
