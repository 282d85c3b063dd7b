"""Pages of steps: one form, its conditions, one button; every step of the policy has its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict

from dmi.access import approvals, sight
from dmi.access.acting import Acting
from dmi.access.acts import ACTS, Act, may_propose, may_take, standing_gaps
from dmi.access.erased import is_closed
from dmi.access.guards import GUARDS
from dmi.access.undone import signed_by
from dmi.kernel.refusals import Faults, NotKnown, Stale, Unmet, UnmetCondition
from dmi.policy.model import Step
from dmi.profiles.profile import YearNotCovered
from dmi.store.base import Record
from dmi.store.database import db
from dmi.web import drafts
from dmi.web.conflicts import conflict
from dmi.web.forms import RESERVED, PageForm
from dmi.web.guard import ROW_PAGES, Declared, acting, page
from dmi.web.rows import href_of
from dmi.web.sentences import condition_of, held, label_of_step, who_confirms

Facts = Callable[[Acting, Any], list[tuple[str, str]]]
Title = Callable[[Acting, Any], str]
Way = Callable[[Any, Any], str]
Known = Callable[[Acting, UUID], Any]
SECOND = frozenset({"second_person", "second_if_paper_left"})

TITLES: dict[type[Record], Title] = {}
FACTS: dict[type[Record], Facts] = {}


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step as a page.

    Attributes:
        key: ``MACHINE.step``.
        model: the class of the row that the page is about (the parent for a START step).
        form: the form class.
        endpoint: the route's name.
        template: the template, by default the common one.
        back: where to go afterwards, given the row and what the act returned.
        final: whether nothing can take the step back: the page says so.
        known: how the row's own page finds it, where that is stricter than sight.
    """

    key: str
    model: type[Record]
    form: type[PageForm]
    endpoint: str
    template: str
    back: Way
    final: bool
    known: Known | None = None

    @property
    def act(self) -> Act:
        """Return the registered act."""
        return ACTS[self.key]

    def title(self, acting: Acting, row: Any) -> str:
        """Return the row's name in the reader's words."""
        return TITLES.get(self.model, _no_title)(acting, row)

    def facts(self, acting: Acting, row: Any) -> list[tuple[str, str]]:
        """Return the pairs shown beside the form."""
        return FACTS.get(self.model, _no_facts)(acting, row)

    @property
    def step(self) -> Step:
        """Return the step of the policy table."""
        return self.act.step


STEP_PAGES: dict[str, StepPage] = {}


@dataclass(frozen=True, slots=True)
class StepPages:
    """Registers the step pages of one feature on its blueprint."""

    bp: Blueprint
    keys: list[str] = field(default_factory=list)
    known: Known | None = None

    def add(
        self,
        key: str,
        model: type[Record],
        form: type[PageForm] = PageForm,
        *,
        template: str = "steps/step.html",
        back: Way | None = None,
        final: bool = False,
    ) -> None:
        """Register ``/<slug>/<id>/<step>``; the act must be registered already."""
        name = endpoint = ACTS[key].step.name
        if f"{self.bp.name}.{name}" in {one.endpoint for one in STEP_PAGES.values()}:
            endpoint = f"{name}_of_{model.__tablename__}"  # two machines call a step alike
        where, way = f"{self.bp.name}.{endpoint}", back or _to_the_row
        step_page = StepPage(key, model, form, where, template, way, final, self.known)
        STEP_PAGES[key] = step_page
        self.keys.append(key)

        def view(row_id: UUID) -> ResponseReturnValue:
            return take(step_page, row_id)

        page(
            self.bp,
            f"/{model.__slug__}/<uuid:row_id>/{name.replace('_', '-')}",
            declared=Declared(step_page.step.data_class, step_page.step),
            methods=("GET", "POST"),
            endpoint=endpoint,
        )(view)


def take(step_page: StepPage, row_id: UUID) -> ResponseReturnValue:
    """Show one step or take it."""
    current = acting()
    row = load(current, step_page, row_id)
    form = build(step_page, current, row)
    if request.method != "POST":
        form.row_version.data = str(row.row_version)
        return show(step_page, current, row, form)
    kept = drafts.answer(current, row, form, _named(step_page, current, row))
    if kept is not None:
        return kept
    return _try(step_page, current, row, form)


def _try(step_page: StepPage, current: Acting, row: Any, form: PageForm) -> ResponseReturnValue:
    """Take the step, or show the form again with all that stands in the way."""
    if str(form.row_version.data or "") not in {"", str(row.row_version)}:
        return _conflict(step_page, current, row, form)
    if not form.validate():
        return show(step_page, current, row, form), 400
    try:
        return _carry_out(step_page, current, row, form)
    except StaleDataError:
        db.session().rollback()
        return _conflict(step_page, current, load(current, step_page, row.id), form)
    except (Unmet, Faults, YearNotCovered) as refusal:
        db.session().rollback()
        again = load(current, step_page, row.id)
        if isinstance(refusal, Unmet):
            return show(step_page, current, again, form, refusal.gaps), refusal.status
        form.blame(refusal)
        return show(step_page, current, again, form), Faults.status


