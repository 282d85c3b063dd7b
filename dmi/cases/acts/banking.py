"""The life of a banked case: opened, certified, banked, ended by its date, never by a guess."""

from datetime import date
from typing import Any
from uuid import UUID

import dmi.cases.guards
import dmi.eligibility.guards.evidence  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.cases.models import (
    BankedCase,
    CaseCertification,
    LegalVehicle,
    LimitationClock,
    LimitationEvent,
)
from dmi.cases.queries import (
    clocks_of,
    draft_notice,
    linked_buys,
    managers_of,
    prosecutor_of,
    vehicle_of,
)
from dmi.cases.rules import clock_of, years_setting
from dmi.cases.words import ClosureReason, LimitationEventKind, NoticeApproval, VehicleCheck
from dmi.eligibility.acts.reviewing import look_again
from dmi.eligibility.models.review import Review
from dmi.eligibility.queries.evidence import evidence_picture
from dmi.evidence.models.investigation import Investigation
from dmi.kernel.calendar import add_months
from dmi.kernel.local_time import local_day
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.contacts import PersonNotice
from dmi.people.models.pathway import Pathway
from dmi.people.words import NoticeKind
from dmi.policy.classes import DataClass
from dmi.profiles.words import OffenceCode, VehicleKind

EXPIRED_TEXT = N_("The case can no longer be used: decide what person and defence are told.")


@act("B.open_case", needs=("investigation_id", "offence_code"))
def open_case(
    acting: Acting, pathway: Pathway, *, investigation_id: UUID, offence_code: OffenceCode
) -> BankedCase:
    """Open the case of one person under one case number and start its clocks."""
    investigation = acting.session.get(Investigation, investigation_id)
    if investigation is None:
        raise Faults({"investigation_id": ["?"]})
    case = BankedCase(
        pathway_id=pathway.id,
        ruc=investigation.ruc,
        investigation_id=investigation.id,
        offence_code=offence_code,
        opened_on=acting.today,
    )
    acting.add(case, under=pathway)
    acting.session.flush()
    start_clocks(acting, case)
    return case


def start_clocks(acting: Acting, case: BankedCase) -> None:
    """Store the limitation date of every linked buy that has none yet."""
    timed = {clock.buy_seller_id for clock in clocks_of(acting, case.id)}
    adult = acting.number("adult_age")
    for link, buy in linked_buys(acting, case):
        if link.id in timed:
            continue
        setting = years_setting(buy.offence_code, link.age_at_act, adult)
        clock = clock_of(local_day(buy.occurred_at, acting.zone), acting.number(setting))
        row = LimitationClock(
            case_id=case.id,
            buy_seller_id=link.id,
            starts_on=clock.starts_on,
            years=clock.years,
            basis=setting,
            prescribes_on=clock.prescribes_on,
        )
        acting.add(row, under=case)


@act("B.certify_case")
def certify_case(acting: Acting, case: BankedCase, *, note: str | None = None) -> None:
    """Say that the case could be filed today."""
    _certify(acting, case, note)


@act("B.recertify_case")
def recertify_case(acting: Acting, case: BankedCase, *, note: str | None = None) -> None:
    """Say again, months later, that the case could be filed today."""
    _certify(acting, case, note)


def _certify(acting: Acting, case: BankedCase, note: str | None) -> None:
    start_clocks(acting, case)
    case.certified_on = acting.today
    case.recertify_by = add_months(acting.today, acting.number("recertify_every"))
    case.certificate_note = note or None
    row = CaseCertification(
        case_id=case.id,
        certified_by_id=acting.by.id,
        certified_on=acting.today,
        findings=evidence_picture(acting, case.pathway_id).as_met(),
        note=note or None,
    )
    acting.add(row, under=case)


@act("B.return_case")
def return_case(acting: Acting, case: BankedCase, *, reason: str) -> None:
    """Take the case back to its draft; the reason stands on the move."""
    del acting, case, reason


