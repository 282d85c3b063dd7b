"""Conditions of the prosecutor's own act."""

from dmi.access.guards import SHORTEST_REASON, Gap, Look, guard
from dmi.eligibility.guards.reviewing import review_of
from dmi.eligibility.queries.evidence import involved_ids
from dmi.eligibility.queries.lists import names_of
from dmi.eligibility.queries.reviewing import (
    aggravators_of,
    decision_of,
    declarations_of,
    overrides_of,
    questions_of,
)
from dmi.eligibility.rules import DECISION_CHARS, standing_exclusions
from dmi.eligibility.words import Answer, Outcome
from dmi.people.models.pathway import Pathway
from dmi.profiles.words import Aggravator

AGAINST_EXCLUSION = frozenset({"decide_candidate", "settle_candidate"})


@guard("aggravators_answered")
def aggravators_answered(look: Look) -> Gap:
    """Every aggravator has a yes or a no; "not known" decides nothing (C26)."""
    review = review_of(look)
    given = aggravators_of(look.acting, review.id) if review else {}
    open_letters = [
        letter.value
        for letter in Aggravator
        if letter.value not in given or given[letter.value].value is Answer.UNKNOWN
    ]
    return {"letters": open_letters} if open_letters else None


@guard("exclusions_cleared")
def exclusions_cleared(look: Look) -> Gap:
    """An exclusion stands in the way of an offer until two prosecutors set it aside."""
    review = review_of(look)
    if review is None or look.step.name not in AGAINST_EXCLUSION:
        return None
    cleared = frozenset(
        one.criterion.code for one in overrides_of(look.acting, review.id) if one.confirmed_by_id
    )
    codes = standing_exclusions(questions_of(look.acting, review), cleared)
    return {"code": codes} if codes else None


@guard("decision_reasons_written", of_form=True)
def decision_reasons_written(look: Look) -> Gap:
    """A decision says why."""
    return None if len(look.text("reasons")) >= DECISION_CHARS else {"min": DECISION_CHARS}


@guard("decider_uninvolved")
def decider_uninvolved(look: Look) -> Gap:
    """Nobody decides who collected the evidence or declared a conflict."""
    review = review_of(look)
    declared = declarations_of(look.acting, review.id) if review else {}
    barred = involved_ids(look.acting, look.row.id) | {
        user for user, row in declared.items() if row.has_conflict
    }
    found = barred & {look.acting.by.id, look.acting.first_id}
    names = names_of(look.acting, found) if found else {}
    return {"person": sorted(names.values())} if found else None


@guard("dispute_minuted", of_form=True)
def dispute_minuted(look: Look) -> Gap:
    """The minutes say who came, when and what was said."""
    is_minuted = len(look.text("minutes")) >= SHORTEST_REASON
    return None if is_minuted and look.text("attendees") and look.field("held_on") else {}


@guard("youth_defender_referred", of_form=True)
def youth_defender_referred(look: Look) -> Gap:
    """A specialised defender and the responsible adult know."""
    return None if look.text("defender") and look.field("guardian_told_at") else {}


@guard("decision_signed")
def decision_signed(look: Look) -> Gap:
    """A decision stands; for a letter it must be the decision to invite."""
    decision = decision_of(look.acting, look.row.subject_id)
    if decision is None:
        return {}
    invites = decision.outcome is Outcome.CANDIDATE
    return None if invites or isinstance(look.row, Pathway) else {}
