"""What a person had been told, and what was tried, before anybody may report."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.callin.models.attendance import Attendance, MakeUp
from dmi.callin.models.delivery import DeliveryAttempt, DeliveryRound
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.callin.words import AttendanceCode, DeliveryOutcome
from dmi.cases.models import BankedCase, LegalVehicle
from dmi.checkins.models import CheckIn, CheckInSeries, Rescue
from dmi.checkins.words import RescueResult
from dmi.profiles.words import VehicleKind
from dmi.support.models.offer import Agreement, Obligation, Offer
from dmi.support.words import ObligationCode
from dmi.violations.words import ViolationKind

PERSONAL = (DeliveryOutcome.DELIVERED_PERSON, DeliveryOutcome.REFUSED_IN_PERSON)
# The block of the letter that says what follows if nobody comes.
CONSEQUENCE_BLOCK = "P01I.09"


def failed_rescues(acting: Acting, pathway_id: UUID, since: datetime) -> int:
    """Count the rescues that did not reach the person."""
    query = (
        select(func.count(Rescue.id))
        .join(CheckIn, CheckIn.id == Rescue.checkin_id)
        .join(CheckInSeries, CheckInSeries.id == CheckIn.series_id)
        .where(
            CheckInSeries.pathway_id == pathway_id,
            Rescue.result == RescueResult.NOT_REACHED,
            Rescue.closed_at >= since,
        )
    )
    return acting.session.scalar(query) or 0


def served_letters(acting: Acting, pathway_id: UUID) -> list[tuple[Letter, datetime]]:
    """Return the letters that reached the person's own hands, and when."""
    query = (
        select(Letter, DeliveryAttempt.at)
        .join(DeliveryRound, DeliveryRound.letter_id == Letter.id)
        .join(DeliveryAttempt, DeliveryAttempt.round_id == DeliveryRound.id)
        .where(Letter.pathway_id == pathway_id, DeliveryAttempt.outcome.in_(PERSONAL))
    )
    return [(letter, at) for letter, at in acting.session.execute(query)]


def no_show_stands(acting: Acting, pathway_id: UUID, latest: datetime) -> bool:
    """Tell whether a no-show counts: served, no excuse, make-up offered, days passed, told so."""
    told = {
        letter.meeting_id
        for letter, _ in served_letters(acting, pathway_id)
        if CONSEQUENCE_BLOCK in (letter.rendered_blocks or ())
    }
    query = (
        select(Attendance.meeting_id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(MakeUp, MakeUp.attendance_id == Attendance.id)
        .where(
            Attendance.pathway_id == pathway_id,
            Attendance.code == AttendanceCode.NO_SHOW,
            Attendance.excuse_reason.is_(None),
            func.coalesce(Meeting.ended_at, Meeting.held_at, Attendance.marked_at) <= latest,
        )
    )
    return bool(told & set(acting.session.scalars(query)))


def agreement_of(acting: Acting, pathway_id: UUID) -> Agreement | None:
    """Return the newest signed agreement of a person."""
    query = (
        select(Agreement)
        .join(Offer, Offer.id == Agreement.offer_id)
        .where(Offer.pathway_id == pathway_id, Agreement.signed_at.is_not(None))
        .order_by(Agreement.signed_at.desc())
    )
    return acting.session.scalars(query.limit(1)).first()


def told_at(acting: Acting, pathway_id: UUID) -> datetime | None:
    """Return when the person first knew the rules: a letter in hand or a signature."""
    moments = [at for _, at in served_letters(acting, pathway_id)]
    signed = agreement_of(acting, pathway_id)
    if signed is not None and signed.signed_at is not None:
        moments.append(signed.signed_at)
    return min(moments, default=None)


def told_kinds(acting: Acting, pathway_id: UUID) -> set[ViolationKind]:
    """Return the kinds that stand among the rules this person was told."""
    served = bool(served_letters(acting, pathway_id))
    signed = agreement_of(acting, pathway_id)
    found: set[ViolationKind] = set()
    if served or signed:
        found |= {ViolationKind.V1, ViolationKind.V2, ViolationKind.V3}
    if served:
        found.add(ViolationKind.V4)
    if signed is not None:
        query = select(Obligation.code).where(Obligation.agreement_id == signed.id)
        codes = set(acting.session.scalars(query))
        if codes & {ObligationCode.CHECK_IN, ObligationCode.REPORT}:
            found.add(ViolationKind.V5)
        if ObligationCode.AVOID in codes:
            found.add(ViolationKind.V7)
    if _before_a_court(acting, pathway_id):
        found.add(ViolationKind.V6)
    return found


def _before_a_court(acting: Acting, pathway_id: UUID) -> bool:
    query = (
        select(LegalVehicle.id)
        .join(BankedCase, BankedCase.id == LegalVehicle.case_id)
        .where(
            BankedCase.pathway_id == pathway_id,
            LegalVehicle.kind.in_((VehicleKind.SCP, VehicleKind.SCP_TTD)),
        )
    )
    return acting.session.scalars(query.limit(1)).first() is not None
