"""Sessions, people in support, and what was agreed with one of them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.checkins.queries import open_series
from dmi.kernel.local_time import to_local
from dmi.people.models.pathway import Pathway
from dmi.people.words import ConsentAnswer, ConsentRecipient
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.support.acts.support import assess_needs
from dmi.support.forms.support import NeedsForm
from dmi.support.models.offer import Agreement
from dmi.support.models.session import SessionFact
from dmi.support.queries import lists, standing
from dmi.support.rules import kept_share
from dmi.support.words import SessionTopic
from dmi.web import drafts
from dmi.web.guard import ROW_PAGES, acting, admits, page
from dmi.web.open_steps import open_steps
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import TITLES

bp = Blueprint("support", __name__)

TEAM = frozenset({Role.SOCIAL_WORKER, Role.PSYCHOLOGIST, Role.JOB_COACH})
TOLD = frozenset({Role.PROSECUTOR, Role.DEFENDER})
NEEDS_WRITERS = frozenset({Role.SOCIAL_WORKER, Role.PSYCHOLOGIST})


@page(bp, "/sessions", reads=DataClass.SESSIONS, roles=TEAM)
def sessions() -> ResponseReturnValue:
    """Show the next agreed dates and the latest sessions of one's people."""
    current = acting()
    return render_template(
        "support/sessions.html",
        coming=lists.coming_sessions(current),
        latest=lists.latest_sessions(current),
        today=current.today,
        at=current.today,
        kept_word=_kept_word,
        notes_href=_href("notes.notes"),
        new_href=lambda fact: _href("notes.record_session", row_id=fact.subject_id),
    )


def _kept_word(fact: SessionFact) -> str:
    if fact.attended is not None:
        return word(fact.attended)
    return str(_("Not held"))


@page(bp, "/sessions/<uuid:row_id>", reads=DataClass.SESSIONS, shows=SessionFact, roles=TEAM | TOLD)
def session(row_id: UUID) -> ResponseReturnValue:
    """Show the facts of a session; who is only told reads when, which kind and who came."""
    current = acting()
    fact = sight.fetch(current, SessionFact, row_id, DataClass.SESSIONS)
    current.saw(DataClass.SESSIONS, fact.id)
    reads_all = Access.R in right(current.by.role, DataClass.SESSIONS).access
    own = reads_all and fact.worker_id == current.by.id
    return render_template(
        "support/session.html",
        fact=fact,
        person=lists.name_of(current, fact.subject_id),
        facts=_session_facts(current, fact, reads_all=reads_all),
        summary=fact.team_summary if reads_all else "",
        note_href=_href("notes.of_session", row_id=fact.id) if own else "",
    )


def _session_facts(current: Acting, fact: SessionFact, *, reads_all: bool) -> list[tuple[str, str]]:
    when = f"{to_local(fact.at, current.zone):%d-%m-%Y %H:%M}"
    facts = [
        (_("Day and hour"), when),
        (_("Kind"), word(fact.kind)),
        (_("Did the person come?"), _kept_word(fact)),
    ]
    if not reads_all:
        return facts
    more = [
        (_("How"), word(fact.mode)),
        (_("With whom"), standing.name_of_user(current, fact.worker_id)),
        (_("Why not"), word(fact.absence_kind)),
        (_("What was done"), ", ".join(word(SessionTopic(one)) for one in fact.done)),
        (_("Minutes"), str(fact.duration_min or "")),
        (_("Next date"), f"{fact.next_on:%d-%m-%Y}" if fact.next_on else word(fact.no_next_reason)),
    ]
    return facts + [(name, value) for name, value in more if value]


@page(bp, "/support", reads=DataClass.AGREEMENT, roles=TEAM | {Role.PROGRAMME_MANAGER})
def plans() -> ResponseReturnValue:
    """Show the people in support, with agreement and needs."""
    current = acting()
    people = lists.people_in_support(current, current.number("needs_assessed_within"))
    return render_template(
        "support/plans.html",
        people=people,
        at=current.today,
        shows_needs=current.by.role in NEEDS_WRITERS,
    )


