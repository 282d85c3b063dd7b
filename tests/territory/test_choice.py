"""A market is chosen on scores, reasons and a frozen baseline, and the choice never changes."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.policy.states import CohortStage
from dmi.store.base import Record
from dmi.territory.acts.choice import freeze_baseline, score_market
from dmi.territory.models.choice import Baseline, MarketChoice, MarketScore
from dmi.territory.queries.comparing import (
    beside,
    choices,
    criteria_of,
    newest_baseline,
    of_market,
    what_is_compared,
)
from dmi.territory.queries.counting import fingerprint
from dmi.territory.words import MarketCriterion, MarketStatus
from tests.conftest import Clock
from tests.people import Town, found_town
from tests.territory.choosing import (
    BECAUSE,
    FIRST,
    LAST,
    WHY,
    a_complaint,
    a_market,
    a_sector,
    both,
    choose,
    committed,
    freeze,
    local,
    ready_to_choose,
    score,
)

UNDONE = "Se eligió antes de oír a la junta de vecinos."


def unmet(refused: pytest.ExceptionInfo[Unmet]) -> dict[str, Any]:
    return {gap.guard: dict(gap.args) for gap in refused.value.gaps}


@pytest.mark.rule("U5")
def test_one_candidate_is_no_choice_and_two_with_reasons_are(town: Town) -> None:
    cohort = committed(town)
    with pytest.raises(Unmet) as refused:
        choose(town, cohort)
    assert unmet(refused)["two_markets_scored"]["n"] == 0
    assert "baseline_frozen" in unmet(refused)
    score(town, cohort.market)
    sector = a_sector(town)
    a_complaint(town, sector, local(town, date(2026, 3, 4)))
    kept = freeze(town, cohort.market, sector)
    with pytest.raises(Unmet) as refused:
        choose(town, cohort)
    found = unmet(refused)
    assert found == {"two_markets_scored": {"min": 2, "n": 1, "href": "/markets/compare"}}
    score(town, a_market(town, "M-2"))
    with pytest.raises(Unmet, match="choice_reasoned"):
        choose(town, cohort, alternatives_considered="Las otras no.")
    choose(town, cohort)
    assert cohort.stage is CohortStage.MAPPED
    before = (kept.hash, [one["unverified"] for one in kept.rows])
    assert before[1] == [0, 1, 0]
    a_complaint(town, sector, local(town, date(2026, 3, 5)))
    town.session.expire_all()
    made = town.session.scalars(select(MarketChoice)).one()
    assert (made.baseline_hash, [one["unverified"] for one in made.baseline.rows]) == before
    assert made.baseline.hash == fingerprint(
        kept.market_id, kept.from_on, kept.to_on, kept.sectors, kept.rows
    )


@pytest.mark.rule("F3")
def test_the_choice_keeps_every_score_with_its_reason_whatever_is_scored_later(town: Town) -> None:
    cohort = committed(town)
    other = ready_to_choose(town, cohort)
    choose(town, cohort)
    score(town, other, 10)
    made = town.session.scalars(select(MarketChoice)).one()
    assert [(one["name"], one["total"], one["out_of"]) for one in made.ranking] == [
        ("Colon Primera", 48, 60),
        ("Plaza Norte", 30, 60),
    ]
    marks = made.ranking[1]["marks"]
    assert {one["criterion"] for one in marks} == {one.value for one in MarketCriterion}
    assert {(one["score"], one["reason"], one["by"]) for one in marks} == {
        (5, BECAUSE, town.actor("ana1").name)
    }
    assert (made.ranking_reason, made.alternatives_considered) == (
        WHY["ranking_reason"],
        WHY["alternatives_considered"],
    )
    assert of_market(town.acting("jef1"), other).total == 60


def test_a_candidate_half_scored_or_nothing_beside_the_own_market_is_not_compared(
    town: Town,
) -> None:
    cohort = committed(town)
    for number in (2, 3):
        score(town, a_market(town, f"M-{number}"))
    assert beside(town.acting("ana1"), cohort) == []
    marks = {MarketCriterion.COMPLAINTS: (7, BECAUSE)}
    score_market(town.acting("ana1"), cohort.market, marks=marks)
    assert beside(town.acting("ana1"), cohort) == []
    score(town, cohort.market)
    assert len(beside(town.acting("ana1"), cohort)) == 3


def test_only_what_changed_is_scored_again_and_the_older_mark_stays(town: Town) -> None:
    market = a_market(town, "M-1")
    score(town, market)
    marks = dict.fromkeys(criteria_of(town.acting("jef1")), (7, BECAUSE))
    marks[MarketCriterion.SCHOOLS] = (2, "Ningún colegio a menos de 300 metros.")
    score_market(town.acting("jef1"), market, marks=marks)
    kept = town.session.scalars(select(MarketScore).order_by(MarketScore.number)).all()
    assert len(kept) == len(MarketCriterion) + 1
    assert [(one.score, one.number) for one in kept if one.criterion == "SCHOOLS"] == [
        (7, 1),
        (2, 2),
    ]
    assert of_market(town.acting("ana1"), market).marks[MarketCriterion.SCHOOLS].score == 2


@pytest.mark.parametrize(
    ("mark", "reason", "field"),
    [(11, BECAUSE, "score_schools"), (-1, BECAUSE, "score_schools"), (5, "Si.", "reason_schools")],
)
def test_a_mark_off_the_scale_or_without_a_reason_is_refused(
    town: Town, mark: int, reason: str, field: str
) -> None:
    marks = {MarketCriterion.SCHOOLS: (mark, reason)}
    with pytest.raises(Faults) as refused:
        score_market(town.acting("ana1"), a_market(town, "M-1"), marks=marks)
    assert set(refused.value.faults) == {field}


def test_who_does_not_choose_neither_scores_nor_freezes(town: Town) -> None:
    market, sector = a_market(town, "M-1"), a_sector(town)
    for name in ("ter1", "pol1", "fis1", "com1", "aud1"):
        with pytest.raises(NotKnown):
            score(town, market, by=name)
        with pytest.raises(NotKnown):
            freeze(town, market, sector, by=name)
    assert town.session.scalars(select(MarketScore)).all() == []
    assert town.session.scalars(select(Baseline)).all() == []


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2026, 2, 2), LAST, "from_on"),
        (FIRST, date(2026, 4, 29), "to_on"),
        (FIRST, date(2026, 11, 30), "to_on"),
        (FIRST, date(2026, 1, 31), "to_on"),
        (date(2021, 3, 1), date(2026, 3, 31), "from_on"),
    ],
)
def test_a_window_is_made_of_whole_months_that_are_over(
    town: Town, first: date, last: date, field: str
) -> None:
    market, sector = a_market(town, "M-1"), a_sector(town)
    with pytest.raises(Faults) as refused:
        freeze_baseline(town.acting("ana1"), market, from_on=first, to_on=last, sectors=[sector.id])
    assert set(refused.value.faults) == {field}


def test_another_window_is_another_baseline_and_the_newest_counts(town: Town) -> None:
    cohort = committed(town)
    ready_to_choose(town, cohort)
    first = newest_baseline(town.acting("ana1"), cohort.market_id)
    second = freeze(town, cohort.market, a_sector(town, "Otro"))
    assert first is not None
    assert (first.number, second.number) == (1, 2)
    assert first.hash != second.hash
    choose(town, cohort)
    assert town.session.scalars(select(MarketChoice)).one().baseline_id == second.id


@pytest.mark.parametrize("model", [MarketScore, Baseline, MarketChoice])
def test_the_database_itself_refuses_to_change_or_remove_them(
    town: Town, model: type[Record]
) -> None:
    cohort = committed(town)
    ready_to_choose(town, cohort)
    choose(town, cohort)
    town.session.commit()
    for change in (update(model).values(row_version=9), delete(model)):
        with pytest.raises(DBAPIError, match=r"only grows|permission denied"):
            town.session.execute(change)
        town.session.rollback()


def test_what_changed_between_two_signatures_is_not_chosen(town: Town) -> None:
    cohort = committed(town)
    other = ready_to_choose(town, cohort)
    seen = what_is_compared(town.acting("ana1"), cohort)
    score(town, other, 9)
    with pytest.raises(Unmet, match="payload_unchanged"):
        choose(town, cohort, compared=seen)


def test_the_markets_stand_as_chosen_and_as_passed_over(town: Town) -> None:
    cohort = committed(town)
    other = ready_to_choose(town, cohort)
    unscored = a_market(town, "M-9")
    choose(town, cohort)
    assert cohort.market.standing is MarketStatus.CHOSEN
    assert cohort.market.ranking_reason == WHY["ranking_reason"]
    assert other.standing is MarketStatus.NOT_CHOSEN
    assert unscored.standing is MarketStatus.CANDIDATE


def test_an_undone_choice_frees_its_markets_and_stays_readable(town: Town, clock: Clock) -> None:
    cohort = committed(town)
    other = ready_to_choose(town, cohort)
    choose(town, cohort)
    clock.move(hours=1)
    both(town, "M.reverse_step", cohort, reason=UNDONE)
    assert cohort.stage is CohortStage.COMMITTED
    assert (cohort.market.standing, other.standing) == (
        MarketStatus.CANDIDATE,
        MarketStatus.CANDIDATE,
    )
    assert cohort.market.ranking_reason is None
    ((kept, undone),) = choices(town.acting("aud1"))
    assert undone
    assert kept.ranking_reason == WHY["ranking_reason"]
    clock.move(hours=1)
    choose(town, cohort)
    assert [undone for _row, undone in choices(town.acting("aud1"))] == [False, True]
    assert (cohort.market.standing, other.standing) == (
        MarketStatus.CHOSEN,
        MarketStatus.NOT_CHOSEN,
    )


def test_what_another_cohort_chose_stays_chosen(town: Town, clock: Clock) -> None:
    first = committed(town)
    ready_to_choose(town, first)
    choose(town, first)
    clock.move(hours=1)
    second = committed(town, "Segunda")
    ready_to_choose(town, second)
    choose(town, second)
    assert first.market.standing is MarketStatus.CHOSEN
    clock.move(hours=1)
    both(town, "M.reverse_step", second, reason=UNDONE)
    assert second.stage is CohortStage.COMMITTED
    assert first.market.standing is MarketStatus.CHOSEN
    assert second.market.standing is MarketStatus.CANDIDATE


def test_markets_of_another_place_are_no_candidates(town: Town) -> None:
    cohort = committed(town)
    score(town, cohort.market)
    town.session.info["acting"] = None
    abroad = found_town(town.session, town.clock, "13115")
    score(abroad, a_market(abroad, "X-1"))
    town.session.info["acting"] = None
    assert len(beside(town.acting("ana1"), cohort)) == 1
    with pytest.raises(Faults):
        freeze(town, cohort.market, a_sector(abroad))
