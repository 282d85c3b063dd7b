"""The offer: explained, thought over, signed, declined or asked for again."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.callin.words import CounselState, OfferResponse
from dmi.checkins import acts as checkins
from dmi.checkins.queries import is_holiday
from dmi.checkins.words import ContactMode, SupportPhase
from dmi.kernel.calendar import add_months, add_working_days
from dmi.kernel.local_time import Once, from_local, local_day
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.people.models.pathway import Pathway
from dmi.profiles.words import PaperId
from dmi.support.guards import offer as _offer_conditions  # noqa: F401 - of these steps
from dmi.support.models.enrolment import Enrolment
from dmi.support.models.offer import Agreement, Obligation, Offer
from dmi.support.queries import standing
from dmi.support.rules import Answered, Promise
from dmi.support.words import EnrolmentStatus

_LAST_MINUTE = time(23, 59)


@act("P.explain_offer", needs=("explained_at", "rights_sheet_version", "counsel"))
def explain_offer(
    acting: Acting,
    pathway: Pathway,
    *,
    explained_at: datetime,
    rights_sheet_version: str,
    counsel: CounselState,
    limits_told: bool = False,
) -> None:
    """Write down that the offer was explained, with the rights sheet and its limits."""
    told_at = explained_at if limits_told else acting.at
    _open_offer(
        acting,
        pathway,
        explained_at=explained_at,
        version=rights_sheet_version,
        counsel=counsel,
        told_at=told_at,
    )


@act("P.reconsider", needs=("asked_on", "counsel"))
def reconsider(acting: Acting, pathway: Pathway, *, asked_on: date, counsel: CounselState) -> None:
    """Open the offer again for somebody who came back; there is time to think anew."""
    former = standing.offer_of(acting, pathway.id)
    version = former.rights_sheet_version if former is not None else asked_on.isoformat()
    told_at = former.limits_told_at if former is not None else acting.at
    _open_offer(
        acting, pathway, explained_at=acting.at, version=version, counsel=counsel, told_at=told_at
    )


def _open_offer(
    acting: Acting,
    pathway: Pathway,
    *,
    explained_at: datetime,
    version: str,
    counsel: CounselState,
    told_at: datetime,
) -> Offer:
    days = acting.number("answer_days")
    told_on = local_day(explained_at, acting.zone)
    answer_by = add_working_days(told_on, days, is_holiday(acting, pathway))
    sheet = standing.rights_sheet_of(acting, pathway)
    return acting.add(
        Offer(
            pathway_id=pathway.id,
            explained_at=explained_at,
            explained_by_id=acting.by.id,
            rights_sheet_version=version,
            rights_sheet_id=sheet.id if sheet is not None else None,
            counsel=counsel,
            limits_told_at=told_at,
            thinking_until=max(explained_at, _evening(answer_by, acting.zone)),
            answer_by=answer_by,
            response=OfferResponse.PENDING,
        ),
        under=pathway,
    )


def _evening(day: date, zone: str) -> datetime:
    found = from_local(day, _LAST_MINUTE, zone)
    return found.at if isinstance(found, Once) else datetime.combine(day, _LAST_MINUTE, UTC)


@act("P.record_decline")
def record_decline(
    acting: Acting,
    pathway: Pathway,
    *,
    declined_at: datetime | None = None,
    decline_reason: str = "",
) -> None:
    """Write down a no, or that nobody answered in time; a reason is never asked for."""
    offer = _standing_offer(acting, pathway)
    offer.answered_at = declined_at
    offer.response = OfferResponse.DECLINED if declined_at else OfferResponse.NO_ANSWER
    offer.decline_reason = decline_reason


@act(
    "P.sign_agreement",
    needs=("first_checkin_at", "mode", "case_manager_id", "deputy_id", "scan_id"),
)
def sign_agreement(
    acting: Acting,
    pathway: Pathway,
    *,
    scan_id: UUID,
    promises: list[Promise],
    consents: list[Answered],
    case_manager_id: UUID,
    deputy_id: UUID,
    first_checkin_at: datetime,
    mode: ContactMode,
    place: str = "",
    interpreter_name: str = "",
    voluntary: bool = False,
    understood: bool = False,
    limits_told: bool = False,
    copy_given: bool = False,
    early_with_counsel: bool = False,
    early_own_request_at: datetime | None = None,
) -> Enrolment:
    """Sign, record every answer, name the workers and plan the first check-in, all at once."""
    offer = _standing_offer(acting, pathway)
    offer.answered_at = acting.at
    offer.response = OfferResponse.ACCEPTED
    if limits_told and early_with_counsel:
        offer.early_with_counsel = True
        offer.early_own_request_at = early_own_request_at
    agreement = _agreement(acting, pathway, offer, scan_id, interpreter_name)
    agreement.is_voluntary, agreement.is_understood = voluntary, understood
    agreement.copy_given = copy_given
    acting.add(agreement, under=pathway)
    acting.session.flush()
    for one in promises:
        obligation = Obligation(
            agreement_id=agreement.id,
            side=one.side,
            code=one.code,
            text=one.text,
            due_on=one.due_on,
        )
        acting.add(obligation, under=pathway)
    enrolment = _enrol(acting, pathway, agreement, case_manager_id, deputy_id)
    _ask_consents(acting, pathway, enrolment, consents, interpreter_name)
    checkins.open_series(
        acting,
        pathway,
        first_at=first_checkin_at,
        mode=mode,
        place=place,
        worker_id=case_manager_id,
    )
    return enrolment


def _standing_offer(acting: Acting, pathway: Pathway) -> Offer:
    offer = standing.offer_of(acting, pathway.id)
    if offer is None:
        raise Unmet((UnmetCondition("rights_sheet_given"),))
    return offer


def _agreement(
    acting: Acting, pathway: Pathway, offer: Offer, scan_id: UUID, interpreter_name: str
) -> Agreement:
    language = pathway.person.language
    text = standing.words_in_force(acting, PaperId.P06, language) or standing.words_in_force(
        acting, PaperId.P06, acting.language_for()
    )
    if text is None:
        raise Unmet((UnmetCondition("text_version_approved", {"paper": PaperId.P06.value}),))
    months = acting.number("agreement_months")
    return Agreement(
        offer_id=offer.id,
        text_version_id=text.id,
        duration_months=months,
        starts_on=acting.today,
        ends_on=add_months(acting.today, months),
        signed_at=acting.at,
        scan_id=scan_id,
        interpreter_name=interpreter_name or None,
    )


def _enrol(
    acting: Acting,
    pathway: Pathway,
    agreement: Agreement,
    case_manager_id: UUID,
    deputy_id: UUID,
) -> Enrolment:
    return acting.add(
        Enrolment(
            pathway_id=pathway.id,
            agreement_id=agreement.id,
            case_manager_id=case_manager_id,
            deputy_id=deputy_id,
            phase=SupportPhase.INTENSIVE,
            started_on=acting.today,
            target_end_on=agreement.ends_on or acting.today + timedelta(days=1),
            standing=EnrolmentStatus.OPEN,
        ),
        under=pathway,
    )


def _ask_consents(
    acting: Acting,
    pathway: Pathway,
    enrolment: Enrolment,
    consents: list[Answered],
    interpreter_name: str,
) -> None:
    for one in consents:
        cascade(
            acting,
            "CO.record_consent",
            pathway,
            purpose=one.purpose,
            recipient=one.recipient,
            recipient_name=one.recipient_name,
            scope=one.scope,
            channel=one.channel,
            answer=one.answer,
            language=pathway.person.language,
            interpreter_name=interpreter_name or None,
            expires_on=enrolment.target_end_on,
        )
