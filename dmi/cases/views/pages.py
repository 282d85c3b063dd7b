"""The list of banked cases, one case, and the pages of their steps."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.cases.acts.disclosing  # noqa: F401 - registers the steps
from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.grants import Disclosure
from dmi.cases import forms, queries
from dmi.cases.acts import banking
from dmi.cases.models import BankedCase
from dmi.eligibility.queries.lists import name_of_person, names_of
from dmi.kernel.calendar import add_months
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.profiles.profile import load
from dmi.web import drafts
from dmi.web.frame import day
from dmi.web.guard import acting, page
from dmi.web.open_steps import open_steps
from dmi.web.steps import FACTS, TITLES, StepPages
from dmi.web.undoing import undo_page

READERS = frozenset({Role.PROSECUTOR, Role.POLICE_ANALYST, Role.PROGRAMME_MANAGER, Role.DEFENDER})
PROSECUTORS = frozenset({Role.PROSECUTOR})

bp = Blueprint("cases", __name__)
steps = StepPages(bp)
undo_page(steps, BankedCase)


@page(bp, "/cases", reads=DataClass.CASE_FILE, roles=READERS)
def cases() -> ResponseReturnValue:
    """Show the banked cases with their dates."""
    current = acting()
    found = queries.cases(current)
    current.saw(DataClass.CASE_FILE, *(line.case.id for line in found))
    is_prosecutor = current.by.role is Role.PROSECUTOR
    stages = (Stage.CANDIDATE,)
    return render_template(
        "cases/cases.html",
        lines=found,
        level=_levels(current),
        waiting=queries.without_case(current, stages) if is_prosecutor else [],
        today=current.today,
    )


@page(bp, "/cases/<uuid:row_id>", reads=DataClass.CASE_FILE, roles=READERS, shows=BankedCase)
def case(row_id: UUID) -> ResponseReturnValue:
    """Show one case: its vehicle, its certificate, its clocks and what may be done next."""
    current = acting()
    row = sight.fetch(current, BankedCase, row_id, DataClass.CASE_FILE)
    current.saw(DataClass.CASE_FILE, row.id)
    vehicle = queries.vehicle_of(current, row.id)
    certified = queries.certifications_of(current, row.id)
    beside = set(steps.keys) - {"B.open_case"}  # this one stands; another is opened elsewhere
    mine = [one for one in open_steps(current, row.pathway) if one.key in beside]
    return render_template(
        "cases/case.html",
        case=row,
        title=_title(current, row),
        vehicle=vehicle,
        warns=vehicle is not None and _warns(current, vehicle.kind),
        certified=certified,
        certifiers=names_of(current, {one.certified_by_id for one in certified}),
        clocks=queries.clocks_of(current, row.id),
        events=queries.events_of(current, row.id),
        limitation=queries.limitation(current, row.id),
        disclosures=queries.disclosures_of(current, row.pathway_id),
        level=_levels(current),
        steps=open_steps(current, row) + mine,
        may_record=current.by.role is Role.PROSECUTOR,
        today=current.today,
    )


@page(
    bp,
    "/cases/<uuid:row_id>/limitation",
    reads=DataClass.CASE_FILE,
    methods=("GET", "POST"),
    roles=PROSECUTORS,
)
def limitation_event(row_id: UUID) -> ResponseReturnValue:
    """Write down a fact that interrupts or suspends limitation."""
    current = acting()
    row = sight.fetch(current, BankedCase, row_id, DataClass.CASE_FILE)
    form = drafts.begin(forms.LimitationEventForm, current, row)
    back = url_for("cases.case", row_id=row.id)
    kept = drafts.answer(current, row, form, _("A fact of limitation"))
    if kept is not None:
        return kept
    if form.validate_on_submit():
        banking.record_limitation_event(current, row, **form.values())
        flash(_("The fact is on file; the limitation dates follow it."), "ok")
        return redirect(back, 303)
    shown = render_template(
        "cases/write.html", form=form, title=_title(current, row), back_href=back
    )
    return (shown, 400) if form.errors else shown


def _levels(current: Acting) -> Any:
    """Return what turns a limitation date amber or red; the numbers are the profile's."""
    amber, red = (int(one) for one in current.setting("limitation_amber_red").split(","))

    def level(due: date | None) -> str:
        if due is None or due < add_months(current.today, red):
            return "bad"
        return "warn" if due < add_months(current.today, amber) else "later"

    return level


def _warns(current: Acting, kind: Any) -> bool:
    vehicle = load(current.profile).vehicles.get(kind)
    return vehicle is not None and vehicle.has_standing_warning


def _title(current: Acting, row: BankedCase) -> str:
    name = name_of_person(current, row.pathway_id)
    return str(_("Banked case of %(name)s", name=name))


def _facts(current: Acting, row: BankedCase) -> list[tuple[str, str]]:
    newest = queries.limitation(current, row.id).newest
    return [
        (str(_("Case number")), row.ruc),
        (str(_("Status")), str(_(row.status.label))),
        (str(_("Newest limitation date")), day(newest) or "—"),
    ]


def _to_the_case(row: Any, result: Any) -> str:
    if isinstance(result, BankedCase):
        return url_for("cases.case", row_id=result.id)
    found = queries.cases_of(acting(), row.subject_id)
    return url_for("cases.case", row_id=found[0].id) if found else url_for("cases.cases")


def _to_the_review(row: Any, result: Any) -> str:
    del row
    return url_for("eligibility.review", row_id=result.id)


TITLES[BankedCase] = _title
FACTS[BankedCase] = _facts
TITLES[Disclosure] = lambda current, row: name_of_person(current, row.subject_id)

steps.add("B.open_case", Pathway, forms.OpenCaseForm, back=_to_the_case)
steps.add("B.certify_case", BankedCase, forms.CertifyCaseForm)
steps.add("B.return_case", BankedCase, forms.ReasonForm)
steps.add("B.bank_case", BankedCase, forms.BankCaseForm)
steps.add("B.recertify_case", BankedCase, forms.CertifyCaseForm)
steps.add("B.reinstate_case", BankedCase, forms.ReasonForm)
steps.add("B.close_otherwise", BankedCase, forms.CloseOtherwiseForm, final=True)
steps.add("B.release_expiry_notice", BankedCase)
steps.add("P.ready_case", Pathway, back=_to_the_case)
steps.add("P.offer_second_time", Pathway, forms.NewFactsForm, back=_to_the_review)
steps.add("DS.disclose", Pathway, forms.DiscloseForm, back=_to_the_case)
steps.add("DS.withdraw_disclosure", Disclosure, forms.ReasonForm, back=_to_the_case)
