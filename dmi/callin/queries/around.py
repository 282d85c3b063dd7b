"""What stands around a row of the call-in: its person, meeting, letter, release and guarantee."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.models.users import RoleGrant, User
from dmi.callin.models.attendance import Attendance, MakeUp
from dmi.callin.models.delivery import DeliveryAttempt, DeliveryRound
from dmi.callin.models.letter import Letter, Release
from dmi.callin.models.meeting import Listing, Meeting, SafePassage, WarrantCheck
from dmi.callin.words import DeliveryOutcome
from dmi.kernel.local_time import to_local
from dmi.people.models.pathway import Pathway
from dmi.policy.roles import Role
from dmi.policy.states import (
    GrantStatus,
    LetterStatus,
    ListingStatus,
    MeetingStatus,
    RoleGrantStatus,
)
from dmi.territory.models.cohort import Cohort

STILL_OUT = (LetterStatus.PRINTED, LetterStatus.OUT)


def meeting_of(acting: Acting, row: Any, named: Any = None) -> Meeting | None:
    """Return the meeting that a row or a typed choice speaks of."""
    if isinstance(named, UUID):
        return acting.session.get(Meeting, named)
    found: Meeting | None = None
    match named or row:
        case Meeting() as meeting:
            found = meeting
        case Listing() | Letter() | Attendance() as held:
            found = held.meeting
        case DeliveryRound() as brought:
            found = brought.letter.meeting
        case MakeUp() as second:
            found = second.attendance.meeting
        case Cohort() as cohort:
            found = cohort_meeting(acting, cohort.id)
        case other:
            listing = listing_of(acting, other.subject_id) if other.subject_id else None
            found = listing.meeting if listing else None
    return found


def cohort_meeting(acting: Acting, cohort_id: UUID) -> Meeting | None:
    """Return the newest call-in of a cohort that was not called off."""
    query = select(Meeting).where(
        Meeting.cohort_id == cohort_id, Meeting.status != MeetingStatus.CANCELLED
    )
    return acting.session.scalars(query.order_by(Meeting.proposed_at.desc()).limit(1)).first()


def letter_of(acting: Acting, row: Any) -> Letter | None:
    """Return the letter that a row speaks of: its own, or the person's newest living one."""
    if isinstance(row, Letter):
        return row
    if isinstance(row, DeliveryRound):
        return row.letter
    query = select(Letter).where(
        Letter.pathway_id == row.subject_id, Letter.status != LetterStatus.VOIDED
    )
    return acting.session.scalars(query.order_by(Letter.created_at.desc()).limit(1)).first()


def pathway_of(acting: Acting, row: Any) -> Pathway:
    """Return the pathway of a row; it is there, because the row hangs on it."""
    found = row if isinstance(row, Pathway) else acting.session.get(Pathway, row.subject_id)
    if found is None:
        message = "a row about a person without its pathway"
        raise LookupError(message)
    return found


def listing_of(acting: Acting, pathway_id: UUID, meeting_id: UUID | None = None) -> Listing | None:
    """Return the open place on a list, of one meeting or of the newest."""
    query = select(Listing).where(
        Listing.pathway_id == pathway_id, Listing.status == ListingStatus.LISTED
    )
    if meeting_id is not None:
        query = query.where(Listing.meeting_id == meeting_id)
    return acting.session.scalars(query.order_by(Listing.listed_at.desc()).limit(1)).first()


def release_of(acting: Acting, pathway_id: UUID) -> Release | None:
    """Return the newest release, in force or not."""
    query = select(Release).where(Release.pathway_id == pathway_id)
    newest = query.order_by(Release.status.desc(), Release.released_at.desc()).limit(1)
    return acting.session.scalars(newest).first()


def release_in_force(acting: Acting, pathway_id: UUID) -> Release | None:
    """Return the release that may be leaned on today."""
    query = select(Release).where(
        Release.pathway_id == pathway_id,
        Release.status == GrantStatus.IN_FORCE,
        Release.valid_until >= acting.today,
    )
    return acting.session.scalars(query.order_by(Release.released_at.desc()).limit(1)).first()


