"""Pages of police procedures."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.acts import procedure as acts
from dmi.territory.forms import procedure as forms
from dmi.territory.forms.place import WithdrawForm
from dmi.territory.models.procedure import Procedure
from dmi.territory.queries import place as places
from dmi.territory.queries import procedure as queries
from dmi.territory.queries.point import knows_places
from dmi.territory.views.asked import more, one_of, one_row
from dmi.territory.views.blueprint import NEW, READERS, WRITERS, bp
from dmi.territory.views.plain import answered, prepared
from dmi.territory.words import ProcedureOrigin
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.naming import term
from dmi.web.sentences import word
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write


@page(bp, "/procedures", reads=DataClass.TERRITORY, roles=READERS)
def procedures() -> ResponseReturnValue:
    """List the procedures with what was seized, the newest recorded first."""
    current = acting()
    wanted = queries.Wanted(origin=one_of(ProcedureOrigin, "origin"), sector=one_row("sector"))
    found = queries.procedures(current, wanted, request.args.get("after"))
    return render_template(
        "territory/procedures.html",
        rows=found.rows,
        wanted=wanted,
        origins=list(ProcedureOrigin),
        older_href=more("territory.procedures", found.older),
        filtered=bool(wanted.origin or wanted.sector),
        writes=current.by.role in WRITERS,
    )


@page(bp, "/procedures/new", methods=("GET", "POST"), declared=NEW)
def new_procedure() -> ResponseReturnValue:
    """Write a procedure down."""
    form = prepared(forms.ProcedureForm())
    return answered(
        form,
        _("New police procedure"),
        "territory.procedures",
        lambda: acts.record_procedure(acting(), None, **form.values()),
        lambda _made: flash(
            _("Recorded. Next: add what was seized, one substance at a time."), "ok"
        ),
    )


@page(bp, "/procedures/<uuid:row_id>", reads=DataClass.TERRITORY, shows=Procedure, roles=READERS)
def procedure(row_id: UUID) -> ResponseReturnValue:
    """Show one procedure in counts and what was seized."""
    current = acting()
    row = queries.procedure(current, row_id)
    return render_template(
        "territory/procedure.html",
        row=row,
        facts=_facts(row, exact=knows_places(current.by.role)),
        names=places.names_of(current, [row.created_by, row.withdrawn_by_id]),
        writes=current.by.role in WRITERS and row.withdrawn_at is None,
    )


def _facts(row: Procedure, *, exact: bool) -> list[tuple[str, ...]]:
    """Return what is on record; the case number to who works on the cases."""
    shown: list[tuple[str, ...]] = [
        (_("Done on"), day(row.on)),
        (_("Police unit"), row.unit),
        (_("It began with"), word(row.origin)),
        (_("People detained"), str(row.people_detained)),
    ]
    if row.sector is not None:
        href = url_for("territory.sector", row_id=row.sector.id)
        shown.append((_("Sector"), row.sector.name, href))
    if row.point is not None:
        href = url_for("territory.point", row_id=row.point.id)
        shown.append((_("Point of the register"), row.point.code, href))
    if row.ruc and exact:
        shown.append((term("case_number"), row.ruc))
    if row.closed_on:
        shown.append((_("Closed on"), day(row.closed_on)))
    return shown


def _to_procedure(row: Any, _result: Any) -> str:
    return url_for("territory.procedure", row_id=row.id)


for name, label, run, form_class in (
    ("record_seizure", N_("Add what was seized"), acts.record_seizure, forms.SeizureForm),
    ("close_procedure", N_("Close the procedure"), acts.close_procedure, forms.CloseForm),
    ("withdraw_procedure", N_("Withdraw the procedure"), acts.withdraw_procedure, WithdrawForm),
):
    add_write(
        bp, name, WritePage(label, Procedure, DataClass.TERRITORY, run, form_class, _to_procedure)
    )

TITLES[Procedure] = lambda _acting, row: str(row.procedure_no)
