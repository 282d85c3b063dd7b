"""Pages of complaints and praise: recorded, listed by their day, given to somebody and answered."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.kernel.refusals import Faults
from dmi.people.models.pathway import Pathway
from dmi.policy import pathway as policy
from dmi.policy.classes import DataClass
from dmi.policy.matrix import right
from dmi.policy.plain_states import FeedbackStatus
from dmi.policy.roles import Role
from dmi.store.database import db
from dmi.support.acts import feedback as acts
from dmi.support.forms import feedback as forms
from dmi.support.models.feedback import Feedback
from dmi.support.queries import feedback as queries
from dmi.support.queries import lists
from dmi.web.frame import day
from dmi.web.guard import Declared, acting, admits, page
from dmi.web.open_steps import open_steps
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import FACTS, STEP_PAGES, TITLES, StepPage, StepPages, take
from dmi.web.undoing import undo_page

bp = Blueprint("feedback", __name__)
READERS = frozenset(role for role in Role if right(role, DataClass.RIGHTS).access)
AT_THE_DESK = frozenset(
    role for role in READERS - {Role.SCHEDULER, Role.AUDITOR} if not queries.needs_a_person(role)
)
"""Who writes down what nobody's own record is about."""
_RECORD = policy.step("F.record_feedback")


@page(bp, "/feedback", reads=DataClass.RIGHTS, roles=READERS)
def feedback_list() -> ResponseReturnValue:
    """List what waits for an answer by its day, what the reader answers, or what is closed."""
    current = acting()
    shown = request.args.get("show", "")
    older = None
    if shown == "closed":
        rows, older = queries.closed(current, request.args.get("after"))
    else:
        rows = queries.waiting(current, own=shown == "own")
    return render_template(
        "support/feedback_list.html",
        rows=rows,
        shown=shown,
        answers=current.by.role is Role.PROGRAMME_MANAGER,
        today=current.today,
        older_href=url_for("feedback.feedback_list", show="closed", after=older) if older else "",
        new_href=url_for("feedback.new_feedback") if current.by.role in AT_THE_DESK else "",
        writes=current.by.role is not Role.AUDITOR,
    )


@page(
    bp,
    "/feedback/new",
    methods=("GET", "POST"),
    declared=Declared(DataClass.RIGHTS, roles=AT_THE_DESK, writes=True),
)
def new_feedback() -> ResponseReturnValue:
    """Write down what is about nobody's own record."""
    current = acting()
    form: Any = forms.RecordFeedbackForm()
    form.at, form.today, form.zone = current.at, current.today, current.zone
    form.fill(current, None)
    if request.method != "POST" or not form.validate():
        return _new(form), 400 if form.errors else 200
    try:
        made = acts.record_feedback(current, None, **form.values())
    except Faults as refusal:
        db.session().rollback()
        form.blame(refusal)
        return _new(form), Faults.status
    flash(_("It is recorded. It is answered by %(date)s.", date=day(made.answer_by)), "ok")
    return redirect(url_for("feedback.feedback", row_id=made.id), 303)


def _new(form: Any) -> str:
    return render_template("support/feedback_new.html", form=form)


@page(
    bp,
    "/pathways/<uuid:row_id>/record-feedback",
    methods=("GET", "POST"),
    declared=Declared(DataClass.RIGHTS, _RECORD),
)
def record_feedback(row_id: UUID) -> ResponseReturnValue:
    """Write down what is about one person's support; their page must be open to the reader."""
    sight.fetch(acting(), Pathway, row_id, DataClass.PATHWAY_STAGE)
    return take(STEP_PAGES[_RECORD.key], row_id)


@page(bp, "/feedback/<uuid:row_id>", reads=DataClass.RIGHTS, shows=Feedback, roles=READERS)
def feedback(row_id: UUID) -> ResponseReturnValue:
    """Show what was said, who answers until when, and the answer."""
    current = acting()
    row = queries.feedback(current, row_id)
    reads = _reads(current, row)
    return render_template(
        "support/feedback.html",
        row=row,
        title=_title(current, row),
        reads=reads,
        facts=_facts(current, row),
        person=lists.name_of(current, row.subject_id) if reads else "",
        person_href=_person_href(current, row) if reads else "",
        is_answered=row.status is FeedbackStatus.ANSWERED,
        late=queries.is_late(row, current.today),
        today=current.today,
        is_open=row.status in queries.OPEN,
        steps=open_steps(current, row),
    )


def _reads(current: Acting, row: Feedback) -> bool:
    return queries.reads_words(current.by.role) or row.recorded_by_id == current.by.id


def _person_href(current: Acting, row: Feedback) -> str:
    """Return the person's page, where the reader may open it."""
    if row.pathway is None or not admits("desk.person", current.by.role):
        return ""
    seen = sight.sees(current, row.pathway, DataClass.PATHWAY_STAGE)
    return url_for("desk.person", row_id=row.pathway.id) if seen else ""


def _title(_acting: Acting, row: Feedback) -> str:
    return str(_("Complaint or praise of %(date)s", date=day(row.received_on)))


def _facts(current: Acting, row: Feedback) -> list[tuple[str, str]]:
    """Return what is on record; who only sees the clock reads days and state alone."""
    shown = [
        (_("State"), word(row.status)),
        (_("Day it was received"), day(row.received_on)),
        (_("To be answered by"), day(row.answer_by)),
    ]
    if row.status is FeedbackStatus.ANSWERED:
        shown.append((_("Answered on"), day(row.answered_on)))
    if not _reads(current, row):
        return shown
    about = [UUID(one) for one in row.about_users]
    names = queries.names_of_users(current, [row.recorded_by_id, row.handler_id, *about])
    shown += [
        (_("Who says it"), word(row.from_kind)),
        (_("What it is about"), word(row.about)),
        (_("Recorded by"), names.get(row.recorded_by_id, "")),
    ]
    if row.status in {FeedbackStatus.WITH_HANDLER, FeedbackStatus.ANSWERED}:
        shown.append((_("Who answers"), names.get(row.handler_id, "")))
    if about and queries.reads_words(current.by.role):
        shown.append((_("Which of the staff it is about"), ", ".join(names[one] for one in about)))
    return shown


def _to_the_row(row: Any, made: Any) -> str:
    return href_of(made if isinstance(made, Feedback) else row)


STEP_PAGES[_RECORD.key] = StepPage(
    _RECORD.key,
    Pathway,
    forms.RecordFeedbackForm,
    "feedback.record_feedback",
    "steps/step.html",
    _to_the_row,
    final=False,
)
steps = StepPages(bp, known=queries.feedback)
WITH_WHAT_WAS_SAID = "support/feedback_step.html"
steps.add("F.name_handler", Feedback, forms.NameHandlerForm, template=WITH_WHAT_WAS_SAID)
steps.add("F.answer_feedback", Feedback, forms.AnswerForm, template=WITH_WHAT_WAS_SAID)
steps.add("F.withdraw_feedback", Feedback, forms.WithdrawFeedbackForm)
undo_page(steps, Feedback)
TITLES[Feedback] = _title
FACTS[Feedback] = _facts
