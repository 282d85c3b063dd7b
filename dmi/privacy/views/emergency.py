"""Emergency sight: opening it, what it shows, stopping it, and judging it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.audit import record_event
from dmi.access.guards import has_just_proved
from dmi.access.models.emergencies import BreakGlass
from dmi.access.words import AuditOutcome
from dmi.kernel.identifiers import format_run
from dmi.kernel.refusals import Faults
from dmi.people.models.person import Person
from dmi.people.queries import current_address
from dmi.policy.classes import DataClass
from dmi.privacy import forms, rules
from dmi.privacy.acts import emergency as acts
from dmi.privacy.queries import emergency as queries
from dmi.store.base import Record
from dmi.store.database import db
from dmi.web.frame import day, moment
from dmi.web.guard import Declared, acting, opens_to, page
from dmi.web.naming import term
from dmi.web.rows import href_of
from dmi.web.sentences import word

bp = Blueprint("privacy", __name__)
TAKEN = 303


@page(bp, "/emergency-sights", reads=DataClass.AUDIT, roles=rules.MAY_OPEN | rules.REVIEWERS)
def emergencies() -> ResponseReturnValue:
    """List the emergency sights: everybody their own, manager and auditor those of the place."""
    current = acting()
    rows, older = queries.all_of(current, request.args.get("after"))
    return render_template(
        "privacy/emergencies.html",
        rows=[_listed(current, one) for one in rows],
        older_href=url_for("privacy.emergencies", after=older) if older else "",
        may_open=current.by.role in rules.MAY_OPEN,
        at=current.at,
    )


@page(
    bp,
    "/emergency-sights/open",
    declared=Declared(None, roles=rules.MAY_OPEN),
    methods=("GET", "POST"),
)
def open_emergency() -> ResponseReturnValue:
    """Open an emergency sight; who is on file and who is not is answered alike."""
    current = acting()
    if request.method != "POST" and not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=request.path), TAKEN)
    form = forms.OpenSightForm()
    form.fill(current, None)
    if request.method != "POST":
        return _form(current, form)
    if not form.validate():
        return _form(current, form), 400
    reason, classes = form.reason.data or "", form.classes.data or []
    try:
        acts.check_may_open(current, reason=reason, classes=classes)
        subject = queries.somebody(current, form.who.data or "")
        if subject is None:
            record_event(current, "privacy.emergency.not_found", AuditOutcome.DENY, {})
            form.who.errors = [_("Nobody is on file under this code or number.")]
            return _form(current, form), 400
        opened = acts.open_sight(
            current,
            None,
            subject=subject,
            category=form.category.data,
            reason=reason,
            classes=classes,
        )
    except Faults as refusal:
        return _refused(current, form, refusal)
    flash(_("The emergency sight is open. Manager and auditor have been told."), "warn")
    return redirect(url_for("privacy.emergency", row_id=opened.id), TAKEN)


@page(
    bp,
    "/emergency-sights/<uuid:row_id>",
    reads=DataClass.AUDIT,
    roles=rules.MAY_OPEN | rules.REVIEWERS,
    shows=BreakGlass,
)
def emergency(row_id: UUID) -> ResponseReturnValue:
    """Show one emergency sight: to its user what it opens, to others what became of it."""
    current = acting()
    found = queries.one(current, row_id)
    current.saw(DataClass.AUDIT, found.row.id)
    judges = current.by.role in rules.REVIEWERS
    held = current.by.emergency
    is_here = held is not None and held.id == found.row.id
    return render_template(
        "privacy/emergency.html",
        found=found,
        facts=_facts(current, found),
        sections=_sections(current, found.row) if is_here else [],
        is_here=is_here,
        is_open=found.row.is_open(current.at),
        judges=judges,
        may_review=judges and _waits(current, found.row) and found.row.user_id != current.by.id,
        reads=[_read(one) for one in queries.reads_under(current, found.row)] if judges else [],
    )


@page(
    bp,
    "/emergency-sights/<uuid:row_id>/stop",
    declared=Declared(DataClass.AUDIT, roles=rules.MAY_OPEN),
    methods=("POST",),
)
def stop_emergency(row_id: UUID) -> ResponseReturnValue:
    """Stop one's own emergency sight."""
    current = acting()
    found = queries.one(current, row_id)
    acts.stop_sight(current, found.row)
    flash(_("The emergency sight has ended."), "ok")
    return redirect(url_for("privacy.emergency", row_id=row_id), TAKEN)