@act("B.bank_case", needs=("kind", "reference"))
def bank_case(
    acting: Acting,
    case: BankedCase,
    /,
    *,
    kind: VehicleKind,
    reference: str,
    notice_text: str,
    approval: NoticeApproval | None = None,
    checks: list[VehicleCheck] | None = None,
    conditions: str | None = None,
    **law: Any,
) -> None:
    """Bank the case under its legal vehicle, with the text that the person will be told."""
    vehicle = vehicle_of(acting, case.id)
    if vehicle is None:
        vehicle = LegalVehicle(case_id=case.id, key_ref=case.key_ref)
        vehicle.kind, vehicle.reference = kind, reference
        vehicle.approved_by_id = acting.by.id
        acting.add(vehicle, under=case)
    vehicle.kind, vehicle.reference, vehicle.approved_by_id = kind, reference, acting.by.id
    for name, value in law.items():
        setattr(vehicle, name, value if value != "" else None)
    ticked = set(checks or ())
    vehicle.no_prior_conviction = VehicleCheck.NO_PRIOR_CONVICTION in ticked
    vehicle.prior_scp_checked = VehicleCheck.PRIOR_SCP_CHECKED in ticked
    case.notice_text, case.conditions = notice_text, conditions or None
    if approval is NoticeApproval.APPROVED:
        case.notice_text_approved_at = acting.at
    start_clocks(acting, case)


@act("B.expire_case")
def expire_case(acting: Acting, case: BankedCase) -> None:
    """Mark that the programme may no longer lean on the case; notices wait for a prosecutor."""
    case.expired_on = acting.today
    if draft_notice(acting, case.pathway_id) is None:
        notice = PersonNotice(
            pathway_id=case.pathway_id, kind=NoticeKind.CASE_EXPIRED, drafted_at=acting.at
        )
        acting.add(notice, under=case)
    told = dict.fromkeys([prosecutor_of(acting, case), *managers_of(acting, case)])
    for owner in told:
        open_task(acting, case, kind=TaskKind.TASK, text=EXPIRED_TEXT, due_on=None, owner_id=owner)


@act("B.reinstate_case", needs=("reason",))
def reinstate_case(acting: Acting, case: BankedCase, *, reason: str) -> None:
    """Return an ended case to life on a recorded fact, two prosecutors signing."""
    del acting, reason
    case.expired_on = None


@act("B.close_otherwise", needs=("closure_reason", "closed_on"))
def close_otherwise(
    acting: Acting,
    case: BankedCase,
    *,
    closure_reason: ClosureReason,
    closed_on: date,
    reason: str | None = None,
) -> None:
    """Close the case for a reason that lies outside the programme."""
    del acting, reason
    case.closed_on, case.closure_reason = closed_on, closure_reason


@act("B.release_expiry_notice")
def release_expiry_notice(acting: Acting, case: BankedCase) -> None:
    """Let the notice to person and defence leave."""
    notice = draft_notice(acting, case.pathway_id)
    if notice is not None:
        notice.released_at = acting.at
        notice.released_by_id = acting.by.id


@act("P.ready_case")
def ready_case(acting: Acting, pathway: Pathway) -> None:
    """Declare that the person's case is ready for an invitation."""
    del acting, pathway


@act("P.offer_second_time", needs=("new_facts",))
def offer_second_time(acting: Acting, pathway: Pathway, *, new_facts: str) -> Review:
    """Look once more at somebody whose support was ended."""
    return look_again(acting, pathway, new_facts)


@write("cases.limitation.recorded", data_class=DataClass.CASE_FILE)
def record_limitation_event(
    acting: Acting,
    case: BankedCase,
    *,
    kind: LimitationEventKind,
    on: date,
    source: str,
    ended_on: date | None = None,
) -> LimitationEvent:
    """Write down a fact that interrupts or suspends limitation, with its source."""
    return acting.add(
        LimitationEvent(
            case_id=case.id,
            kind=kind,
            on=on,
            ended_on=ended_on,
            source=source,
            recorded_by_id=acting.by.id,
        ),
        under=case,
    )
