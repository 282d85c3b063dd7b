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
from dmi.access.acts import may_write
from dmi.kernel.refusals import Faults, NotKnown
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.database import db
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting, page
from dmi.web.steps import TITLES, href_of


@dataclass(frozen=True, slots=True)
class WritePage:
    """One plain write as a page of a row.

    Attributes:
        label: msgid of the button and the heading.
        model: the class of the row that the write is about.
        data_class: the class whose write right opens the page.
        run: the write.
        form: its form.
        back: where to go afterwards, given the row and what the write returned.
    """

    label: str
    model: type[Record]
    data_class: DataClass
    run: Callable[..., Any]
    form: type[PageForm]
    back: Callable[[Any, Any], str] | None = None


def add_write(bp: Blueprint, name: str, wanted: WritePage) -> None:
    """Register ``/<slug>/<id>/<name>`` with endpoint ``name``."""

    def view(row_id: UUID) -> ResponseReturnValue:
        return _take(wanted, row_id)

    page(
        bp,
        f"/{wanted.model.__slug__}/<uuid:row_id>/{name.replace('_', '-')}",
        declared=Declared(wanted.data_class),
        methods=("GET", "POST"),
        endpoint=name,
    )(view)


def _take(wanted: WritePage, row_id: UUID) -> ResponseReturnValue:
    current = acting()
    row = sight.fetch(current, wanted.model, row_id, wanted.data_class)
    if not may_write(current.by.role, wanted.data_class):
        raise NotKnown
    current.saw(wanted.data_class, row.id)
    form = wanted.form()
    form.at, form.today, form.zone = current.at, current.today, current.zone
    form.fill(current, row)
    if request.method == "GET":
        return _show(wanted, current, row, form)
    if not form.validate():
        return _show(wanted, current, row, form), 400
    try:
        result = wanted.run(current, row, **form.kept(current, row))
    except Faults as refusal:
        db.session().rollback()
        for name, faults in refusal.faults.items():
            form[name].errors = [*form[name].errors, *(_(fault) for fault in faults)]
        again = sight.fetch(current, wanted.model, row_id, wanted.data_class)
        return _show(wanted, current, again, form), refusal.status
    flash(_("Done: %(step)s.", step=_(wanted.label)), "ok")
    return redirect(wanted.back(row, result) if wanted.back else href_of(row), 303)


def _show(wanted: WritePage, current: Acting, row: Any, form: PageForm) -> str:
    title = TITLES[wanted.model](current, row) if wanted.model in TITLES else ""
    return render_template(
        "steps/step.html",
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
