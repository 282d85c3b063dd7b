"""Delivery sheets of a meeting: asked for, approved, printed under a mark, and taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.guards import has_just_proved
from dmi.callin.acts import sheets as acts
from dmi.callin.forms.sheets import AskSheetForm, TakeSheetBackForm
from dmi.callin.models.meeting import Meeting
from dmi.callin.models.sheet import DeliverySheet
from dmi.callin.queries.sheets import Stop, copies_of, pairs, sheets_of, staff_names, stops
from dmi.callin.views.pages import ORGANISERS, bp
from dmi.callin.views.writes import WritePage
from dmi.kernel.refusals import NotKnown
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.web.forms import PageForm
from dmi.web.frame import moment
from dmi.web.guard import acting, page
from dmi.web.papers import pdf
from dmi.web.steps import TITLES

CLERKS = frozenset({Role.CLERK})
MANAGERS = frozenset({Role.PROGRAMME_MANAGER})


@page(bp, "/meetings/<uuid:row_id>/delivery-sheets", reads=DataClass.LETTERS, roles=ORGANISERS)
def delivery_sheets(row_id: UUID) -> ResponseReturnValue:
    """List the delivery sheets of a meeting: who printed them, and which are back."""
    current = acting()
    row = sight.fetch(current, Meeting, row_id)
    return render_template(
        "callin/sheets.html",
        row=row,
        rows=[_line(current, one) for one in sheets_of(current, row)],
        asks=current.by.role is Role.CLERK,
        on_the_way=bool(pairs(current, row)),
    )


@page(
    bp,
    "/delivery-sheets/<uuid:row_id>",
    reads=DataClass.LETTERS,
    shows=DeliverySheet,
    roles=ORGANISERS,
)
def delivery_sheet(row_id: UUID) -> ResponseReturnValue:
    """Show what a list holds but for the addresses, and what became of its copies."""
    current = acting()
    row = sight.fetch(current, DeliverySheet, row_id)
    line = _line(current, row)
    role, waits = current.by.role, row.approved_by_id is None
    overdue_or_back = row.returned_at is not None or current.at >= row.return_by
    prints = role is Role.CLERK and not waits and not overdue_or_back
    mine = str(current.by.id) in {one.printed_by_ref for one in line["printed"]}
    return render_template(
        "callin/sheet.html",
        row=row,
        doors=_doors(current, row),
        line=line,
        approves=role is Role.PROGRAMME_MANAGER and waits and not overdue_or_back,
        prints=prints and len(line["printed"]) < row.copies,
        opens=mine and row.returned_at is None,
        takes_back=bool(line["printed"]) and row.returned_at is None,
        form=PageForm(),
    )


@page(
    bp,
    "/delivery-sheets/<uuid:row_id>/approve",
    reads=DataClass.LETTERS,
    methods=("POST",),
    roles=MANAGERS,
)
def approve_sheet(row_id: UUID) -> ResponseReturnValue:
    """Let a list be printed."""
    return _taken(row_id, acts.approve_sheet, _("Approved: the clerk may print it."))


@page(
    bp,
    "/delivery-sheets/<uuid:row_id>/print",
    reads=DataClass.LETTERS,
    methods=("POST",),
    roles=CLERKS,
)
def print_sheet(row_id: UUID) -> ResponseReturnValue:
    """Print the next copy."""
    return _taken(row_id, acts.print_sheet, _("Printed: the copy bears your name and the minute."))


@page(bp, "/delivery-sheets/<uuid:row_id>/copy.pdf", reads=DataClass.LETTERS, roles=CLERKS)
def sheet_copy(row_id: UUID) -> ResponseReturnValue:
    """Give the reader's own newest copy, rendered again; who has none is led back to the list."""
    current = acting()
    row = sight.fetch(current, DeliverySheet, row_id)
    try:
        printed = acts.last_copy(current, row)
    except NotKnown:
        flash(_("You hold no copy of this list."), "warn")
        return redirect(url_for("callin.delivery_sheet", row_id=row.id), 303)
    return pdf(printed.pdf, "delivery-sheet")


def _doors(current: Acting, row: DeliverySheet) -> list[Stop]:
    """Return who is on a list; nobody, where the reader may no longer know them all."""
    try:
        return stops(current, row)
    except NotKnown:
        return []


def _taken(row_id: UUID, deed: Callable[..., Any], said: str) -> ResponseReturnValue:
    """Do what one button says, after a fresh sign-in; what stands in the way is said above."""
    current = acting()
    row = sight.fetch(current, DeliverySheet, row_id)
    here = url_for("callin.delivery_sheet", row_id=row.id)
    if not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=here), 303)
    deed(current, row)
    flash(said, "ok")
    return redirect(here, 303)


def _line(current: Acting, row: DeliverySheet) -> dict[str, Any]:
    """Return what a list's line says: its pair, its folio, who has what and how it stands."""
    printed = copies_of(current, row)
    people = [UUID(one.printed_by_ref) for one in printed]
    staff = staff_names(
        current,
        [
            *(row.deliverer_id, row.second_deliverer_id, row.asked_by_id),
            *(row.approved_by_id, row.returned_to_id),
            *people,
        ],
    )
    issued = acts.issued_of(current, row)
    return {
        "row": row,
        "pair": f"{staff[row.deliverer_id]} · {staff[row.second_deliverer_id]}",
        "folio": issued.folio if issued else "",
        "printed": printed,
        "holders": [staff[one] for one in people],
        "staff": staff,
        "state": _state(current, row, len(printed)),
    }


def _state(current: Acting, row: DeliverySheet, printed: int) -> tuple[str, str]:
    """Return the word and the colour of how a list stands."""
    if row.returned_at is not None:
        whole = row.copies_returned == printed
        return (_("Returned"), "ok") if whole else (_("A copy is missing"), "bad")
    late = current.at >= row.return_by
    if printed:
        return (_("Overdue"), "bad") if late else (_("Out with the pair"), "info")
    if late:
        return _("Lapsed"), "quiet"
    return (_("Approved"), "info") if row.approved_by_id else (_("Waits for approval"), "warn")


WritePage(
    "ask_delivery_sheet",
    N_("Ask for a delivery sheet"),
    Meeting,
    DataClass.MEETINGS,
    AskSheetForm,
    CLERKS,
    acts.ask_sheet,
    back=lambda row: url_for("callin.delivery_sheets", row_id=row.id),
).register()
WritePage(
    "take_sheet_back",
    N_("Record the return"),
    DeliverySheet,
    DataClass.MEETINGS,
    TakeSheetBackForm,
    ORGANISERS,
    acts.take_sheet_back,
).register()
TITLES[DeliverySheet] = lambda _current, row: str(
    _("Delivery sheet, back by %(when)s", when=moment(row.return_by))
)
