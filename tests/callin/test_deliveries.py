"""Delivery: two people, proof, three days; round, letter and person move together."""

from datetime import timedelta

import pytest

from dmi.callin.acts.deliveries import (
    exhaust_delivery,
    plan_delivery_again,
    record_attempt,
    record_refused_service,
    record_service,
)
from dmi.callin.acts.letters import hand_out_letter, recall_letter
from dmi.callin.models.delivery import DeliveryRound
from dmi.callin.queries.letters import issued_of, rounds_of, supporters_of
from dmi.callin.words import DeliveryMethod, DeliveryOutcome
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.people.models.contacts import Influential
from dmi.people.words import ConsentAnswer, Relation
from dmi.policy.states import DeliveryRoundStatus, LetterStatus, Stage
from tests.builders import placed
from tests.callin.conftest import CallIn


def handed_out(callin: CallIn, place: int = 0) -> DeliveryRound:
    """Print a letter and give it to the pair."""
    town, letter = callin.town, callin.approved(place)
    callin.printed(letter)
    hand_out_letter(
        town.acting("sec1"),
        letter,
        deliverer_id=town.users["pol1"].id,
        second_deliverer_id=town.users["ts1"].id,
    )
    return rounds_of(town.acting("sec1"), letter)[0]


@pytest.mark.rule("C39")
def test_service_moves_round_letter_and_person_together(callin: CallIn) -> None:
    town, round_ = callin.town, handed_out(callin)
    assert round_.letter.status is LetterStatus.OUT
    with pytest.raises(Unmet, match="receipt_or_witness"):
        record_service(
            town.acting("sec1"),
            round_,
            tried_at=town.clock(),
            method=DeliveryMethod.HAND,
            outcome=DeliveryOutcome.DELIVERED_PERSON,
            receiver_name="Sara Muestra",
        )
    record_service(
        town.acting("sec1"),
        round_,
        tried_at=town.clock(),
        method=DeliveryMethod.HAND,
        outcome=DeliveryOutcome.DELIVERED_PERSON,
        receiver_name="Sara Muestra",
        witness="La otra persona de la pareja lo vio.",
    )
    states = (round_.status, round_.letter.status, callin.people[0].stage)
    assert states == (DeliveryRoundStatus.SERVED, LetterStatus.DELIVERED, Stage.INVITED)


@pytest.mark.rule("C39")
def test_a_third_person_is_never_an_answer(callin: CallIn) -> None:
    town, round_ = callin.town, handed_out(callin)
    assert "NEIGHBOUR" not in DeliveryOutcome.__members__
    with pytest.raises(Unmet, match="outcome_is_service"):
        record_service(
            town.acting("sec1"),
            round_,
            tried_at=town.clock(),
            method=DeliveryMethod.HAND,
            outcome=DeliveryOutcome.NOT_FOUND,
            receiver_name="Alguien de la casa",
            witness="La otra persona de la pareja lo vio.",
        )


@pytest.mark.rule("C39")
def test_a_supporter_is_named_and_agreed(callin: CallIn) -> None:
    town, round_ = callin.town, handed_out(callin)
    given = {
        "tried_at": town.clock(),
        "method": DeliveryMethod.INFLUENTIAL,
        "outcome": DeliveryOutcome.DELIVERED_SUPPORTER,
        "receiver_name": "Rosa Acompaña",
        "witness": "La otra persona de la pareja lo vio.",
    }
    with pytest.raises(Unmet, match="outcome_is_service"):
        record_service(town.acting("sec1"), round_, **given)
    beside = Influential(
        pathway_id=callin.people[0].id,
        relation=Relation.MOTHER,
        consent_to_contact=ConsentAnswer.YES,
        consent_on=town.clock().date(),
        key_ref=callin.people[0].person_id,
    )
    beside.name = "Rosa Acompaña"
    placed(town, beside, callin.people[0])
    assert supporters_of(town.acting("sec1"), callin.people[0].id) == [(beside.id, beside.name)]
    record_service(town.acting("sec1"), round_, influential_id=beside.id, **given)
    assert callin.people[0].stage is Stage.INVITED