@page(bp, "/agreements/<uuid:row_id>", reads=DataClass.AGREEMENT, shows=Agreement)
def agreement(row_id: UUID) -> ResponseReturnValue:
    """Show what both sides promised, the answers to each consent, and the papers."""
    current = acting()
    row = sight.fetch(current, Agreement, row_id, DataClass.AGREEMENT)
    current.saw(DataClass.AGREEMENT, row.id)
    pathway = row.offer.pathway
    enrolment = standing.enrolment_of(current, pathway.id)
    consents = standing.consents_of(current, pathway.id)
    writes = Access.W in right(current.by.role, DataClass.AGREEMENT).access
    return render_template(
        "support/agreement.html",
        row=row,
        person=lists.name_of(current, row.subject_id),
        person_href=href_of(pathway) if Pathway in ROW_PAGES else "",
        promises=standing.obligations_of(current, row),
        consents=[
            (one, _recipient(one.recipient), url_for("support.paper_p07f", row_id=one.id))
            for one in consents
        ],
        in_team=current.by.role in TEAM | {Role.PROGRAMME_MANAGER},
        yes=ConsentAnswer.YES,
        sheet_href=url_for("support.paper_p06", row_id=pathway.id)
        if admits("support.paper_p06", current.by.role)
        else "",
        issue_href=url_for("support.paper_p06_issue", row_id=pathway.id) if writes else "",
        facts=_agreement_facts(current, row, enrolment),
        steps=open_steps(current, pathway) if writes else [],
        needs_href=url_for("support.needs", row_id=pathway.id)
        if current.by.role in NEEDS_WRITERS and enrolment is not None
        else "",
    )


def _recipient(kept: str) -> str:
    known = {str(one.value): one for one in ConsentRecipient}
    return word(known[kept]) if kept in known else kept


def _agreement_facts(current: Acting, row: Agreement, enrolment: Any) -> list[tuple[str, str]]:
    signed = f"{to_local(row.signed_at, current.zone):%d-%m-%Y %H:%M}" if row.signed_at else ""
    facts = [
        (_("Signed"), signed),
        (_("Until"), f"{row.ends_on:%d-%m-%Y}" if row.ends_on else ""),
        (_("Interpreter"), row.interpreter_name or ""),
    ]
    if enrolment is not None:
        kept, missed = standing.kept_and_missed(current, enrolment.pathway_id)
        series = open_series(current, enrolment.pathway_id)
        needs_on = standing.last_needs(current, enrolment)
        facts += [
            (_("Case manager"), standing.name_of_user(current, enrolment.case_manager_id)),
            (_("Deputy"), standing.name_of_user(current, enrolment.deputy_id)),
            (_("Support"), f"{word(enrolment.standing)}, {word(enrolment.phase).lower()}"),
            (_("Needs assessed"), f"{needs_on:%d-%m-%Y}" if needs_on else str(_("not yet"))),
            (_("Check-ins"), word(series.standing) if series else ""),
        ]
        if kept + missed:
            share = kept_share(kept, missed)
            facts.append((_("Check-ins kept"), f"{share} % ({kept}/{kept + missed})"))
    return [(name, value) for name, value in facts if value]


@page(
    bp,
    "/pathways/<uuid:row_id>/needs",
    reads=DataClass.NEEDS_PLAN,
    methods=("GET", "POST"),
    roles=NEEDS_WRITERS,
)
def needs(row_id: UUID) -> ResponseReturnValue:
    """Write down that the needs were assessed."""
    current = acting()
    pathway = sight.fetch(current, Pathway, row_id, DataClass.NEEDS_PLAN)
    current.saw(DataClass.NEEDS_PLAN, pathway.id)
    form = drafts.begin(NeedsForm, current, pathway)
    person = lists.name_of(current, pathway.id)
    kept = drafts.answer(current, pathway, form, f"{_('Needs')}: {person}")
    if kept is not None:
        return kept
    signed = standing.agreement_of(current, pathway.id)
    back = url_for("support.agreement", row_id=signed.id) if signed else url_for("support.plans")
    if form.is_submitted() and form.validate():
        assess_needs(current, pathway, **form.values())
        flash(_("The assessment is recorded."), "ok")
        return redirect(back, 303)
    shown = render_template(
        "support/needs.html",
        form=form,
        person=person,
        back_href=back,
    )
    return shown, 400 if form.is_submitted() else 200


def _href(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


TITLES[Agreement] = lambda current, row: lists.name_of(current, row.subject_id)
