"""Conditions of the delivery: two people, proof, and no more tries than are owed."""

from dmi.access.guards import Gap, Look, guard
from dmi.callin.queries.around import (
    attempts_of,
    letter_of,
    missed_moments,
    roles_of,
)
from dmi.callin.rules import COUNTS_AS_SERVED, FAILED, tries_of
from dmi.callin.words import DeliveryOutcome
from dmi.policy.roles import Role
from dmi.policy.states import LetterStatus

_OF_THE_NEIGHBOURHOOD = {Role.COMMUNITY_REP, Role.SOCIAL_WORKER, Role.PSYCHOLOGIST, Role.JOB_COACH}


@guard("deliverers_named", of_form=True)
def deliverers_named(look: Look) -> Gap:
    """Two people, one of them of the community or the support team."""
    pair = [look.field(name) for name in ("deliverer_id", "second_deliverer_id")]
    if None in pair or pair[0] == pair[1]:
        return {}
    roles = roles_of(look.acting, *pair)
    close = any(found & _OF_THE_NEIGHBOURHOOD for found in roles.values())
    return None if close else {}


@guard("letter_is_out")
def letter_is_out(look: Look) -> Gap:
    """The pair holds the letter, or takes it by this very step."""
    letter = look.row
    taken = letter.status is LetterStatus.OUT or look.field("handed_letter") is letter
    return None if taken else {}


@guard("outcome_is_failed_attempt", of_form=True)
def outcome_is_failed_attempt(look: Look) -> Gap:
    """A failed try leaves the letter with the pair."""
    return None if look.field("outcome") in FAILED else {}


@guard("outcome_is_service", of_form=True)
def outcome_is_service(look: Look) -> Gap:
    """Only the person, a witnessed refusal or the named, consenting supporter counts."""
    outcome = look.field("outcome")
    if outcome is DeliveryOutcome.DELIVERED_SUPPORTER:
        return None if look.field("influential_id") or look.field("attempt") else {}
    return None if outcome in COUNTS_AS_SERVED else {}


@guard("receipt_or_witness", of_form=True)
def receipt_or_witness(look: Look) -> Gap:
    """A signed receipt, or somebody who saw it."""
    return None if look.field("receipt_id") or look.text("witness") else {}


@guard("refusal_witnessed", of_form=True)
def refusal_witnessed(look: Look) -> Gap:
    """Two people were there and wrote down what they saw."""
    return None if look.text("witness_note") else {}


@guard("date_and_place_told", of_form=True)
def date_and_place_told(look: Look) -> Gap:
    """Whoever refuses the paper still heard when and where."""
    return None if look.field("told_orally") else {}


@guard("service_proven", of_form=True)
def service_proven(look: Look) -> Gap:
    """The try on file says who, when, to whom, and holds its proof."""
    attempt = look.field("attempt")
    if attempt is None:
        return {}
    witnessed = attempt.outcome is DeliveryOutcome.REFUSED_IN_PERSON and attempt.witness_note
    return None if attempt.receipt_id or attempt.witness or witnessed else {}


@guard("attempts_exhausted")
def attempts_exhausted(look: Look) -> Gap:
    """Nobody was found on enough days, once in the evening."""
    needed = look.acting.number("delivery_attempts")
    letter = letter_of(look.acting, look.row)
    tries = tries_of(missed_moments(look.acting, letter) if letter else ())
    return None if tries.suffice(needed) else {"min": needed, "n": tries.count}


@guard("new_address_or_day", of_form=True)
def new_address_or_day(look: Look) -> Gap:
    """Trying again needs somewhere else or another day."""
    if look.field("address_id") or look.field("planned_on"):
        return None
    asked = getattr(look.row, "letter_id", None) and any(
        one.new_day_asked for one in attempts_of(look.acting, look.row.id)
    )
    return None if asked else {}