@pytest.mark.rule("C39")
def test_a_refusal_counts_when_it_was_witnessed_and_told(callin: CallIn) -> None:
    town, round_ = callin.town, handed_out(callin)
    with pytest.raises(Unmet) as refused:
        record_refused_service(
            town.acting("sec1"),
            round_,
            tried_at=town.clock(),
            method=DeliveryMethod.HAND,
            witness_note="",
            told_orally=False,
        )
    named = {gap.guard for gap in refused.value.gaps}
    assert named == {"refusal_witnessed", "date_and_place_told"}
    record_refused_service(
        town.acting("sec1"),
        round_,
        tried_at=town.clock(),
        method=DeliveryMethod.HAND,
        witness_note="No quiso recibirla; se le dijo día, hora y lugar.",
        told_orally=True,
    )
    assert round_.letter.status is LetterStatus.REFUSED
    assert callin.people[0].stage is Stage.INVITED


@pytest.mark.rule("C39")
def test_three_days_and_one_evening_end_the_tries(callin: CallIn) -> None:
    town, round_ = callin.town, handed_out(callin)
    for day, hour in ((0, 0), (1, 0), (2, 8)):
        with pytest.raises(Unmet, match=r"attempts_exhausted|out_of_step"):
            exhaust_delivery(town.acting("sec1"), round_)
        record_attempt(
            town.acting("sec1"),
            round_,
            tried_at=town.clock() + timedelta(days=day, hours=hour),
            method=DeliveryMethod.HAND,
            outcome=DeliveryOutcome.NOT_FOUND,
        )
    exhaust_delivery(town.acting("sec1"), round_)
    states = (round_.status, round_.letter.status, callin.people[0].stage)
    assert states == (
        DeliveryRoundStatus.EXHAUSTED,
        LetterStatus.UNDELIVERED,
        Stage.NOT_SERVED,
    )
    with pytest.raises(Unmet, match="new_address_or_day"):
        plan_delivery_again(town.acting("sec1"), callin.people[0], reason="Otro intento.")
    plan_delivery_again(
        town.acting("sec1"),
        callin.people[0],
        reason="La familia indicó otro día.",
        planned_on=town.clock().date() + timedelta(days=4),
    )
    assert callin.people[0].stage is Stage.CASE_READY


def test_a_pair_is_two_people_and_one_is_of_the_neighbourhood(callin: CallIn) -> None:
    town, letter = callin.town, callin.approved(0)
    callin.printed(letter)
    for first, second in (("pol1", "pol2"), ("ts1", "ts1")):
        with pytest.raises(Unmet, match="deliverers_named"):
            hand_out_letter(
                town.acting("sec1"),
                letter,
                deliverer_id=town.users[first].id,
                second_deliverer_id=town.users[second].id,
            )
    with pytest.raises(NotKnown):
        hand_out_letter(
            town.acting("ts1"),
            letter,
            deliverer_id=town.users["pol1"].id,
            second_deliverer_id=town.users["ts1"].id,
        )


@pytest.mark.rule("C38")
def test_a_recalled_letter_is_void_and_the_next_one_has_another_folio(callin: CallIn) -> None:
    town, round_ = callin.town, handed_out(callin)
    letter = round_.letter
    first = issued_of(town.acting("sec1"), letter)
    recall_letter(
        town.acting("sec1"),
        letter,
        reason="La carta llevaba una dirección antigua.",
        retrieved_by_id=town.users["ts1"].id,
    )
    again = callin.approved(0)
    callin.printed(again)
    second = issued_of(town.acting("sec1"), again)
    assert first is not None
    assert second is not None
    assert first.void_reason
    assert first.folio < second.folio
