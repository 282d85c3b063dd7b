"""Pages of meetings, walks, visits and campaigns."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.community.acts import contact as acts
from dmi.community.forms.contact import ContactForm
from dmi.community.models import CommunityContact
from dmi.community.queries import contact as queries
from dmi.community.views.blueprint import NEW, bp, whole
from dmi.community.words import CommunityKind
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.forms.place import WithdrawForm
from dmi.territory.queries import place as places
from dmi.territory.views.asked import more, one_of, one_row
from dmi.territory.views.plain import answered, prepared
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.sentences import word
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write


@page(bp, "/community-contacts", reads=DataClass.COMMUNITY)
def contacts() -> ResponseReturnValue:
    """List what was done with the residents, the newest recorded first."""
    wanted = queries.Wanted(kind=one_of(CommunityKind, "kind"), sector=one_row("sector"))
    found = queries.contacts(acting(), wanted, request.args.get("after"))
    return render_template(
        "community/contacts.html",
        rows=found.rows,
        wanted=wanted,
        kinds=list(CommunityKind),
        older_href=more("community.contacts", found.older),
        filtered=bool(wanted.kind or wanted.sector),
    )


@page(bp, "/community-contacts/new", methods=("GET", "POST"), declared=NEW)
def new_contact() -> ResponseReturnValue:
    """Write down what was done."""
    form = ContactForm()
    form.asked = one_row("sector")
    prepared(form)
    return answered(
        form,
        _("New meeting or campaign"),
        "community.contacts",
        lambda: acts.record_contact(acting(), None, **form.values()),
        lambda made: flash(_("Recorded: %(name)s.", name=word(made.kind)), "ok"),
    )


@page(bp, "/community-contacts/<uuid:row_id>", reads=DataClass.COMMUNITY, shows=CommunityContact)
def contact(row_id: UUID) -> ResponseReturnValue:
    """Show what was raised and what came of it."""
    current = acting()
    row = queries.contact(current, row_id)
    return render_template(
        "community/contact.html",
        row=row,
        facts=_facts(row),
        names=places.names_of(current, [row.created_by, row.withdrawn_by_id]),
    )


def _facts(row: CommunityContact) -> list[tuple[str, ...]]:
    shown: list[tuple[str, ...]] = [
        (_("Day"), day(row.on)),
        (_("Sector"), row.sector.name, url_for("community.sector", row_id=row.sector_id)),
        (
            _("How many came or were met"),
            whole(row.attendees) if row.attendees is not None else "–",
        ),
    ]
    if row.cohort is not None:
        shown.append((_("Cohort"), row.cohort.name))
    return shown


def _to_contact(row: Any, _result: Any) -> str:
    return url_for("community.contact", row_id=row.id)


for name, label, run, form_class in (
    ("change_contact", N_("Complete it"), acts.change_contact, ContactForm),
    ("withdraw_contact", N_("Withdraw it"), acts.withdraw_contact, WithdrawForm),
):
    add_write(
        bp,
        name,
        WritePage(label, CommunityContact, DataClass.COMMUNITY, run, form_class, _to_contact),
    )

TITLES[CommunityContact] = lambda _acting, row: f"{word(row.kind)}, {day(row.on)}"
