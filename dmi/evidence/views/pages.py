"""Lists and row pages of operations, authorisations and buys."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.evidence.views.items
import dmi.evidence.views.steps  # noqa: F401 - registers the step pages
from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.evidence import queries
from dmi.evidence.acts import operation as operation_acts
from dmi.evidence.detail import shown
from dmi.evidence.forms.operation import RegisterCodeForm
from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Investigation, Operation
from dmi.evidence.views.blueprint import bp
from dmi.kernel.refusals import Faults, NotKnown
from dmi.policy.classes import DataClass
from dmi.web.guard import Declared, acting, opens_to, page
from dmi.web.open_steps import open_steps

__all__ = ["bp"]


@page(bp, "/operations", reads=DataClass.AUTHORISATIONS)
def operations() -> ResponseReturnValue:
    """List the operations that the reader may know, and where one may be opened."""
    current = acting()
    rows = queries.operations_of(current)
    current.saw(DataClass.AUTHORISATIONS, *(row.id for row in rows))
    opens = may_write(current.by.role, DataClass.CASE_FILE)
    return render_template(
        "evidence/operations.html",
        rows=rows,
        cohorts=queries.cohorts_to_open(current) if opens else [],
        investigations=queries.investigations_of(current) if opens else [],
    )


@page(bp, "/operations/<uuid:row_id>", reads=DataClass.AUTHORISATIONS, shows=Operation)
def operation(row_id: UUID) -> ResponseReturnValue:
    """Show one operation and what was allowed for it."""
    current = acting()
    row = sight.fetch(current, Operation, row_id, DataClass.AUTHORISATIONS)
    current.saw(DataClass.AUTHORISATIONS, row.id)
    return render_template(
        "evidence/operation.html",
        row=row,
        lead=shown(current, "Operation.lead", queries.name_of(current, row.lead_id)),
        rows=queries.authorisations_of(current, row),
        steps=open_steps(current, row),
    )


@page(bp, "/investigations/<uuid:row_id>", reads=DataClass.CASE_FILE, shows=Investigation)
def investigation(row_id: UUID) -> ResponseReturnValue:
    """Show one case number and its operations."""
    current = acting()
    row = sight.fetch(current, Investigation, row_id, DataClass.CASE_FILE)
    current.saw(DataClass.CASE_FILE, row.id)
    return render_template(
        "evidence/investigation.html",
        row=row,
        rows=queries.operations_of(current, row.id),
        lead=queries.name_of(current, row.lead_prosecutor_id),
        may_open=may_write(current.by.role, DataClass.CASE_FILE),
    )


@page(bp, "/authorisations", reads=DataClass.AUTHORISATIONS)
def authorisations() -> ResponseReturnValue:
    """List the authorisations that the reader may know."""
    current = acting()
    found = queries.authorisations(current, request.args.get("after"))
    current.saw(DataClass.AUTHORISATIONS, *(row.id for row in found.rows))
    return render_template(
        "evidence/authorisations.html",
        rows=found.rows,
        older=found.older,
        at=current.at,
        handles=may_write(current.by.role, DataClass.COVERT_CODES)
        and current.holds("CovertCode.code"),
    )


@page(bp, "/authorisations/<uuid:row_id>", reads=DataClass.AUTHORISATIONS, shows=Authorisation)
def authorisation(row_id: UUID) -> ResponseReturnValue:
    """Show one authorisation, its buys and its open steps."""
    current = acting()
    row = sight.fetch(current, Authorisation, row_id, DataClass.AUTHORISATIONS)
    current.saw(DataClass.AUTHORISATIONS, row.id)
    rows = queries.buys_of(current, row)
    current.saw(DataClass.EVIDENCE, *(one.id for one in rows))
    codes = queries.covered_codes(current, row) if current.holds("Authorisation.codes") else {}
    own = queries.own_codes(current)
    return render_template(
        "evidence/authorisation.html",
        row=row,
        rows=rows,
        granted_by=queries.name_of(current, row.granted_by_id),
        own_codes=[code for code in codes if code in own],
        reserved=sum(1 for code in codes if code not in own),
        scope=shown(current, "Authorisation.scope", row.scope),
        conditions=shown(current, "Authorisation.conditions", row.conditions),
        steps=open_steps(current, row),
    )


@page(bp, "/buys", reads=DataClass.EVIDENCE)
def buys() -> ResponseReturnValue:
    """List the buys that the reader may know."""
    current = acting()
    found = queries.buys(current, request.args.get("after"))
    current.saw(DataClass.EVIDENCE, *(row.id for row in found.rows))
    return render_template(
        "evidence/buys.html",
        rows=found.rows,
        older=found.older,
        substance_open=current.holds("Buy.substance"),
        place_open=current.holds("Buy.place"),
        may_follow=opens_to(current.by.role, Authorisation),
    )


@page(bp, "/buys/<uuid:row_id>", reads=DataClass.EVIDENCE, shows=Buy)
def buy(row_id: UUID) -> ResponseReturnValue:
    """Show one buy, its items and its open steps."""
    current = acting()
    row = sight.fetch(current, Buy, row_id, DataClass.EVIDENCE)
    current.saw(DataClass.EVIDENCE, row.id)
    codes = queries.codes_of(current, row.officer_code_id, row.second_officer_code_id)
    own = queries.own_codes(current)
    code = codes.get(row.officer_code_id, "") if row.officer_code_id else ""
    names = ("place", "substance", "gross_g", "net_g", "units", "narrative", "banknotes")
    return render_template(
        "evidence/buy.html",
        row=row,
        held={name: shown(current, f"Buy.{name}", getattr(row, name)) for name in names},
        price=shown(current, "Buy.price", row.price),
        recording=row.recording,
        officer_code=officer_shown(current, code, own),
        items=queries.items_of(current, row),
        steps=open_steps(current, row),
    )


def officer_shown(current: Acting, code: str, own: frozenset[str]) -> str:
    """Return the code of an officer: reserved to all but its handler, or not held at all."""
    if not current.holds("Buy.officer_code"):
        return str(_("Not held here"))
    return code if code in own else str(_("Reserved code"))


@page(
    bp,
    "/covert-codes/new",
    declared=Declared(DataClass.COVERT_CODES, writes=True),
    methods=("GET", "POST"),
)
def register_code() -> ResponseReturnValue:
    """Let a handler register a code of their own."""
    current = acting()
    if not current.holds("CovertCode.code"):
        raise NotKnown
    form = RegisterCodeForm()
    form.fill(current, None)
    if request.method == "POST" and form.validate():
        try:
            operation_acts.register_code(current, None, **form.values())
        except Faults as refusal:
            form.code.errors = [_(fault) for fault in refusal.faults["code"]]
        else:
            return redirect(url_for("evidence.authorisations"), 303)
    status = 400 if form.errors else 200
    return render_template("evidence/register_code.html", form=form), status
