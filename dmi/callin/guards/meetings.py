"""Conditions of meetings, their lists, their ledger and the make-ups."""

from datetime import timedelta

from sqlalchemy import func, select

from dmi.access.guards import Gap, Look, guard
from dmi.callin.models.attendance import Attendance, MakeUp
from dmi.callin.models.meeting import Listing
from dmi.callin.queries.around import (
    attendance_of,
    cohort_meeting,
    make_up_of,
    meeting_day,
    meeting_of,
    roles_of,
    user_of,
)
from dmi.callin.rules import CAME, EXCUSED, MAKES_UP
from dmi.callin.words import AttendanceCode
from dmi.kernel.local_time import to_local
from dmi.people.models.links import PersonLink
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.people.words import LinkKind, LinkStatus
from dmi.policy.roles import Role
from dmi.policy.states import ListingStatus, MakeUpStatus, MeetingStatus, Stage
from dmi.territory.models.cohort import Cohort

_SIGNING = {Role.CLERK, Role.PROGRAMME_MANAGER}
_OPEN = (MeetingStatus.PLANNED, MeetingStatus.SCHEDULED)


@guard("meeting_open", of_form=True)
def meeting_open(look: Look) -> Gap:
    """People are listed only for a meeting that is still to come."""
    meeting = meeting_of(look.acting, look.row, look.field("meeting_id"))
    return None if meeting is not None and meeting.status in _OPEN else {}


@guard("no_must_not_meet", of_form=True)
def no_must_not_meet(look: Look) -> Gap:
    """Nobody is listed together with somebody they must not meet; codes, never names."""
    meeting_id = look.field("meeting_id")
    if meeting_id is None:
        return None
    person_id = look.row.person_id
    links = look.acting.session.execute(
        select(PersonLink.person_id, PersonLink.other_id).where(
            PersonLink.kind == LinkKind.MUST_NOT_MEET,
            PersonLink.status.in_((LinkStatus.SUSPECTED, LinkStatus.CONFIRMED)),
            (PersonLink.person_id == person_id) | (PersonLink.other_id == person_id),
        )
    )
    others = {other for pair in links for other in pair} - {person_id}
    listed = (
        select(Person.code)
        .join(Pathway, Pathway.person_id == Person.id)
        .join(Listing, Listing.pathway_id == Pathway.id)
        .where(
            Listing.meeting_id == meeting_id,
            Listing.status == ListingStatus.LISTED,
            Person.id.in_(others),
        )
    )
    codes = sorted(look.acting.session.scalars(listed))
    return {"codes": ", ".join(codes)} if codes else None


@guard("meeting_hour_reached")
def meeting_hour_reached(look: Look) -> Gap:
    """The meeting began."""
    held = look.row.held_at
    return None if held is not None and look.acting.at >= held else {}


@guard("everyone_coded")
def everyone_coded(look: Look) -> Gap:
    """Each invited person of the list has a code; whoever was not served is not absent."""
    coded = select(Attendance.pathway_id).where(Attendance.meeting_id == look.row.id)
    left = look.acting.session.scalar(
        select(func.count())
        .select_from(Listing)
        .join(Pathway, Pathway.id == Listing.pathway_id)
        .where(
            Listing.meeting_id == look.row.id,
            Listing.status == ListingStatus.LISTED,
            Pathway.stage == Stage.INVITED,
            Listing.pathway_id.not_in(coded),
        )
    )
    return {"n": left} if left else None


@guard("signer_is_moderator")
def signer_is_moderator(look: Look) -> Gap:
    """Where the moderator may sign they are one of the two, else the programme manager is."""
    first = look.acting.first
    meeting = meeting_of(look.acting, look.row, look.field("meeting"))
    if first is None or meeting is None:
        return None
    signers = {first.id, look.acting.by.id}
    moderator = user_of(look.acting, meeting.moderator_id)
    if moderator and roles_of(look.acting, moderator.id).get(moderator.id, set()) & _SIGNING:
        return None if moderator.id in signers else {"person": moderator.display_name}
    roles = {first.role, look.acting.by.role}
    person = meeting.moderator_name or "—"
    return None if Role.PROGRAMME_MANAGER in roles else {"person": person}