def load(current: Acting, step_page: StepPage, row_id: UUID) -> Any:
    """Return the row when this user may take the step on it.

    Raises:
        NotKnown: no role, no sight, or no such row.
    """
    if step_page.known is not None:
        step_page.known(current, row_id)
    row = sight.fetch(current, step_page.model, row_id, step_page.step.data_class)
    step = signed_by(current, step_page.step, row)
    mine = may_take(current.by, step) or may_propose(current.by, step)
    if not mine or is_closed(current, row):
        raise NotKnown
    current.saw(step.data_class, row.id)
    return row


def build(
    step_page: StepPage,
    current: Acting,
    row: Any,
    typed: MultiDict[str, str] | None = None,
) -> PageForm:
    """Return the form, filled from the request or from what a first person typed."""
    return drafts.begin(step_page.form, current, row, typed)


def show(
    step_page: StepPage,
    current: Acting,
    row: Any,
    form: PageForm,
    gaps: tuple[UnmetCondition, ...] = (),
) -> str:
    """Render the step with all its conditions, unmet first."""
    standing = standing_gaps(current, step_page.act, row, None)
    standing = [gap for gap in standing if gap.guard not in SECOND]
    named = {gap.guard for gap in standing}
    missing = [
        *standing,
        *(gap for gap in gaps if gap.guard not in named and gap.guard not in SECOND),
    ]
    step = signed_by(current, step_page.step, row)
    needs_two = not may_take(current.by, step)
    return render_template(
        step_page.template,
        step=step_page.step,
        step_label=label_of_step(step_page.step),
        row=row,
        row_title=step_page.title(current, row),
        row_facts=step_page.facts(current, row),
        crumbs=[(step_page.title(current, row), href_of(row))],
        form=form,
        conditions=_conditions(step_page.step, missing),
        blocked=bool(standing),
        danger=step_page.final,
        two_people=who_confirms(step) if needs_two else None,
        back_href=href_of(row),
        pending=approvals.waiting_on(current, row) if needs_two else [],
    )


def _named(step_page: StepPage, current: Acting, row: Any) -> str:
    label = label_of_step(step_page.step)
    title = step_page.title(current, row)
    return f"{label}: {title}" if title else label


def _conflict(
    step_page: StepPage, current: Acting, row: Any, form: PageForm
) -> ResponseReturnValue:
    page_of_both = conflict(
        current,
        row,
        form,
        title=_named(step_page, current, row),
        facts=step_page.facts(current, row),
        back_href=href_of(row),
    )
    return page_of_both, Stale.status


def _carry_out(
    step_page: StepPage,
    current: Acting,
    row: Any,
    form: PageForm,
) -> ResponseReturnValue:
    fields = form.kept(current, row)
    step = signed_by(current, step_page.step, row)
    if may_take(current.by, step):
        result = step_page.act.run(current, row, **fields)
        flash(_("Done: %(step)s.", step=label_of_step(step_page.step)), "ok")
        return redirect(next_page(current, step_page, row, result), 303)
    typed = {name: request.form.getlist(name) for name in request.form if name in form}
    for name in RESERVED:
        typed.pop(name, None)
    approvals.propose(current, step_page.key, row, typed=json.dumps(typed), **fields)
    flash(
        _(
            "Proposed. It takes effect when a second person confirms: %(who)s.",
            who=who_confirms(step),
        ),
        "info",
    )
    return redirect(href_of(row), 303)


def next_page(current: Acting, step_page: StepPage, row: Any, result: Any) -> str:
    """Return where to go after a step; one that ended the reader's own sight leads home."""
    where = step_page.back(row, result)
    if where == href_of(row) and not sight.sees(current, row, type(row).__data_class__):
        return url_for("desk.home")
    return where


def _conditions(step: Step, missing: list[UnmetCondition]) -> list[dict[str, object]]:
    """Return the unmet conditions in words, and how many others hold: those need no words."""
    unmet_names = {gap.guard for gap in missing}
    items = [condition_of(gap) for gap in missing]
    others = [
        name
        for name in step.guards
        if name not in unmet_names and name not in SECOND and not GUARDS[name].of_form
    ]
    return [*items, *held(len(others))]


def _to_the_row(row: Any, result: Any) -> str:
    return href_of(result if isinstance(result, Record) and type(result) in ROW_PAGES else row)


def _no_title(_acting: Acting, _row: Any) -> str:
    return ""


def _no_facts(_acting: Acting, _row: Any) -> list[tuple[str, str]]:
    return []