def guarantee_of(acting: Acting, meeting: Meeting | None) -> SafePassage | None:
    """Return the guarantee that still holds on the meeting's day."""
    if meeting is None:
        return None
    day = meeting_day(acting, meeting)
    query = select(SafePassage).where(
        SafePassage.meeting_id == meeting.id,
        SafePassage.valid_until >= max(day, acting.today),
    )
    return acting.session.scalars(query.order_by(SafePassage.given_at.desc()).limit(1)).first()


def meeting_day(acting: Acting, meeting: Meeting) -> Any:
    """Return the local day on which the meeting is or was meant to be."""
    return to_local(meeting.held_at or meeting.proposed_at, acting.zone).date()


def warrant_check_of(acting: Acting, pathway_id: UUID) -> WarrantCheck | None:
    """Return the newest look for warrants."""
    query = select(WarrantCheck).where(WarrantCheck.pathway_id == pathway_id)
    return acting.session.scalars(query.order_by(WarrantCheck.checked_at.desc()).limit(1)).first()


def letters_still_out(acting: Acting, pathway_id: UUID) -> list[Letter]:
    """Return the printed letters of a person that are neither delivered nor back."""
    query = select(Letter).where(Letter.pathway_id == pathway_id, Letter.status.in_(STILL_OUT))
    return list(acting.session.scalars(query))


def attempts_of(acting: Acting, round_id: UUID) -> list[DeliveryAttempt]:
    """Return the tries of one round in their order."""
    query = select(DeliveryAttempt).where(DeliveryAttempt.round_id == round_id)
    return list(acting.session.scalars(query.order_by(DeliveryAttempt.at)))


def missed_moments(acting: Acting, letter: Letter) -> list[datetime]:
    """Return the local moments of every try of a letter at which nobody was found."""
    query = (
        select(DeliveryAttempt.at)
        .join(DeliveryRound, DeliveryRound.id == DeliveryAttempt.round_id)
        .where(
            DeliveryRound.letter_id == letter.id,
            DeliveryAttempt.outcome == DeliveryOutcome.NOT_FOUND,
        )
    )
    return [to_local(at, acting.zone) for at in acting.session.scalars(query)]


def attendance_of(
    acting: Acting, pathway_id: UUID, meeting_id: UUID | None = None
) -> Attendance | None:
    """Return the person's line on the ledger of one meeting, or on the newest."""
    query = select(Attendance).where(Attendance.pathway_id == pathway_id)
    if meeting_id is not None:
        query = query.where(Attendance.meeting_id == meeting_id)
    return acting.session.scalars(query.order_by(Attendance.marked_at.desc()).limit(1)).first()


def make_up_of(acting: Acting, pathway_id: UUID) -> MakeUp | None:
    """Return the person's newest make-up."""
    query = select(MakeUp).where(MakeUp.subject_id == pathway_id)
    return acting.session.scalars(query.order_by(MakeUp.offered_at.desc()).limit(1)).first()


def roles_of(acting: Acting, *user_ids: Any) -> dict[UUID, set[Role]]:
    """Return the granted roles of some users."""
    query = select(RoleGrant.user_id, RoleGrant.role).where(
        RoleGrant.user_id.in_([one for one in user_ids if one is not None]),
        RoleGrant.status == RoleGrantStatus.GRANTED,
    )
    found: dict[UUID, set[Role]] = {}
    for user_id, role in acting.session.execute(query):
        found.setdefault(user_id, set()).add(role)
    return found


def users_with(acting: Acting, *roles: Role) -> list[tuple[UUID, str]]:
    """Return the active users of this place who hold one of the roles, by name."""
    query = (
        select(User.id, User.display_name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.status == RoleGrantStatus.GRANTED,
            RoleGrant.role.in_(roles),
            User.jurisdiction_id.in_(acting.by.jurisdiction_ids),
        )
        .distinct()
        .order_by(User.display_name)
    )
    return [(row.id, row.display_name) for row in acting.session.execute(query)]


def user_of(acting: Acting, user_id: UUID | None) -> User | None:
    """Return one user of the staff."""
    return acting.session.get(User, user_id) if user_id is not None else None
