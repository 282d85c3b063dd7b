"""Acts around one person of the list: listing, warrants, ledger line, excuse, make-up."""

from datetime import datetime
from uuid import UUID

import dmi.callin.guards.letters
import dmi.callin.guards.meetings  # noqa: F401 - registers its guards
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.callin.models.attendance import Attendance, MakeUp
from dmi.callin.models.meeting import Listing, Meeting, WarrantCheck
from dmi.callin.queries.around import attendance_of, pathway_of
from dmi.callin.rules import NEEDS_REASON
from dmi.callin.words import AttendanceCode, ExcuseReason, MakeUpKind, WarrantResult
from dmi.kernel.refusals import Faults, NotKnown, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.people.models.pathway import Pathway
from dmi.people.words import Relation
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import MeetingStatus, Stage

LOOKS_FOR_WARRANTS = frozenset({Role.PROSECUTOR, Role.POLICE_ANALYST})
NOT_SERVED_ONLY = N_("This person holds no served letter: only “Not notified” can be marked.")
REASON_MISSING = N_("An excused absence needs its reason.")


@act("Y.list_person", needs=("meeting_id",))
def list_person(acting: Acting, pathway: Pathway, *, meeting_id: UUID) -> Listing:
    """Put a person on the list of a call-in, which lets the clerk write to them."""
    return acting.add(
        Listing(
            meeting_id=meeting_id,
            pathway_id=pathway.id,
            listed_by_id=acting.by.id,
            listed_at=acting.at,
        ),
        under=pathway,
    )


@act("Y.take_off_list")
def take_off_list(acting: Acting, listing: Listing, *, reason: str) -> None:
    """Take a person off the list."""
    listing.taken_off_at, listing.reason = acting.at, reason


@act("Y.close_list")
def close_list(acting: Acting, listing: Listing) -> None:
    """Close the list once the call-in is settled; the clerk's sight ends."""
    listing.taken_off_at = acting.at


@write("callin.warrants.checked", data_class=DataClass.PATHWAY_STAGE)
def record_warrant_check(
    acting: Acting, pathway: Pathway, *, checked_at: datetime, result: WarrantResult
) -> WarrantCheck:
    """Write down that a prosecutor or the police looked for warrants, and what they found."""
    if acting.by.role not in LOOKS_FOR_WARRANTS:
        raise NotKnown
    return acting.add(
        WarrantCheck(
            pathway_id=pathway.id,
            checked_at=min(checked_at, acting.at),
            checked_by_id=acting.by.id,
            result=result,
        ),
        under=pathway,
    )


@write("callin.attendance.coded", data_class=DataClass.ATTENDANCE)
def mark_attendance(
    acting: Acting,
    listing: Listing,
    *,
    code: AttendanceCode,
    arrived_at: datetime | None = None,
    companion_relation: Relation | None = None,
    companion_count: int | None = None,
    transport: bool | None = None,
    excuse_reason: ExcuseReason | None = None,
    door_code: str | None = None,
) -> Attendance:
    """Write one line of the ledger, or write it again until two people signed."""
    _may_be_marked(acting, listing, code, excuse_reason)
    line = attendance_of(acting, listing.pathway_id, listing.meeting_id)
    fresh = line is None
    line = line or Attendance(meeting_id=listing.meeting_id, pathway_id=listing.pathway_id)
    line.code, line.excuse_reason = code, excuse_reason
    line.arrived_at = arrived_at
    line.companion_relation = companion_relation
    line.companion_count = int(companion_count) if companion_count is not None else None
    line.transport, line.door_code = transport, door_code or None
    line.marked_by_id, line.marked_at = acting.by.id, acting.at
    return acting.add(line, under=listing) if fresh else line


def _may_be_marked(
    acting: Acting, listing: Listing, code: AttendanceCode, reason: ExcuseReason | None
) -> None:
    meeting = listing.meeting
    if meeting.status not in (MeetingStatus.SCHEDULED, MeetingStatus.HELD):
        raise Unmet((UnmetCondition("meeting_open"),))
    if meeting.held_at is None or acting.at.date() < meeting.held_at.date():
        raise Unmet((UnmetCondition("meeting_hour_reached"),))
    served = pathway_of(acting, listing).stage is Stage.INVITED
    if not served and code is not AttendanceCode.NOT_SERVED:
        raise Faults({"code": [NOT_SERVED_ONLY]})
    if code in NEEDS_REASON and reason is None:
        raise Faults({"excuse_reason": [REASON_MISSING]})


@act("P.mark_attended")
def mark_attended(
    _acting: Acting,
    _pathway: Pathway,
    *,
    attendance: Attendance,
    meeting: Meeting,
) -> None:
    """Carry what the signed ledger says: the person came."""


@act("P.mark_excused")
def mark_excused(
    _acting: Acting,
    _pathway: Pathway,
    *,
    attendance: Attendance,
    meeting: Meeting,
) -> None:
    """Carry what the signed ledger says: the absence is excused."""


@act("P.mark_no_show")
def mark_no_show(
    _acting: Acting,
    _pathway: Pathway,
    *,
    attendance: Attendance,
    meeting: Meeting,
) -> None:
    """Carry what the signed ledger says: nobody came."""


@act("P.accept_excuse", needs=("excuse_reason",))
def accept_excuse(
    acting: Acting,
    pathway: Pathway,
    *,
    excuse_reason: ExcuseReason,
    excuse_proof_id: UUID | None = None,
) -> None:
    """Accept an excuse that came later; the signed line keeps its code beside the reason."""
    line = attendance_of(acting, pathway.id)
    if line is not None:
        line.excuse_reason, line.excuse_proof_id = excuse_reason, excuse_proof_id


@act("P.miss_make_up")
def miss_make_up_person(_acting: Acting, _pathway: Pathway) -> None:
    """Count the missed make-up as a no-show."""


@act("MU.offer_make_up", needs=("for_at", "kind"))
def offer_make_up(
    acting: Acting,
    attendance: Attendance,
    *,
    for_at: datetime,
    kind: MakeUpKind,
    late_allowed_by_id: UUID | None = None,
    late_reason: str | None = None,
) -> MakeUp:
    """Offer another date or a home visit to somebody who could not come."""
    return acting.add(
        MakeUp(
            attendance_id=attendance.id,
            kind=kind,
            offered_at=acting.at,
            for_at=for_at,
            late_allowed_by_id=late_allowed_by_id,
            late_reason=late_reason or None,
        ),
        under=attendance,
    )


@act("MU.hold_make_up", needs=("attended_at", "ended_at", "conducted_by_id"))
def hold_make_up(
    acting: Acting,
    make_up: MakeUp,
    *,
    attended_at: datetime,
    ended_at: datetime,
    conducted_by_id: UUID,
    second_by_id: UUID | None = None,
) -> None:
    """Record that the make-up was held; the person's stage stays."""
    make_up.attended_at, make_up.ended_at = attended_at, min(ended_at, acting.at)
    make_up.conducted_by_id, make_up.second_by_id = conducted_by_id, second_by_id


@act("MU.miss_make_up")
def miss_make_up(acting: Acting, make_up: MakeUp) -> None:
    """Record that nobody came to the make-up."""
    make_up.missed_at = acting.at


@act("MU.cancel_make_up")
def cancel_make_up(_acting: Acting, _make_up: MakeUp, *, reason: str) -> None:
    """Cancel the make-up; the move keeps the reason."""
