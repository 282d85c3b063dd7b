"""Pages of the steps and writes about a person, and what hangs on them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import ACTS, may_take, may_write
from dmi.kernel.words import N_
from dmi.people import queries
from dmi.people.acts import attribution, contacts, nomination, records  # noqa: F401 - registers
from dmi.people.forms.contacts import (
    AddressForm,
    AttributeBuyForm,
    EndForm,
    InfluentialForm,
    LinkForm,
    PoliceReportForm,
    RecordConsentForm,
    RecordMandateForm,
    RevokeConsentForm,
    ToldForm,
    WithdrawAttributionForm,
)
from dmi.people.forms.nomination import (
    AttachNominationForm,
    IdentifyForm,
    NominateAgainForm,
    NominateForm,
    RemoveForm,
)
from dmi.people.models.contacts import Consent, Mandate, PersonNotice
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import right
from dmi.policy.roles import Role
from dmi.territory.models.cohort import Cohort
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page
from dmi.web.sentences import word
from dmi.web.steps import TITLES, StepPages
from dmi.web.undoing import undo_page
from dmi.web.writes import WritePage, add_write

bp = Blueprint("people", __name__)

steps = StepPages(bp)
undo_page(steps, Pathway)
steps.add("P.nominate", Cohort, NominateForm)
steps.add("P.nominate_again", Pathway, NominateAgainForm)
steps.add("P.attach_nomination", Pathway, AttachNominationForm)
steps.add("P.identify", Pathway, IdentifyForm)
steps.add("P.begin_buys", Pathway)
steps.add("P.remove", Pathway, RemoveForm)


def _attributions_of(row: Any, _result: Any) -> str:
    return url_for("people.attributions", row_id=row.subject_id)


def _mandates_of(row: Any, _result: Any) -> str:
    return url_for("people.mandates", row_id=row.subject_id)


def _consents_of(row: Any, _result: Any) -> str:
    return url_for("people.consents", row_id=row.subject_id)


steps.add("J.attribute_buy", Pathway, AttributeBuyForm, back=_attributions_of)
steps.add("J.withdraw_attribution", BuySeller, WithdrawAttributionForm, back=_attributions_of)
steps.add("T.record_mandate", Pathway, RecordMandateForm, back=_mandates_of)
steps.add("T.end_mandate", Mandate, EndForm, back=_mandates_of)
steps.add("CO.record_consent", Pathway, RecordConsentForm, back=_consents_of)
steps.add("CO.revoke_consent", Consent, RevokeConsentForm, back=_consents_of)

_OF_MANDATES = frozenset({Role.PROSECUTOR, Role.PROGRAMME_MANAGER, Role.DEFENDER, Role.AUDITOR})
_WRITES = (
    (
        "record_address",
        WritePage(
            N_("Record an address"),
            Pathway,
            DataClass.IDENTITY,
            records.record_address,
            AddressForm,
        ),
    ),
    (
        "refer_to_report",
        WritePage(
            N_("Name a police report"),
            Pathway,
            DataClass.EVIDENCE,
            records.refer_to_report,
            PoliceReportForm,
        ),
    ),
    (
        "link_persons",
        WritePage(
            N_("Link to another person"),
            Pathway,
            DataClass.NOMINATIONS,
            records.link_persons,
            LinkForm,
        ),
    ),
    (
        "record_influential",
        WritePage(
            N_("Record a significant person"),
            Pathway,
            DataClass.INFLUENTIALS,
            records.record_influential,
            InfluentialForm,
        ),
    ),
    (
        "release_notice",
        WritePage(
            N_("Release the notice"),
            PersonNotice,
            DataClass.LETTERS,
            contacts.release_notice,
            PageForm,
            roles=frozenset({Role.PROSECUTOR}),
        ),
    ),
    (
        "record_told",
        WritePage(
            N_("Record that the person was told"),
            PersonNotice,
            DataClass.LETTERS,
            contacts.record_told,
            ToldForm,
            roles=frozenset({Role.PROSECUTOR, Role.PROGRAMME_MANAGER}),
        ),
    ),
)
for _name, _wanted in _WRITES:
    add_write(bp, _name, _wanted)


@page(bp, "/pathways/<uuid:row_id>/attributions", reads=DataClass.EVIDENCE)
def attributions(row_id: UUID) -> ResponseReturnValue:
    """List the buys linked to a person."""
    current = acting()
    pathway = sight.fetch(current, Pathway, row_id, DataClass.EVIDENCE)
    rows = queries.rows_of(current, BuySeller, pathway)
    current.saw(DataClass.EVIDENCE, pathway.id, *(row.id for row in rows))
    may = may_write(current.by.role, DataClass.EVIDENCE)
    return render_template(
        "people/attributions.html",
        pathway=pathway,
        rows=rows,
        may=may,
        may_attribute=may_take(current.by, ACTS["J.attribute_buy"].step),
        name=_title(current, pathway),
    )


@page(bp, "/pathways/<uuid:row_id>/mandates", reads=DataClass.DISCLOSURES, roles=_OF_MANDATES)
def mandates(row_id: UUID) -> ResponseReturnValue:
    """List who defends or defended a person."""
    current = acting()
    pathway = sight.fetch(current, Pathway, row_id, DataClass.DISCLOSURES)
    rows = queries.rows_of(current, Mandate, pathway)
    current.saw(DataClass.DISCLOSURES, pathway.id, *(row.id for row in rows))
    names = queries.names_of(current, *(row.defender_id for row in rows))
    may = may_write(current.by.role, DataClass.DISCLOSURES)
    return render_template(
        "people/mandates.html",
        pathway=pathway,
        rows=rows,
        names=names,
        may=may,
        name=_title(current, pathway),
    )


@page(bp, "/pathways/<uuid:row_id>/consents", reads=DataClass.AGREEMENT)
def consents(row_id: UUID) -> ResponseReturnValue:
    """List what a person allowed and took back."""
    current = acting()
    pathway = sight.fetch(current, Pathway, row_id, DataClass.AGREEMENT)
    rows = queries.rows_of(current, Consent, pathway)
    current.saw(DataClass.AGREEMENT, pathway.id, *(row.id for row in rows))
    may = may_write(current.by.role, DataClass.AGREEMENT)
    return render_template(
        "people/consents.html",
        pathway=pathway,
        rows=rows,
        may=may,
        inside=queries.recipient_words(),
        name=_title(current, pathway),
    )


def _title(current: Acting, row: Any) -> str:
    """Return the name where the role may know it, else the person's code."""
    knows = bool(right(current.by.role, DataClass.IDENTITY).access)
    if knows and sight.sees(current, row, DataClass.IDENTITY):
        return str(row.person.full_name or row.person.code)
    return str(row.person.code)


TITLES.setdefault(Pathway, _title)
TITLES[BuySeller] = lambda _acting, row: word(row.role)
TITLES[Mandate] = lambda _acting, row: word(row.kind)
TITLES[Consent] = lambda _acting, row: word(row.purpose)
TITLES[PersonNotice] = lambda _acting, row: word(row.kind)
