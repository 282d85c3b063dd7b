"""Pages of plain writes, where no machine stands: one form, one button, the class's write right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.kernel.refusals import Faults, Stale
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.profile import YearNotCovered
from dmi.store.base import Record
from dmi.store.database import db
from dmi.web import drafts
from dmi.web.conflicts import conflict
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting, page
from dmi.web.rows import href_of
from dmi.web.steps import TITLES


@dataclass(frozen=True, slots=True)
class WritePage:
    """One plain write as a page of a row.

    Attributes:
        label: msgid of the button and the heading.
        model: the class of the row that the write is about.
        data_class: the class whose write right opens the page.
        run: the write.
        form: its form.
        roles: the only roles that come, where the class alone would let in more.
        back: where to go afterwards, given the row and what the write returned.
        version: what else than the row's own version a change by somebody else would change.
        template: the template, by default the common one of steps.
    """

    label: str
    model: type[Record]
    data_class: DataClass
    run: Callable[..., Any]
    form: type[PageForm]
    back: Callable[[Any, Any], str] | None = None
    roles: frozenset[Role] = frozenset()
    version: Callable[[Acting, Any], str] | None = None
    template: str = "steps/step.html"

    def version_of(self, acting: Acting, row: Record) -> str:
        """Return what stands now, to be told from what stood when the page was opened."""
        return self.version(acting, row) if self.version else str(row.row_version)


def add_write(bp: Blueprint, name: str, wanted: WritePage) -> None:
    """Register ``/<slug>/<id>/<name>`` with endpoint ``name``."""

    def view(row_id: UUID) -> ResponseReturnValue:
        return _take(wanted, row_id)

    page(
        bp,
        f"/{wanted.model.__slug__}/<uuid:row_id>/{name.replace('_', '-')}",
        declared=Declared(wanted.data_class, roles=wanted.roles, writes=True),
        methods=("GET", "POST"),
        endpoint=name,
    )(view)


def _take(wanted: WritePage, row_id: UUID) -> ResponseReturnValue:
    current = acting()
    row = sight.fetch(current, wanted.model, row_id, wanted.data_class)
    current.saw(wanted.data_class, row.id)
    form = drafts.begin(wanted.form, current, row)
    if request.method != "POST":
        form.row_version.data = wanted.version_of(current, row)
        return _show(wanted, current, row, form)
    label = _(wanted.label)
    kept = drafts.answer(current, row, form, label)
    if kept is not None:
        return kept
    if str(form.row_version.data or "") not in {"", wanted.version_of(current, row)}:
        shown = conflict(current, row, form, title=label, facts=[], back_href=href_of(row))
        return shown, Stale.status
    if not form.validate():
        return _show(wanted, current, row, form), 400
    try:
        result = wanted.run(current, row, **form.kept(current, row))
    except (Faults, YearNotCovered) as refusal:
        db.session().rollback()
        form.blame(refusal)
        again = sight.fetch(current, wanted.model, row_id, wanted.data_class)
        return _show(wanted, current, again, form), Faults.status
    flash(_("Done: %(step)s.", step=_(wanted.label)), "ok")
    return redirect(wanted.back(row, result) if wanted.back else href_of(row), 303)


def _show(wanted: WritePage, current: Acting, row: Any, form: PageForm) -> str:
    title = TITLES[wanted.model](current, row) if wanted.model in TITLES else ""
    return render_template(
        wanted.template,
        step_label=_(wanted.label),
        row=row,
        row_title=title,
        row_facts=[],
        crumbs=[(title, href_of(row))] if title else [],
        form=form,
        conditions=[],
        blocked=False,
        danger=False,
        two_people=None,
        back_href=href_of(row),
        pending=[],
    )