@guard("ledger_signed_by_two")
def ledger_signed_by_two(look: Look) -> Gap:
    """Two different people signed the ledger on which the person stands, or the cohort's own."""
    if isinstance(look.row, Cohort):
        meeting = cohort_meeting(look.acting, look.row.id)
    else:
        line = _line(look)
        meeting = look.field("meeting") or (line.meeting if line else None)
    signers = (
        {meeting.ledger_signed_by_id, meeting.ledger_second_signed_by_id} if meeting else {None}
    )
    return None if None not in signers and len(signers) > 1 else {}


@guard("ledger_says_present")
def ledger_says_present(look: Look) -> Gap:
    """The signed line says that the person came."""
    return _says(look, CAME)


@guard("ledger_says_excused")
def ledger_says_excused(look: Look) -> Gap:
    """The signed line says that the absence is excused."""
    return _says(look, EXCUSED)


@guard("ledger_says_no_show")
def ledger_says_no_show(look: Look) -> Gap:
    """The signed line says that nobody came and nobody excused it."""
    return _says(look, {AttendanceCode.NO_SHOW})


@guard("callin_settled")
def callin_settled(look: Look) -> Gap:
    """The meeting was debriefed or called off and no make-up of its people is open."""
    meeting = look.row.meeting
    over = meeting.status in (MeetingStatus.DEBRIEFED, MeetingStatus.CANCELLED)
    open_ones = look.acting.session.scalar(
        select(func.count())
        .select_from(MakeUp)
        .join(Attendance, Attendance.id == MakeUp.attendance_id)
        .where(Attendance.meeting_id == meeting.id, MakeUp.status == MakeUpStatus.OFFERED)
    )
    return None if over and not open_ones else {"n": open_ones or 0}


@guard("meeting_ended")
def meeting_ended(look: Look) -> Gap:
    """The meeting at which the person stood on the list is over."""
    line = attendance_of(look.acting, look.row.subject_id)
    meeting = line.meeting if line else meeting_of(look.acting, look.row)
    ended = meeting.ended_at if meeting is not None else None
    return None if ended is not None and ended <= look.acting.at else {}


@guard("made_up_if_absent")
def made_up_if_absent(look: Look) -> Gap:
    """Whoever was absent heard the offer at a make-up first."""
    line = attendance_of(look.acting, look.row.subject_id)
    if line is None or line.code in CAME:
        return None
    found = make_up_of(look.acting, look.row.subject_id)
    return None if found is not None and found.status is MakeUpStatus.HELD else {}


@guard("code_allows_make_up")
def code_allows_make_up(look: Look) -> Gap:
    """A make-up is for those who could have come."""
    return None if look.row.code in MAKES_UP else {}


@guard("make_up_in_time", of_form=True)
def make_up_in_time(look: Look) -> Gap:
    """Soon after the meeting, or later with a prosecutor's word and reason."""
    days, most = look.acting.number("make_up_within"), look.acting.number("make_up_late_max")
    for_at = look.field("for_at")
    if for_at is None:
        return {"n": days, "max": most}
    last = meeting_day(look.acting, look.row.meeting)
    chosen = to_local(for_at, look.acting.zone).date()
    late = look.field("late_allowed_by_id") is not None and look.text("late_reason")
    limit = last + timedelta(days=most if late else days)
    in_time = chosen <= limit and for_at > look.acting.at
    return None if in_time else {"n": days, "max": most}


@guard("make_up_hour_passed")
def make_up_hour_passed(look: Look) -> Gap:
    """The hour of the make-up has passed."""
    return None if look.row.for_at <= look.acting.at else {}


@guard("make_up_missed")
def make_up_missed(look: Look) -> Gap:
    """The newest make-up was recorded as missed."""
    found = make_up_of(look.acting, look.row.subject_id)
    return None if found is not None and found.status is MakeUpStatus.MISSED else {}


def _line(look: Look) -> Attendance | None:
    typed: Attendance | None = look.field("attendance")
    return typed or attendance_of(look.acting, look.row.subject_id)


def _says(look: Look, codes: "set[AttendanceCode] | frozenset[AttendanceCode]") -> Gap:
    line = _line(look)
    return None if line is not None and line.code in codes else {}
