"""The list of reviews, one review, and the pages of their steps."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.eligibility.acts.deciding
import dmi.eligibility.acts.evidence
import dmi.eligibility.acts.opinions
import dmi.eligibility.acts.reviewing  # noqa: F401 - registers the steps
from dmi.access import sight
from dmi.access.acting import Acting
from dmi.eligibility import forms
from dmi.eligibility.models.review import Opinion, Review
from dmi.eligibility.queries import lists, reviewing
from dmi.eligibility.views.shown import columns_of, criteria_rows, steps_of
from dmi.people.models.pathway import Pathway
from dmi.people.told import LATER, kept_from, stage_words
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.rows import href_of
from dmi.web.steps import FACTS, TITLES, StepPages

READERS = frozenset({Role.POLICE_ANALYST, Role.PROSECUTOR, Role.PROGRAMME_MANAGER, Role.DEFENDER})

bp = Blueprint("eligibility", __name__)
steps = StepPages(bp)


@page(bp, "/reviews", reads=DataClass.OPINIONS, roles=READERS)
def reviews() -> ResponseReturnValue:
    """Show the newest review of each person; it says nothing about opinions."""
    current = acting()
    found = lists.reviews(current)
    waiting = lists.ready_for_review(current) if current.by.role is Role.PROSECUTOR else []
    current.saw(DataClass.OPINIONS, *(line.review.id for line in found))
    return render_template(
        "eligibility/reviews.html", lines=found, waiting=waiting, **_looked_at(current)
    )


@page(bp, "/reviews/<uuid:row_id>", reads=DataClass.OPINIONS, roles=READERS, shows=Review)
def review(row_id: UUID) -> ResponseReturnValue:
    """Show one review: opinions side by side, the questions and what may be done next."""
    current = acting()
    row = sight.fetch(current, Review, row_id, DataClass.OPINIONS)
    current.saw(DataClass.OPINIONS, row.id)
    version, opinions = row.criteria_version_id, reviewing.readable_opinions(current, row.id)
    decision = reviewing.readable_decision(current, row.id)
    if decision is not None:
        current.saw(DataClass.DECISION, decision.id)
    questions = reviewing.criteria_of(current, version)
    names = lists.names_of(current, {row.police_reviewer_id, row.prosecutor_id})
    return render_template(
        "eligibility/review.html",
        review=row,
        title=review_title(current, row),
        opinions=columns_of(current, row, opinions, names),
        criteria=criteria_rows(questions, reviewing.answers_of(current, row.id)),
        aggravators=reviewing.aggravators_of(current, row.id),
        decision=decision,
        deciders=_deciders(current, decision),
        dispute=reviewing.dispute_of(current, row.id),
        overrides=reviewing.readable_overrides(current, row.id),
        steps=steps_of(current, row, tuple(steps.keys), opinions),
        may_answer=current.by.role in {Role.POLICE_ANALYST, Role.PROSECUTOR},
        may_override=current.by.role is Role.PROSECUTOR,
        reader=current.by.id,
        **_looked_at(current),
    )


def _looked_at(current: Acting) -> dict[str, Any]:
    return {"today": current.today, "kept": kept_from(current.by.role), "later": _(LATER)}


def review_title(current: Acting, row: Review) -> str:
    """Return the name of a review."""
    name = lists.name_of_person(current, row.pathway_id)
    return str(_("Review of %(name)s", name=name))


def _deciders(current: Acting, decision: Any) -> list[str]:
    if decision is None:
        return []
    ids = [one for one in (decision.decided_by_id, decision.second_prosecutor_id) if one]
    names = lists.names_of(current, set(ids))
    return [names.get(one, "") for one in ids]


def _pathway_title(current: Acting, row: Pathway) -> str:
    return lists.name_of_person(current, row.id)


def _pathway_facts(current: Acting, row: Pathway) -> list[tuple[str, str]]:
    found = reviewing.current_review(current, row.id)
    facts = [(str(_("Stage")), str(_(stage_words(current.by.role, row.stage))))]
    if found is not None:
        facts.append((str(_("Opinions due on")), day(found.due_on)))
    return facts


def _to_the_review(row: Any, result: Any) -> str:
    for one in (result, row):
        if isinstance(one, Review):
            return url_for("eligibility.review", row_id=one.id)
        if isinstance(one, Opinion):
            return url_for("eligibility.review", row_id=one.review_id)
    found = reviewing.current_review(acting(), row.subject_id)
    return url_for("eligibility.review", row_id=found.id) if found else href_of(row)


TITLES.setdefault(Pathway, _pathway_title)
FACTS.setdefault(Pathway, _pathway_facts)
TITLES[Review] = review_title
TITLES[Opinion] = lambda current, row: lists.name_of_person(current, row.subject_id)

steps.add("P.certify_evidence", Pathway, forms.CertifyEvidenceForm)
steps.add("P.withdraw_certificate", Pathway, forms.ReasonForm)
steps.add("P.open_review", Pathway, forms.OpenReviewForm, back=_to_the_review)
steps.add("P.return_for_work", Pathway, forms.ReturnForWorkForm, back=_to_the_review)
steps.add("P.decide_candidate", Pathway, forms.DecideCandidateForm, back=_to_the_review)
steps.add("P.decide_prosecution", Pathway, forms.DecideForm, back=_to_the_review)
steps.add("P.open_dispute", Pathway, back=_to_the_review)
steps.add("P.settle_candidate", Pathway, forms.SettleForm, back=_to_the_review)
steps.add("P.settle_prosecution", Pathway, forms.SettleForm, back=_to_the_review)
steps.add("P.send_to_youth_track", Pathway, forms.SendToYouthForm, final=True)
steps.add("P.reopen_review", Pathway, forms.NewFactsForm, back=_to_the_review)
steps.add("P.remove_insufficient", Pathway, forms.RemoveInsufficientForm)
steps.add("P.tell_decision", Pathway, forms.TellDecisionForm, back=_to_the_review)
steps.add("OP.give_opinion", Review, forms.GiveOpinionForm, back=_to_the_review)
steps.add("OP.withdraw_opinion", Opinion, forms.ReasonForm, back=_to_the_review)
