"""The engine carries a step: who may, what is missing, what is left behind."""

from datetime import date

import pytest
from sqlalchemy import select

from dmi.access.acts import may_take
from dmi.access.audit import verify_chain
from dmi.access.guards import GUARDS, Look
from dmi.access.models.records import AuditEntry, Move
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy import pathway
from dmi.policy.states import CohortStage
from dmi.territory.acts.cohort import propose_cohort, record_market
from dmi.territory.models.cohort import Market
from dmi.territory.words import MarketType
from tests.people import Town


def a_market(town: Town) -> Market:
    """Record a market as the territorial coordinator does."""
    return record_market(
        town.acting("ter1"),
        None,
        code="M-1",
        name="Colon Oriente",
        market_type=next(iter(MarketType)),
        public_name="Sector oriente",
    )


def test_an_act_moves_the_row_and_leaves_its_traces(town: Town) -> None:
    market = a_market(town)
    cohort = propose_cohort(
        town.acting("jef1"),
        market,
        name="Primera",
        public_programme_name="Segunda Oportunidad",
        start_on=date(2026, 12, 1),
    )
    assert cohort.stage is CohortStage.PROPOSED
    move = town.session.scalars(select(Move).where(Move.object_ref == cohort.id)).one()
    assert (move.step, move.to_status, move.seq) == ("propose_cohort", "PROPOSED", 1)
    entry = town.session.scalars(
        select(AuditEntry).where(AuditEntry.event == "territory.cohort.proposed")
    ).one()
    assert entry.chain_key == str(cohort.id)
    assert verify_chain(town.session, str(cohort.id)) is None


def test_a_role_that_may_not_finds_nothing(town: Town) -> None:
    market = a_market(town)
    with pytest.raises(NotKnown):
        propose_cohort(
            town.acting("sec1"),
            market,
            name="Primera",
            public_programme_name="x",
            start_on=date(2026, 12, 1),
        )


@pytest.mark.rule("S8")
def test_two_people_are_never_one(town: Town) -> None:
    step = pathway.step("B.confirm_filing")
    one, other = town.actor("fis1"), town.actor("fis2")
    assert may_take(other, step, one)
    assert not may_take(one, step, one)


@pytest.mark.rule("S8")
def test_the_condition_of_a_second_person_wants_another_one(town: Town) -> None:
    judge, step = GUARDS["second_person"].judge, pathway.step("B.confirm_filing")
    acting = town.acting("fis1")
    for first, gap in ((None, {}), ("fis1", {}), ("fis2", None)):
        acting.first = town.actor(first) if first else None
        assert judge(Look(acting, None, step)) == gap


def test_an_empty_field_is_named(town: Town) -> None:
    market = a_market(town)
    with pytest.raises(Unmet, match="fields_complete"):
        propose_cohort(
            town.acting("jef1"),
            market,
            name="",
            public_programme_name="x",
            start_on=date(2026, 12, 1),
        )
