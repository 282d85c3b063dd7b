"""Conditions of a review and of the two sealed opinions.

What is said about opinions before both are in is the same whether none or one was given.
"""

from uuid import UUID

from dmi.access.guards import Gap, Look, guard
from dmi.eligibility.models.review import Review
from dmi.eligibility.queries.evidence import involved_ids
from dmi.eligibility.queries.lists import names_of, users_in_role
from dmi.eligibility.queries.reviewing import (
    current_review,
    declarations_of,
    opinions_of,
    questions_of,
)
from dmi.eligibility.rules import FACTS_CHARS, OPINION_CHARS, are_both_in, are_equal, unanswered
from dmi.eligibility.words import OpinionKey
from dmi.policy.roles import Role


def review_of(look: Look) -> Review | None:
    """Return the review that a pathway, a review or an opinion stands in."""
    if isinstance(look.row, Review):
        return look.row
    return current_review(look.acting, look.row.subject_id)


def reviewers_of(look: Look) -> dict[UUID, str]:
    """Return the two people whom the review names, in the order of their keys."""
    review = review_of(look)
    if review is None:
        return {}
    ids = (review.police_reviewer_id, review.prosecutor_id)
    names = names_of(look.acting, set(ids))
    return {user: names.get(user, "") for user in ids}


@guard("reviewers_named", of_form=True)
def reviewers_named(look: Look) -> Gap:
    """A police analyst outside buys and custody of this person, and a prosecutor."""
    police, prosecutor = look.field("police_reviewer_id"), look.field("prosecutor_id")
    analysts = {user for user, _ in users_in_role(look.acting, Role.POLICE_ANALYST)}
    prosecutors = {user for user, _ in users_in_role(look.acting, Role.PROSECUTOR)}
    involved = involved_ids(look.acting, look.row.id)
    fits = police in analysts - involved and prosecutor in prosecutors - involved
    return None if fits else {}


@guard("conflicts_declared", of_form=True)
def conflicts_declared(look: Look) -> Gap:
    """Both reviewers have said that they are free of a conflict."""
    declared = set(look.field("declared") or ())
    missing = [key for key in OpinionKey if key not in declared]
    return {"people": missing} if missing else None


@guard("criteria_answered")
def criteria_answered(look: Look) -> Gap:
    """Every question has a yes, a no or a "not known"."""
    review = review_of(look)
    codes = unanswered(questions_of(look.acting, review)) if review else ["…"]
    return {"codes": codes} if codes else None


@guard("opinions_in")
def opinions_in(look: Look) -> Gap:
    """Police and prosecution have both given theirs; until then both are named as pending."""
    review = review_of(look)
    given = opinions_of(look.acting, review.id) if review else []
    if are_both_in(opinion.key for opinion in given):
        return None
    return {"people": list(reviewers_of(look).values())}


@guard("opinions_equal")
def opinions_equal(look: Look) -> Gap:
    """Both opinions say the same; nothing is said before both are in."""
    return {} if _differ(look) else None


@guard("opinions_differ")
def opinions_differ(look: Look) -> Gap:
    """There is something to discuss; nothing is said before both are in."""
    review = review_of(look)
    given = opinions_of(look.acting, review.id) if review else []
    is_agreed = are_both_in(one.key for one in given) and not _differ(look)
    return {} if is_agreed else None


def _differ(look: Look) -> bool:
    review = review_of(look)
    given = opinions_of(look.acting, review.id) if review else []
    return are_both_in(one.key for one in given) and not are_equal(one.choice for one in given)


@guard("opinion_givers_uninvolved")
def opinion_givers_uninvolved(look: Look) -> Gap:
    """Nobody who gave an opinion appears in a buy or in custody."""
    named = reviewers_of(look)
    involved = involved_ids(look.acting, look.row.subject_id)
    found = [name for user, name in named.items() if user in involved]
    return {"person": found} if found else None


@guard("opinion_reasons_written", of_form=True)
def opinion_reasons_written(look: Look) -> Gap:
    """The opinion says why."""
    return None if len(look.text("grounds")) >= OPINION_CHARS else {"min": OPINION_CHARS}


@guard("author_uninvolved")
def author_uninvolved(look: Look) -> Gap:
    """Whoever gives the opinion appears in no buy and no custody link of this person."""
    return {} if look.acting.by.id in involved_ids(look.acting, look.row.subject_id) else None


@guard("named_reviewer")
def named_reviewer(look: Look) -> Gap:
    """The opinion belongs to the people whom the review names, once each, free of a conflict."""
    named = reviewers_of(look)
    declared = declarations_of(look.acting, look.row.id)
    conflicted = {user for user, row in declared.items() if row.has_conflict}
    own = {one.author_id for one in opinions_of(look.acting, look.row.id)} & {look.acting.by.id}
    open_to = {user: name for user, name in named.items() if user not in conflicted | own}
    return None if look.acting.by.id in open_to else {"people": list(open_to.values())}


@guard("still_sealed")
def still_sealed(look: Look) -> Gap:
    """An opinion can be taken back only before both are open."""
    return None if look.row.unsealed_at is None else {}


@guard("new_facts_written", of_form=True)
def new_facts_written(look: Look) -> Gap:
    """A second look rests on new facts."""
    return None if len(look.text("new_facts")) >= FACTS_CHARS else {}
