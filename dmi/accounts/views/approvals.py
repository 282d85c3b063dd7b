"""The second person's pages: what waits, confirming, refusing, taking back."""

import json
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from dmi.access import approvals as gate
from dmi.access.acting import Acting
from dmi.access.acts import standing_gaps
from dmi.access.guards import GUARDS, SHORTEST_REASON, Look
from dmi.access.models.records import Approval
from dmi.accounts.queries import approvals as queries
from dmi.accounts.views.signing import ANYBODY, bp
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.policy.states import ApprovalStatus
from dmi.store.database import db
from dmi.web.forms import PageForm
from dmi.web.frame import moment
from dmi.web.guard import acting, page
from dmi.web.rows import href_of
from dmi.web.sentences import condition_of, held, label_of_step, word
from dmi.web.steps import STEP_PAGES, StepPage, build, next_page
from dmi.web.texts import Text
from dmi.web.typed import pairs_of

CHANGED = UnmetCondition("payload_unchanged")
AGAIN = "signed_in_again"


class RefuseForm(PageForm):
    """Why the second person does not confirm."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)


@page(bp, "/approvals", declared=ANYBODY)
def approvals() -> ResponseReturnValue:
    """List what waits for this reader's signature, and the reader's own proposals."""
    waiting = queries.waiting(acting(), _models())
    rows = [(one, label_of_step(STEP_PAGES[one.approval.kind].step)) for one in waiting]
    return render_template(
        "accounts/approvals.html",
        to_sign=[row for row in rows if not row[0].own],
        own=[row for row in rows if row[0].own],
    )


@page(bp, "/approvals/<uuid:row_id>", declared=ANYBODY, shows=Approval)
def approval(row_id: UUID) -> ResponseReturnValue:
    """Show one proposal to its second person, or to who made it."""
    return _show(acting(), row_id, RefuseForm())


@page(bp, "/approvals/<uuid:row_id>/confirm", declared=ANYBODY, methods=("POST",))
def approval_confirm(row_id: UUID) -> ResponseReturnValue:
    """Confirm exactly what was proposed, and carry it out."""
    current = acting()
    row = _to_sign(current, row_id)
    step_page = STEP_PAGES[row.kind]
    subject = queries.subject_of(current, row, _models())
    try:
        form = _unchanged_form(current, row, step_page, subject)
        _ask_again(current, row, step_page, subject)
        first = queries.proposer_of(current, row)
        result = gate.confirm(current, row, first, subject, **form.values())
    except Unmet as refusal:
        db.session().rollback()
        return _show(current, row_id, RefuseForm(formdata=None), refusal.gaps), refusal.status
    flash(_("Confirmed and done: %(step)s.", step=label_of_step(step_page.step)), "ok")
    return redirect(next_page(current, step_page, subject, result), 303)


@page(bp, "/approvals/<uuid:row_id>/refuse", declared=ANYBODY, methods=("POST",))
def approval_refuse(row_id: UUID) -> ResponseReturnValue:
    """Not confirm, with a reason."""
    current = acting()
    row = _to_sign(current, row_id)
    form = RefuseForm()
    if not form.validate():
        return _show(current, row_id, form), 400
    gate.refuse(current, row, str(form.reason.data))
    flash(_("Not confirmed. The proposer will read your reason."), "info")
    return redirect(url_for("accounts.approvals"), 303)


@page(bp, "/approvals/<uuid:row_id>/withdraw", declared=ANYBODY, methods=("POST",))
def approval_withdraw(row_id: UUID) -> ResponseReturnValue:
    """Take back one's own proposal."""
    current = acting()
    row = queries.approval(current, row_id, _models())
    if row.status is not ApprovalStatus.PROPOSED:
        raise Unmet((CHANGED,))
    gate.withdraw(current, row)
    flash(_("Your proposal is withdrawn."), "info")
    return redirect(url_for("accounts.approvals"), 303)


def _models() -> queries.ModelOf:
    return {kind: step_page.model for kind, step_page in STEP_PAGES.items()}


