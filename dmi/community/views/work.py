"""Pages of works in the area."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.community.acts import work as acts
from dmi.community.forms.work import WorkForm
from dmi.community.models import Work
from dmi.community.queries import work as queries
from dmi.community.rules import progress
from dmi.community.views.blueprint import NEW, bp, whole
from dmi.community.words import WorkKind
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.forms.place import WithdrawForm
from dmi.territory.queries import place as places
from dmi.territory.views.asked import more, one_of, one_row
from dmi.territory.views.plain import answered, prepared
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.naming import term
from dmi.web.sentences import word
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write


@page(bp, "/works", reads=DataClass.COMMUNITY)
def works() -> ResponseReturnValue:
    """List the works, the newest recorded first."""
    wanted = queries.Wanted(kind=one_of(WorkKind, "kind"), sector=one_row("sector"))
    found = queries.works(acting(), wanted, request.args.get("after"))
    return render_template(
        "community/works.html",
        rows=found.rows,
        wanted=wanted,
        kinds=list(WorkKind),
        progress_of=progress_of,
        older_href=more("community.works", found.older),
        filtered=bool(wanted.kind or wanted.sector),
    )


@page(bp, "/works/new", methods=("GET", "POST"), declared=NEW)
def new_work() -> ResponseReturnValue:
    """Write a work down."""
    form = WorkForm()
    form.asked = one_row("sector")
    prepared(form)
    return answered(
        form,
        _("New work in the area"),
        "community.works",
        lambda: acts.record_work(acting(), None, **form.values()),
        lambda made: flash(_("Recorded: %(name)s.", name=word(made.kind)), "ok"),
    )


@page(bp, "/works/<uuid:row_id>", reads=DataClass.COMMUNITY, shows=Work)
def work(row_id: UUID) -> ResponseReturnValue:
    """Show one work."""
    current = acting()
    row = queries.work(current, row_id)
    return render_template(
        "community/work.html",
        row=row,
        facts=_facts(row),
        progress=progress_of(row),
        names=places.names_of(current, [row.created_by, row.withdrawn_by_id]),
    )


def progress_of(row: Work) -> str:
    """Return how far a work is today, in words."""
    return word(progress(row.started_on, row.finished_on, acting().today))


def _facts(row: Work) -> list[tuple[str, ...]]:
    cost = f"{term('currency')} {whole(row.cost_clp)}" if row.cost_clp is not None else "–"
    return [
        (_("Sector"), row.sector.name, url_for("community.sector", row_id=row.sector_id)),
        (_("Begins on"), day(row.started_on) or "–"),
        (_("Finished on"), day(row.finished_on) or "–"),
        (_("Technology"), word(row.technology) or "–"),
        (_("Cost"), cost),
        (_("Budget line"), row.budget_line or "–"),
    ]


def _to_work(row: Any, _result: Any) -> str:
    return url_for("community.work", row_id=row.id)


for name, label, run, form_class in (
    ("change_work", N_("Bring up to date"), acts.change_work, WorkForm),
    ("withdraw_work", N_("Withdraw it"), acts.withdraw_work, WithdrawForm),
):
    add_write(bp, name, WritePage(label, Work, DataClass.COMMUNITY, run, form_class, _to_work))

TITLES[Work] = lambda _acting, row: f"{word(row.kind)}, {row.sector.name}"
