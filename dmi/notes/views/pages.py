"""The page of a session with its note, the note itself, and who takes it over."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.kernel.refusals import Faults, NotKnown, Stale
from dmi.notes import acts, queries
from dmi.notes.forms import SessionForm, SuccessorForm
from dmi.notes.models import ConfidentialNote
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.support.acts.sessions import record_session as record_facts
from dmi.support.models.session import SessionFact
from dmi.support.queries import lists, standing
from dmi.support.rules import holds_any
from dmi.web import drafts
from dmi.web.conflicts import conflict
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page

bp = Blueprint("notes", __name__)

TEAM = frozenset({Role.SOCIAL_WORKER, Role.PSYCHOLOGIST, Role.JOB_COACH})


@page(
    bp,
    "/pathways/<uuid:row_id>/sessions/new",
    reads=DataClass.SESSIONS,
    methods=("GET", "POST"),
    roles=TEAM,
)
def record_session(row_id: UUID) -> ResponseReturnValue:
    """Record a session and, behind the wall, its note: one page, one transaction."""
    current = acting()
    pathway = sight.fetch(current, Pathway, row_id, DataClass.SESSIONS)
    current.saw(DataClass.SESSIONS, pathway.id)
    if standing.enrolment_of(current, pathway.id) is None:
        raise NotKnown
    form = drafts.begin(SessionForm, current, pathway)
    person = lists.name_of(current, pathway.id)
    kept = drafts.answer(current, pathway, form, f"{_('Record a session')}: {person}")
    if kept is not None:
        return kept
    if form.is_submitted() and form.validate():
        try:
            return _record(current, pathway, form)
        except Faults as refusal:
            _show_faults(form, refusal)
    shown = render_template(
        "notes/session.html",
        form=form,
        person=person,
        back_href=url_for("support.sessions"),
    )
    return shown, 400 if form.is_submitted() else 200


def _set_day(form: PageForm, current: Acting) -> None:
    form.at, form.today, form.zone = current.at, current.today, current.zone


def _record(current: Acting, pathway: Pathway, form: SessionForm) -> ResponseReturnValue:
    fact = record_facts(current, pathway, **form.values())
    body = form.note.data if "note" in form else ""
    if body:
        acts.write_note(current, fact, body=body)
    flash(_("The session is recorded."), "ok")
    stems = "diagnos, depress, anxi, suicid, psycho, bipolar, schizo, medicat, overdose, trauma"
    if holds_any(fact.team_summary, stems) or holds_any(fact.team_summary, _clinical_stems()):
        flash(_("The summary seems to hold words of health: the whole team reads it."), "warn")
    return redirect(url_for("support.session", row_id=fact.id), 303)


def _clinical_stems() -> str:
    return str(
        _("diagnos, depress, anxi, suicid, psycho, bipolar, schizo, medicat, overdose, trauma")
    )


def _show_faults(form: PageForm, refusal: Faults) -> None:
    for name, faults in refusal.faults.items():
        form[name].errors = [_(fault) for fault in faults]


@page(bp, "/notes", reads=DataClass.CONFIDENTIAL_NOTES, roles=TEAM)
def notes() -> ResponseReturnValue:
    """List the notes that one wrote or takes over, without their text."""
    current = acting()
    return render_template("notes/notes.html", found=queries.notes_of(current))


@page(bp, "/sessions/<uuid:row_id>/note", reads=DataClass.CONFIDENTIAL_NOTES, roles=TEAM)
def of_session(row_id: UUID) -> ResponseReturnValue:
    """Lead from a session to its note, or tell the worker who held it that there is none."""
    current = acting()
    note = queries.note_of(current, row_id)
    if note is None:
        fact = sight.fetch(current, SessionFact, row_id, DataClass.SESSIONS)
        if fact.worker_id != current.by.id:
            raise NotKnown
        flash(_("No confidential note was written about this session."), "info")
        return redirect(url_for("notes.notes"), 303)
    return redirect(url_for("notes.read_note", row_id=note.id), 303)


@page(
    bp,
    "/notes/<uuid:row_id>",
    reads=DataClass.CONFIDENTIAL_NOTES,
    roles=TEAM,
    shows=ConfidentialNote,
)
def read_note(row_id: UUID) -> ResponseReturnValue:
    """Show one note to its author or the named successor."""
    current = acting()
    note = sight.fetch(current, ConfidentialNote, row_id, DataClass.CONFIDENTIAL_NOTES)
    fact = current.session.get_one(SessionFact, note.session_id)
    current.saw(DataClass.CONFIDENTIAL_NOTES, note.id)
    successor = standing.name_of_user(current, note.successor_id) if note.successor_id else ""
    return render_template(
        "notes/note.html",
        note=note,
        fact=fact,
        person=lists.name_of(current, note.subject_id),
        author=standing.name_of_user(current, note.author_id),
        successor=successor,
        successor_href=url_for("notes.name_successor", row_id=note.id)
        if note.author_id == current.by.id
        else "",
    )


@page(
    bp,
    "/notes/<uuid:row_id>/successor",
    reads=DataClass.CONFIDENTIAL_NOTES,
    methods=("GET", "POST"),
    roles=TEAM,
)
def name_successor(row_id: UUID) -> ResponseReturnValue:
    """Let the author name who takes the note over."""
    current = acting()
    note = sight.fetch(current, ConfidentialNote, row_id, DataClass.CONFIDENTIAL_NOTES)
    if note.author_id != current.by.id:
        raise NotKnown
    form = SuccessorForm()
    form.fill(current, note)
    back_href = url_for("notes.read_note", row_id=note.id)
    if not form.is_submitted():
        form.row_version.data = str(note.row_version)
    elif str(form.row_version.data or "") not in {"", str(note.row_version)}:
        title = _("Name the successor")
        return conflict(
            current, note, form, title=title, facts=[], back_href=back_href
        ), Stale.status
    if form.is_submitted() and form.validate():
        try:
            acts.name_successor(current, note, **form.values())
            flash(_("The successor is named."), "ok")
            return redirect(back_href, 303)
        except Faults as refusal:
            _show_faults(form, refusal)
    shown = render_template("notes/successor.html", form=form, back_href=back_href)
    return shown, 400 if form.is_submitted() else 200