@page(
    bp,
    "/emergency-sights/<uuid:row_id>/review",
    reads=DataClass.AUDIT,
    roles=rules.REVIEWERS,
    methods=("GET", "POST"),
)
def review_emergency(row_id: UUID) -> ResponseReturnValue:
    """Judge somebody else's emergency sight."""
    current = acting()
    found = queries.one(current, row_id)
    current.saw(DataClass.AUDIT, found.row.id)
    form = forms.ReviewSightForm()
    shown = {"form": form, "found": found, "facts": _facts(current, found)}
    if request.method != "POST":
        return render_template("privacy/review.html", **shown)
    if not form.validate():
        return render_template("privacy/review.html", **shown), 400
    try:
        acts.review_sight(
            current, found.row, result=form.result.data, reason=form.reason.data or ""
        )
    except Faults as refusal:
        _beside_their_fields(form, refusal)
        return render_template("privacy/review.html", **shown), refusal.status
    flash(_("The review is on record."), "ok")
    return redirect(url_for("privacy.emergency", row_id=row_id), TAKEN)


def _form(current: Acting, form: forms.OpenSightForm) -> str:
    return render_template(
        "privacy/open.html",
        form=form,
        minutes=current.number("break_glass_minutes"),
        quota=current.number("break_glass_quota"),
        hours=current.number("break_glass_review_hours"),
    )


def _refused(current: Acting, form: forms.OpenSightForm, refusal: Faults) -> ResponseReturnValue:
    db.session().rollback()
    _beside_their_fields(form, refusal)
    return _form(current, form), refusal.status


def _beside_their_fields(form: Any, refusal: Faults) -> None:
    for name, faults in refusal.faults.items():
        form[name].errors = [*form[name].errors, *(_(fault) for fault in faults)]


def _waits(current: Acting, row: BreakGlass) -> bool:
    return row.review_result is None and not row.is_open(current.at)


def _listed(current: Acting, one: queries.Opened) -> dict[str, Any]:
    row = one.row
    hours = current.number("break_glass_review_hours")
    return {
        "row": row,
        "by": one.by,
        "code": one.code,
        "is_open": row.is_open(current.at),
        "review_by": rules.review_by(row.started_at, hours) if row.review_result is None else None,
    }


def _facts(current: Acting, one: queries.Opened) -> list[tuple[str, str]]:
    row = one.row
    hours = current.number("break_glass_review_hours")
    end = row.stopped_at or row.ends_at
    facts = [
        (_("Person"), one.code),
        (_("Opened by"), f"{one.by} · {word(row.role)}"),
        (_("Danger"), word(row.category)),
        (_("Reason"), row.reason),
        (_("What was opened"), ", ".join(word(DataClass(kind)) for kind in row.classes)),
        (_("From"), moment(row.started_at)),
        (_("Until"), moment(end)),
    ]
    if row.review_result is None:
        return [*facts, (_("To be reviewed by"), moment(rules.review_by(row.started_at, hours)))]
    return [
        *facts,
        (_("Reviewed"), f"{moment(row.reviewed_at)} · {word(row.review_result)}"),
        (_("Reason of the review"), row.review_reason),
    ]


def _read(entry: Any) -> tuple[Any, str]:
    kinds = [word(DataClass(kind)) for kind in entry.details.get("rows", {})]
    return entry.at, ", ".join(kinds)


def _sections(current: Acting, row: BreakGlass) -> list[dict[str, Any]]:
    """Return what stands open, class by class; a class with nothing on file says so."""
    subject = row.subject_id or row.id
    found = []
    for kind in (DataClass(one) for one in row.classes):
        section: dict[str, Any] = {"title": word(kind), "facts": [], "rows": []}
        if kind is DataClass.IDENTITY:
            who = queries.identity(current, subject)
            section["facts"] = _who(current, *who) if who else []
        else:
            rows = queries.records_of(current, subject, kind)
            section["rows"] = [_row(current, one) for one in rows]
        found.append(section)
    return found


def _who(current: Acting, pathway: Any, person: Person) -> list[tuple[str, str]]:
    address = current_address(current, pathway, current.today)
    facts = [
        (_("Name"), person.full_name or person.code),
        (_("Social name"), person.social_name),
        (term("national_number"), format_run(person.run) if person.run else ""),
        (_("Born on"), day(person.birth_date)),
        (_("Telephone"), person.phone),
        (_("Address"), address.line if address else ""),
        (_("Language"), person.language),
    ]
    return [(name, value) for name, value in facts if value]


def _row(current: Acting, row: Record) -> dict[str, str]:
    """Return one row by how it stands; its own page opens where the role has that page."""
    model: Any = type(row)
    stands = word(getattr(row, row.__state__))
    when = getattr(row, "occurred_at", None) or getattr(row, "alleged_at", None) or row.created_at
    kind: Any = getattr(row, "kind", None) or getattr(row, "mode", None)
    return {
        "title": word(kind) if kind is not None else _("Buy"),
        "detail": f"{day(when)} · {stands}",
        "href": href_of(row) if opens_to(current.by.role, model) else "",
    }
