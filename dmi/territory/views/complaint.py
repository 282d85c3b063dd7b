"""Pages of complaints and calls."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.sight import sees
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.territory.acts import complaint as acts
from dmi.territory.forms import complaint as forms
from dmi.territory.forms.place import WithdrawForm
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.complaint import Complaint
from dmi.territory.queries import complaint as queries
from dmi.territory.queries import place as places
from dmi.territory.queries.waves import AT_WORK
from dmi.territory.views.asked import more, one_of, one_row
from dmi.territory.views.blueprint import JUDGES, READERS, bp
from dmi.territory.views.cohort import PARTS
from dmi.territory.views.plain import answered, prepared
from dmi.territory.words import ComplaintSource
from dmi.web.frame import moment
from dmi.web.guard import Declared, acting, admits, page
from dmi.web.sentences import word
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write


@page(bp, "/complaints", reads=DataClass.COMPLAINTS)
def complaints() -> ResponseReturnValue:
    """List the complaints that this reader may know, the newest received first."""
    current = acting()
    wanted = queries.Wanted(
        source=one_of(ComplaintSource, "source"),
        unverified=bool(request.args.get("unverified")),
        sector=one_row("sector"),
        cohort=one_row("cohort"),
    )
    found = queries.complaints(current, wanted, request.args.get("after"))
    return render_template(
        "territory/complaints.html",
        rows=found.rows,
        wanted=wanted,
        sources=list(ComplaintSource),
        older_href=more("territory.complaints", found.older),
        filtered=wanted != queries.Wanted(),
        writes=current.by.role in JUDGES or current.by.role is Role.COMMUNITY_REP,
        reads=queries.reads_text(current.by.role),
    )


@page(
    bp,
    "/complaints/new",
    methods=("GET", "POST"),
    declared=Declared(DataClass.COMPLAINTS, writes=True),
)
def new_complaint() -> ResponseReturnValue:
    """Write a complaint down, as the desk heard it."""
    form = prepared(forms.ComplaintForm())
    if not queries.reads_text(acting().by.role):
        del form.point, form.reference
    return answered(
        form,
        _("New complaint"),
        "territory.complaints",
        lambda: acts.receive_complaint(acting(), None, **form.values()),
        lambda _made: flash(_("The complaint is recorded. Thank whoever told it."), "ok"),
    )


@page(bp, "/complaints/<uuid:row_id>", reads=DataClass.COMPLAINTS, shows=Complaint)
def complaint(row_id: UUID) -> ResponseReturnValue:
    """Show one complaint: what was told, and what was found."""
    current = acting()
    row = queries.complaint(current, row_id)
    reads = queries.reads_text(current.by.role)
    checks = queries.checks_of(current, row) if reads else []
    people = [one.by_id for one in checks] + [row.created_by, row.withdrawn_by_id]
    return render_template(
        "territory/complaint.html",
        row=row,
        facts=_facts(current, row, reads=reads),
        checks=checks,
        names=places.names_of(current, people),
        reads=reads,
        writes=current.by.role in JUDGES and row.withdrawn_at is None,
    )


def _facts(current: Acting, row: Complaint, *, reads: bool) -> list[tuple[str, ...]]:
    """Return what is on record; who complained only to who reads complaints, if it is kept."""
    shown: list[tuple[str, ...]] = [
        (_("Source"), word(row.source)),
        (_("Received on"), moment(row.received_at)),
        (_("What it tells of"), word(row.kind)),
        (_("Who complained"), _("Anonymous") if row.is_anonymous else _("Known")),
    ]
    if not reads:
        return shown
    if row.complainant_contact:
        shown.append((_("How to reach who complained"), row.complainant_contact))
    if row.reference:
        shown.append((_("Number of the source"), row.reference))
    linked = current.by.role in READERS
    if row.sector is not None:
        href = url_for("territory.sector", row_id=row.sector.id) if linked else ""
        shown.append((_("Sector"), row.sector.name, href))
    if row.point is not None:
        href = url_for("territory.point", row_id=row.point.id) if linked else ""
        shown.append((_("Point of the register"), row.point.code, href))
    cohort = queries.cohort_of(current, row)
    if cohort is not None:
        shown.append((_("Cohort"), cohort.name, url_for("territory.cohort", row_id=cohort.id)))
    if row.given_at is not None:
        shown.append((_("Given by hand"), row.given_reason))
    return shown


def of_cohort(current: Acting, row: Cohort) -> dict[str, Any]:
    """Return what a cohort's page says of the complaints that bear on it.

    Without a count to who may not read all of them: what is hidden would be told as none.
    """
    role = current.by.role
    told = admits("territory.complaints", role) and sees(current, row, DataClass.COMPLAINTS)
    is_open = bool(row.market.polygon) and row.stage in AT_WORK
    return {
        "count": queries.of_cohort(current, row) if told else None,
        "is_open": is_open,
        "is_drawn": bool(row.market.polygon),
        "gathers": role in JUDGES and is_open,
    }


def _to_complaint(row: Any, _result: Any) -> str:
    return url_for("territory.complaint", row_id=row.id)


for name, label, run, form_class in (
    ("check_complaint", N_("Say what was found"), acts.check_complaint, forms.CheckForm),
    (
        "place_complaint",
        N_("Say where it happened"),
        acts.place_complaint,
        forms.PlaceComplaintForm,
    ),
    (
        "give_complaint",
        N_("Say whose it is"),
        acts.give_complaint,
        forms.GiveComplaintForm,
    ),
    ("withdraw_complaint", N_("Withdraw it"), acts.withdraw_complaint, WithdrawForm),
):
    add_write(
        bp,
        name,
        WritePage(label, Complaint, DataClass.COMPLAINTS, run, form_class, _to_complaint, JUDGES),
    )

add_write(
    bp,
    "gather_complaints",
    WritePage(
        N_("Gather complaints"),
        Cohort,
        DataClass.COMPLAINTS,
        acts.gather_complaints,
        forms.GatherForm,
        lambda row, _count: url_for("territory.complaints", cohort=row.id),
        JUDGES,
    ),
)
PARTS["territory/_complaints_of_cohort.html"] = of_cohort
TITLES[Complaint] = lambda _acting, row: _("Complaint of %(when)s", when=moment(row.received_at))
