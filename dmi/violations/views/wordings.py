"""What a report and an activation put into their papers, in the language of the paper."""

from datetime import date, datetime
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.access.papers import Wording
from dmi.kernel.identifiers import format_run
from dmi.kernel.local_time import local_day
from dmi.profiles.words import PaperId, VehicleKind
from dmi.violations.models.activation import ActivationRequest
from dmi.violations.models.finding import Finding
from dmi.violations.models.report import ViolationReport
from dmi.violations.queries import activation, papers, reports
from dmi.violations.rules import next_level
from dmi.violations.words import ActivationOutcome, ViolationKind
from dmi.web.sentences import word

SUSPENDED = (VehicleKind.SCP, VehicleKind.SCP_TTD)


def addressed(acting: Acting, pathway_id: Any) -> tuple[dict[str, str], str]:
    """Return name, address and greeting of a person, and the language to write in."""
    found = papers.addressee(acting, pathway_id)
    if found is None:
        return {}, acting.language_for()
    person = found.person
    values = {
        "person_name": person.full_name,
        "person_run": format_run(person.run) if person.run else "",
        "address_line_1": found.line,
        "address_line_2": found.place,
        "salutation": person.salutation or str(_("Dear")),
    }
    return values, acting.language_for(person.language)


def shown(acting: Acting, moment: date | datetime | None) -> str:
    """Return a day of the place as it is printed."""
    if moment is None:
        return ""
    plain = local_day(moment, acting.zone) if isinstance(moment, datetime) else moment
    return f"{plain:%d-%m-%Y}"


def post_of(user: User | None, otherwise: str) -> str:
    """Return the post of somebody who signs."""
    return (user.post if user else None) or otherwise


def notice_wording(acting: Acting, report: ViolationReport) -> Wording:
    """Return P10: what is said, on what it rests, how to answer and until when."""
    _values, language = addressed(acting, report.pathway_id)
    with force_locale(language):
        values, _language = addressed(acting, report.pathway_id)
        values |= _notice_values(acting, report)
    conditions = set()
    if report.kind is ViolationKind.V6:
        conditions.add("scp")
    return Wording(
        PaperId("P10"),
        values,
        frozenset(conditions),
        language,
        head_name=values.get("person_name", ""),
    )


def _notice_values(acting: Acting, report: ViolationReport) -> dict[str, str]:
    notice = reports.notice_of(acting, report)
    due = notice.account_due_on if notice else reports.account_due(acting)
    contact = papers.contact_of(acting, report.pathway_id)
    signing = papers.director(acting)
    level = next_level(reports.applied_levels(acting, report.pathway_id), report.kind)
    return {
        "alleged_date": shown(acting, report.alleged_at),
        "commitment_text": (notice.body if notice else "") or "",
        "breach_source_text": word(report.source_kind),
        "reply_deadline": shown(acting, due),
        "contact_name": contact.display_name if contact else acting.by.name,
        "contact_phone": acting.setting("switchboard_phone"),
        "proposed_response": word(level),
        "signatory_name": signing.display_name if signing else "",
        "signatory_post": post_of(signing, str(_("Programme manager"))),
    }


SAYS = {
    PaperId("P12A"): {ActivationOutcome.CONFIRMED},
    PaperId("P12N"): set(ActivationOutcome)
    - {ActivationOutcome.CONFIRMED, ActivationOutcome.PENDING},
}
"""Which outcome each of the two papers tells; the other one cannot be issued."""


def activation_wording(acting: Acting, request: ActivationRequest) -> Wording:
    """Return P12A: the case is activated."""
    return _decision(acting, request, PaperId("P12A"))


def refusal_wording(acting: Acting, request: ActivationRequest) -> Wording:
    """Return P12N: the case is not activated, with the same blocks in the same order."""
    return _decision(acting, request, PaperId("P12N"))


def _decision(acting: Acting, request: ActivationRequest, paper: PaperId) -> Wording:
    vehicle = activation.vehicle_of(acting, request.case)
    with force_locale(acting.language_for()):
        values, _language = addressed(acting, request.case.pathway_id)
        values |= _case_values(acting, request) | _finding_values(acting, request.finding)
        values |= _signing_values(acting, request)
    conditions = frozenset({vehicle.kind.value.lower()}) if vehicle else frozenset()
    says = "" if request.outcome in SAYS[paper] else "decision_signed"
    return Wording(paper, values, conditions, waits_for=says)


def _case_values(acting: Acting, request: ActivationRequest) -> dict[str, str]:
    case = request.case
    vehicle = activation.vehicle_of(acting, case)
    limits = activation.limits_of(acting, case)
    until = papers.counter_sample_until(acting, case.pathway_id)
    kept, over = papers.kept_share(acting, case.pathway_id)
    levels = reports.applied_levels(acting, case.pathway_id)
    answer = levels[-1] if levels else next_level(levels, request.finding.report.kind)
    detail = ", ".join(filter(None, (vehicle.court, vehicle.rit))) if vehicle else ""
    return {
        "ruc": case.ruc,
        "vehicle_name": word(vehicle.kind) if vehicle else "",
        "vehicle_detail": detail,
        "recertified_date": shown(acting, case.certified_on),
        "oldest_limitation_date": shown(acting, limits.nearest),
        "limitation_date": shown(acting, limits.farthest),
        "countersample_status": _("in store until %(day)s", day=shown(acting, until))
        if until
        else str(_("not applicable")),
        "positive_facts": str(
            _("kept %(kept)s of %(over)s check-ins", kept=kept, over=over)
            if over
            else _("no check-in was due")
        ),
        "programme_response": word(answer),
        "official_number": "______",
    }


def _finding_values(acting: Acting, finding: Finding) -> dict[str, str]:
    report = finding.report
    account = reports.account_of(acting, report)
    nothing = str(_("no folio"))
    heard = account is not None and not account.is_silence
    final = finding.final_on or finding.appeal_until
    return {
        "finding_summary": finding.reasons or "",
        "finding_date": shown(acting, finding.decided_at),
        "finding_final_date": shown(acting, final),
        "finding_outcome": word(finding.outcome),
        "account_weighing": (account.text or "")
        if account and heard
        else str(_("There was no answer; silence admits nothing.")),
        "breach_report_folio": papers.folio_of(acting, report, PaperId("P10")) or nothing,
        "finding_folio": nothing,
    }


def _signing_values(acting: Acting, request: ActivationRequest) -> dict[str, str]:
    first = activation.user_of(acting, request.requested_by_id)
    second = activation.user_of(acting, request.second_by_id)
    otherwise = str(_("Prosecutor"))
    refused = request.outcome is ActivationOutcome.REFUSED
    return {
        "prosecutor_office": papers.office_of(acting, first),
        "guarantor_name": first.display_name if first else "",
        "guarantor_post": post_of(first, otherwise),
        "second_prosecutor_name": second.display_name if second else "",
        "second_prosecutor_post": post_of(second, otherwise) if second else "",
        "alternatives_considered": request.alternatives or "",
        "decision_reasons": (request.second_reasons if refused else request.reasons) or "",
        "next_steps": request.next_steps or "",
    }
