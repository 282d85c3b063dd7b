"""Pages of partners."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.community.acts import partner as acts
from dmi.community.forms import partner as forms
from dmi.community.models import Partner
from dmi.community.queries import partner as queries
from dmi.community.views.blueprint import NEW, bp
from dmi.community.words import PartnerKind
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.queries import place as places
from dmi.territory.views.asked import more, one_of, one_row
from dmi.territory.views.plain import answered, prepared
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.sentences import word
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write


@page(bp, "/partners", reads=DataClass.COMMUNITY)
def partners() -> ResponseReturnValue:
    """List the partners: people first, then organisations by name."""
    wanted = queries.Wanted(
        kind=one_of(PartnerKind, "kind"),
        speakers=bool(request.args.get("speakers")),
        sector=one_row("sector"),
    )
    found = queries.partners(acting(), wanted, request.args.get("after"))
    return render_template(
        "community/partners.html",
        rows=found.rows,
        wanted=wanted,
        kinds=list(PartnerKind),
        older_href=more("community.partners", found.older),
        filtered=bool(wanted.kind or wanted.speakers or wanted.sector),
    )


@page(bp, "/partners/new", methods=("GET", "POST"), declared=NEW)
def new_partner() -> ResponseReturnValue:
    """Write a partner down."""
    form = forms.PartnerForm()
    form.asked = one_row("sector")
    prepared(form)
    return answered(
        form,
        _("New partner"),
        "community.partners",
        lambda: acts.record_partner(acting(), None, **form.values()),
        lambda made: flash(_("Recorded: %(name)s.", name=made.name), "ok"),
    )


@page(bp, "/partners/<uuid:row_id>", reads=DataClass.COMMUNITY, shows=Partner)
def partner(row_id: UUID) -> ResponseReturnValue:
    """Show one partner and how to reach them."""
    current = acting()
    row = queries.partner(current, row_id)
    return render_template(
        "community/partner.html",
        row=row,
        facts=partner_facts(current, row),
        names=places.names_of(current, [row.withdrawn_by_id]),
    )


def partner_facts(_acting: Acting, row: Partner) -> list[tuple[str, ...]]:
    """Return what is on record about a partner."""
    shown: list[tuple[str, ...]] = [(_("Kind of partner"), word(row.kind))]
    if row.sector is not None:
        href = url_for("community.sector", row_id=row.sector.id)
        shown.append((_("Sector"), row.sector.name, href))
    else:
        shown.append((_("Sector"), _("The whole place")))
    shown += [
        (_("Speaks for the neighbourhood at the call-in"), _("Yes") if row.is_speaker else _("No")),
        (_("Agreed on"), day(row.consent_on) or "–"),
    ]
    if row.withdrawn_at is None:
        shown += [
            (_("Contact person"), row.contact_name or "–"),
            (_("How to reach them"), row.contact or "–"),
        ]
    return shown


def _to_partner(row: Any, _result: Any) -> str:
    return url_for("community.partner", row_id=row.id)


for name, label, run, form_class in (
    ("change_partner", N_("Bring up to date"), acts.change_partner, forms.PartnerForm),
    ("withdraw_partner", N_("Withdraw it"), acts.withdraw_partner, forms.WithdrawPartnerForm),
):
    add_write(
        bp, name, WritePage(label, Partner, DataClass.COMMUNITY, run, form_class, _to_partner)
    )

TITLES[Partner] = lambda _acting, row: row.name or word(row.kind)
