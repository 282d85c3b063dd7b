"""A buy and a person meet in one link, made on a ground and withdrawn with a reason."""

from datetime import date, timedelta
from typing import Any

import pytest

import dmi.people.views.pages  # noqa: F401 - registers every act about people
from dmi.access.acts import ACTS
from dmi.access.guards import GUARDS, Look
from dmi.evidence.models.authorisation import CovertCode
from dmi.evidence.models.buy import Buy
from dmi.evidence.words import BuyStanding, CovertKind
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.people.acts.attribution import attribute_buy, withdraw_attribution
from dmi.people.acts.nomination import begin_buys
from dmi.people.acts.records import refer_to_report
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.people.queries import buys_to_attribute, has_valid_evidence, took_part_in_buys
from dmi.people.words import Recognition, SellerRole
from dmi.policy.states import CohortStage, LinkState, Stage
from dmi.profiles.words import OffenceCode
from tests.builders import a_cohort, a_pathway, placed
from tests.evidence.places import a_buy, a_code, an_operation, ready, staffed
from tests.people import Town

BASIS = "La oficial lo conoce de dos controles anteriores en el mismo pasaje"


@pytest.fixture
def pathway(town: Town) -> Pathway:
    """Give somebody identified in a cohort that builds cases."""
    return a_pathway(town, a_cohort(town, CohortStage.BUILDING_CASES), Stage.IDENTIFIED)


@pytest.fixture
def buy(town: Town, pathway: Pathway) -> Buy:
    """Give a buy of the same cohort."""
    return a_buy(town, ready(town, pathway.cohort))


def linked(town: Town, pathway: Pathway, buy: Buy, **changed: Any) -> BuySeller:
    fields: dict[str, Any] = {
        "buy": buy.id,
        "role": SellerRole.SELLER,
        "recognition": Recognition.CERTAIN,
        "basis": BASIS,
        **changed,
    }
    return attribute_buy(town.acting("pol1"), pathway, **fields)


@pytest.mark.rule("U1")
def test_a_link_keeps_its_ground_the_age_and_the_limitation(
    town: Town, pathway: Pathway, buy: Buy
) -> None:
    link = linked(town, pathway, buy)
    assert (link.status, link.basis) == (LinkState.LINKED, BASIS)
    assert link.age_at_act == 28
    assert link.prescribes_on == date(2031, 11, 23)


def test_a_graver_offence_can_be_pursued_for_longer(town: Town, pathway: Pathway, buy: Buy) -> None:
    buy.offence_code = OffenceCode.L20000_3
    assert linked(town, pathway, buy).prescribes_on == date(2036, 11, 23)


@pytest.mark.rule("U1")
def test_a_buy_of_another_cohort_or_without_a_ground_is_not_linked(
    town: Town, pathway: Pathway, buy: Buy
) -> None:
    with pytest.raises(Unmet, match="basis_written"):
        linked(town, pathway, buy, basis="era él")
    other = staffed(town, a_cohort(town, CohortStage.BUILDING_CASES, "Segunda"))
    stranger = a_pathway(town, other, Stage.IDENTIFIED, "Ficticio")
    with pytest.raises(Unmet, match="same_cohort"):
        linked(town, stranger, buy)


@pytest.mark.rule("C24")
def test_no_buy_is_laid_on_somebody_under_age(town: Town, pathway: Pathway, buy: Buy) -> None:
    pathway.person.birth_date = town.clock().date() - timedelta(days=365 * 16)
    town.session.flush()
    with pytest.raises(Unmet, match="not_adolescent_known"):
        linked(town, pathway, buy)


@pytest.mark.rule("U1")
def test_a_link_is_withdrawn_with_a_reason_and_may_be_made_again(
    town: Town, pathway: Pathway, buy: Buy
) -> None:
    link = linked(town, pathway, buy)
    analyst = town.acting("pol1")
    with pytest.raises(Unmet, match="certificate_warned"):
        withdraw_attribution(analyst, link, reason=BASIS, warned=False)
    withdraw_attribution(analyst, link, reason=BASIS, warned=True)
    assert (link.status, link.withdraw_reason) == (LinkState.WITHDRAWN, BASIS)
    assert linked(town, pathway, buy).id != link.id


@pytest.mark.rule("U1")
def test_a_withdrawn_link_counts_for_nothing(town: Town, pathway: Pathway, buy: Buy) -> None:
    buy.standing = BuyStanding.VALID
    link = linked(town, pathway, buy)
    analyst, handler = town.acting("pol1"), town.users["hnd1"].id

    def counts() -> tuple[bool, bool, bool]:
        took_part = took_part_in_buys(analyst, pathway.id, handler)
        is_free = buy in buys_to_attribute(analyst, pathway)
        return has_valid_evidence(analyst, pathway), took_part, is_free

    assert counts() == (True, True, False)
    withdraw_attribution(analyst, link, reason=BASIS, warned=True)
    assert counts() == (False, False, True)


@pytest.mark.rule("C23")
def test_a_contested_buy_alone_is_no_valid_evidence(town: Town, pathway: Pathway, buy: Buy) -> None:
    analyst = town.acting("pol1")
    assert not has_valid_evidence(analyst, pathway)
    buy.standing = BuyStanding.CONTESTED
    linked(town, pathway, buy)
    assert not has_valid_evidence(analyst, pathway)
    buy.standing = BuyStanding.VALID
    assert has_valid_evidence(analyst, pathway)


@pytest.mark.rule("C23")
def test_a_police_report_is_evidence_too(town: Town, pathway: Pathway) -> None:
    staffed(town, pathway.cohort)
    analyst = town.acting("pol1")
    refer_to_report(analyst, pathway, number="4471", unit="Brigada", on=town.clock().date())
    assert has_valid_evidence(analyst, pathway)


@pytest.mark.rule("C1", "C24")
def test_buys_begin_only_under_an_authorisation_and_never_with_an_adolescent(
    town: Town, pathway: Pathway
) -> None:
    staffed(town, pathway.cohort)
    an_operation(town, pathway.cohort)
    a_code(town)
    with pytest.raises(Unmet, match="authorisation_live"):
        begin_buys(town.acting("pol1"), pathway)


def test_whoever_took_part_in_a_buy_does_not_certify(
    town: Town, pathway: Pathway, buy: Buy
) -> None:
    linked(town, pathway, buy)
    judge = GUARDS["certifier_not_collector"].judge
    step = ACTS["P.begin_buys"].step
    assert judge(Look(town.acting("hnd1"), pathway, step)) == {}
    assert judge(Look(town.acting("fis1"), pathway, step)) is None


@pytest.mark.parametrize("part", ["officer_code_id", "second_officer_code_id"])
def test_whoever_handles_an_agent_of_a_buy_took_part_in_it(
    town: Town, pathway: Pathway, buy: Buy, part: str
) -> None:
    linked(town, pathway, buy)
    own = CovertCode(code="AG-0009", kind=CovertKind.BUYER, handler_id=town.users["fis1"].id)
    setattr(buy, part, placed(town, own, pathway.cohort).id)
    town.session.flush()
    assert took_part_in_buys(town.acting("pol1"), pathway.id, own.handler_id)


def test_a_stranger_to_the_cohort_finds_no_person_to_link(
    town: Town, pathway: Pathway, buy: Buy
) -> None:
    with pytest.raises(NotKnown):
        attribute_buy(
            town.acting("pol2"),
            pathway,
            buy=buy.id,
            role=SellerRole.SELLER,
            recognition=Recognition.CERTAIN,
            basis=BASIS,
        )
