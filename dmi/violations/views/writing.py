"""Pages of plain writes: a form without a machine behind it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.kernel.refusals import Unmet
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.store.database import db
from dmi.web import drafts
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting, page
from dmi.web.rows import href_of
from dmi.web.sentences import condition_of
from dmi.web.steps import FACTS, TITLES


def write_page(
    bp: Blueprint,
    rule: str,
    *,
    endpoint: str,
    label: Any,
    data_class: DataClass,
    roles: frozenset[Role],
    load: Callable[[Acting, UUID], Any],
    form: type[PageForm],
    do: Callable[..., Any],
    back: Callable[[Any], str] = href_of,
) -> None:
    """Register a page that fills one form and writes one row."""

    def view(row_id: UUID) -> ResponseReturnValue:
        current = acting()
        row = load(current, row_id)
        current.saw(data_class, row.id)
        filled = drafts.begin(form, current, row)
        kept = drafts.answer(current, row, filled, label)
        if kept is not None:
            return kept
        if not filled.is_submitted():
            return _shown(current, row, filled, label=label, back_href=back(row), gaps=[])
        if not filled.validate():
            return _shown(current, row, filled, label=label, back_href=back(row), gaps=[]), 400
        try:
            do(current, row, **filled.values())
        except Unmet as refusal:
            db.session().rollback()
            gaps = [condition_of(gap) for gap in refusal.gaps]
            again = load(current, row_id)
            shown = _shown(current, again, filled, label=label, back_href=back(again), gaps=gaps)
            return shown, 409
        flash(_("Done: %(step)s.", step=label), "ok")
        return redirect(back(row), 303)

    declared = Declared(data_class, roles=roles, writes=True)
    page(bp, rule, declared=declared, methods=("GET", "POST"), endpoint=endpoint)(view)


def _shown(
    current: Acting, row: Any, form: PageForm, *, label: Any, back_href: str, gaps: list[Any]
) -> str:
    named, told = TITLES.get(type(row)), FACTS.get(type(row))
    title = named(current, row) if named else ""
    facts = told(current, row) if told else []
    return render_template(
        "steps/step.html",
        step_label=label,
        row=row,
        row_title=title,
        row_facts=facts,
        crumbs=[(title, back_href)],
        form=form,
        conditions=gaps,
        blocked=False,
        danger=False,
        two_people=None,
        back_href=back_href,
        pending=[],
    )