def _to_sign(current: Acting, row_id: UUID) -> Approval:
    row = queries.approval(current, row_id, _models())
    if not queries.may_sign(current, row):
        raise NotKnown
    return row


def _ask_again(current: Acting, row: Approval, step_page: StepPage, subject: Any) -> None:
    """Ask for a fresh sign-in before a second signature, whatever the step itself asks."""
    look = Look(current, subject, step_page.step, {})
    gap = GUARDS[AGAIN].judge(look)
    if gap is not None:
        here = url_for("accounts.approval", row_id=row.id)
        href = url_for("accounts.step_up", next=here)
        raise Unmet((UnmetCondition(AGAIN, {**gap, "href": href}),))


def _proposed_form(
    current: Acting, row: Approval, step_page: StepPage, subject: Any
) -> PageForm | None:
    """Return the form as it was typed, or nothing where it does not hold any more."""
    typed = MultiDict(
        [(name, value) for name, kept in json.loads(row.payload or "{}").items() for value in kept]
    )
    form = build(step_page, current, subject, typed)
    if "csrf_token" in form:
        del form["csrf_token"]
    return form if form.validate() else None


def _unchanged_form(current: Acting, row: Approval, step_page: StepPage, subject: Any) -> PageForm:
    form = _proposed_form(current, row, step_page, subject)
    if form is None:
        raise Unmet((CHANGED,))
    return form


def _show(
    current: Acting,
    row_id: UUID,
    form: PageForm,
    gaps: tuple[UnmetCondition, ...] = (),
) -> str:
    row = queries.approval(current, row_id, _models())
    step_page = STEP_PAGES[row.kind]
    subject = queries.subject_of(current, row, _models())
    current.saw(step_page.step.data_class, subject.id)
    proposed = _proposed_form(current, row, step_page, subject)
    own = row.proposed_by == current.by.id
    found = () if own or gaps else tuple(_gaps(current, row, step_page, subject, proposed))
    first = queries.proposer_of(current, row)
    title = step_page.title(current, subject)
    return render_template(
        "accounts/approval_own.html" if own else "steps/confirm.html",
        approval=row,
        open=row.status is ApprovalStatus.PROPOSED and row.expires_at > current.at,
        step_label=label_of_step(step_page.step),
        row_title=title,
        row_facts=step_page.facts(current, subject),
        crumbs=[(_("Second signatures"), url_for("accounts.approvals")), (title, href_of(subject))],
        proposed=pairs_of(proposed) if proposed is not None else [],
        conditions=_conditions(step_page, (*gaps, *found)),
        blocked=bool(gaps or found),
        danger=step_page.final,
        proposed_by=first.name,
        proposer_role=word(row.proposer_role),
        proposed_at=moment(row.proposed_at),
        expires_at=moment(row.expires_at),
        form=form,
        confirm_href=url_for("accounts.approval_confirm", row_id=row.id),
        refuse_href=url_for("accounts.approval_refuse", row_id=row.id),
        withdraw_href=url_for("accounts.approval_withdraw", row_id=row.id),
        back_href=url_for("accounts.approvals"),
    )


def _gaps(
    current: Acting,
    row: Approval,
    step_page: StepPage,
    subject: Any,
    proposed: PageForm | None,
) -> list[UnmetCondition]:
    if proposed is None or row.status is not ApprovalStatus.PROPOSED:
        return [CHANGED]
    pair = current.second(current.by)
    pair.first = queries.proposer_of(current, row)
    gaps = standing_gaps(pair, step_page.act, subject, proposed.values())
    return [gap for gap in gaps if gap.guard != AGAIN]


def _conditions(step_page: StepPage, gaps: tuple[UnmetCondition, ...]) -> list[dict[str, object]]:
    missing = {gap.guard for gap in gaps}
    met = [name for name in step_page.step.guards if name not in {*missing, *gate.SECOND, AGAIN}]
    return [*(condition_of(gap) for gap in gaps), *held(len(met))]
