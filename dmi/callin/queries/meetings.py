"""Meetings, their board and what falls due around them, through sight."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.callin.models.attendance import Attendance, MakeUp
from dmi.callin.models.letter import Letter, Release
from dmi.callin.models.meeting import Listing, Meeting
from dmi.callin.queries.wording import names_of
from dmi.callin.rules import CAME
from dmi.kernel.wording import fold
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.states import (
    GrantStatus,
    LetterStatus,
    ListingStatus,
    MakeUpStatus,
    MeetingStatus,
    Stage,
)

_APPROVED_ON = frozenset(LetterStatus) - {LetterStatus.DRAFT, LetterStatus.VOIDED}
_PRINTED_ON = _APPROVED_ON - {LetterStatus.APPROVED}
_SERVED = frozenset({LetterStatus.DELIVERED, LetterStatus.REFUSED})
_SETTLED = (MeetingStatus.DEBRIEFED, MeetingStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the call-in board."""

    number: int
    listing: Listing
    name: str
    letter: Letter | None
    attendance: Attendance | None

    @property
    def is_served(self) -> bool:
        """Tell whether the person's letter reached them."""
        return self.letter is not None and self.letter.status in _SERVED


@dataclass(frozen=True, slots=True)
class Board:
    """The call-in board: its funnel and its lines."""

    seats: tuple[Seat, ...]

    @property
    def funnel(self) -> list[tuple[str, int]]:
        """Return the counts from the list to the chair."""
        letters = [seat.letter.status for seat in self.seats if seat.letter]
        came = [s for s in self.seats if s.attendance and s.attendance.code in CAME]
        return [
            ("LISTED", len(self.seats)),
            ("APPROVED", sum(status in _APPROVED_ON for status in letters)),
            ("PRINTED", sum(status in _PRINTED_ON for status in letters)),
            ("DELIVERED", sum(status in _SERVED for status in letters)),
            ("PRESENT", len(came)),
        ]

    @property
    def unmarked(self) -> list[Seat]:
        """Return the served people without a code."""
        return [seat for seat in self.seats if seat.is_served and seat.attendance is None]


def meetings(acting: Acting) -> list[tuple[Meeting, int]]:
    """Return the meetings of this reader's place, the coming ones first, with their lists' size."""
    listed = (
        select(func.count())
        .select_from(Listing)
        .where(Listing.meeting_id == Meeting.id, Listing.status == ListingStatus.LISTED)
        .correlate(Meeting)
        .scalar_subquery()
    )
    query = select(Meeting, listed).order_by(Meeting.proposed_at.desc()).limit(100)
    return [
        (meeting, count)
        for meeting, count in acting.session.execute(narrow(query, acting, Meeting))
    ]


def board(acting: Acting, meeting: Meeting) -> Board:
    """Return the board of a meeting: only people whom this reader may know stand by name."""
    query = (
        select(Listing)
        .where(Listing.meeting_id == meeting.id, Listing.status == ListingStatus.LISTED)
        .order_by(Listing.listed_at, Listing.id)
    )
    listings = list(acting.session.scalars(narrow(query, acting, Listing)))
    ids = [one.pathway_id for one in listings]
    names = names_of(acting, ids)
    newest: dict[UUID, Letter] = {}
    letters = select(Letter).where(Letter.meeting_id == meeting.id, Letter.pathway_id.in_(ids))
    for letter in acting.session.scalars(letters.order_by(Letter.version)):
        newest[letter.pathway_id] = letter
    lines = select(Attendance).where(Attendance.meeting_id == meeting.id)
    coded = {
        line.pathway_id: line for line in acting.session.scalars(narrow(lines, acting, Attendance))
    }
    acting.saw(DataClass.ATTENDANCE, *(one.id for one in listings))
    in_order = sorted(listings, key=lambda one: fold(names.get(one.pathway_id, "")))
    seats = tuple(
        Seat(
            number,
            one,
            names.get(one.pathway_id, ""),
            newest.get(one.pathway_id),
            coded.get(one.pathway_id),
        )
        for number, one in enumerate(in_order, 1)
    )
    return Board(seats)


def may_be_listed(acting: Acting, meeting: Meeting) -> list[tuple[UUID, str]]:
    """Return those with a ready case in the meeting's cohort who stand on no list of it."""
    held = select(Listing.pathway_id).where(
        Listing.meeting_id == meeting.id, Listing.status == ListingStatus.LISTED
    )
    query = (
        select(Pathway.id, Person)
        .join(Person, Person.id == Pathway.person_id)
        .where(
            Pathway.cohort_id == meeting.cohort_id,
            Pathway.stage == Stage.CASE_READY,
            Pathway.id.not_in(held),
        )
    )
    rows = acting.session.execute(narrow(query, acting, Pathway, DataClass.IDENTITY))
    found = [(pathway_id, person.full_name or person.code) for pathway_id, person in rows]
    acting.saw(DataClass.IDENTITY, *(pathway_id for pathway_id, _ in found))
    return sorted(found, key=lambda one: one[1])


def open_meetings(acting: Acting, cohort_id: UUID) -> list[Meeting]:
    """Return the meetings of a cohort that are still to come."""
    query = select(Meeting).where(
        Meeting.cohort_id == cohort_id,
        Meeting.status.in_((MeetingStatus.PLANNED, MeetingStatus.SCHEDULED)),
    )
    return list(acting.session.scalars(query.order_by(Meeting.proposed_at)))


def make_ups_of(acting: Acting, meeting: Meeting) -> list[MakeUp]:
    """Return the make-ups of a meeting that this reader may know."""
    query = (
        select(MakeUp)
        .join(Attendance, Attendance.id == MakeUp.attendance_id)
        .options(joinedload(MakeUp.attendance))
        .where(Attendance.meeting_id == meeting.id)
        .order_by(MakeUp.for_at)
    )
    return list(acting.session.scalars(narrow(query, acting, MakeUp)))


def lists_to_close(acting: Acting) -> list[UUID]:
    """Return the places on lists whose call-in is settled: due for ``Y.close_list``."""
    open_make_up = (
        select(MakeUp.id)
        .join(Attendance, Attendance.id == MakeUp.attendance_id)
        .where(Attendance.meeting_id == Listing.meeting_id, MakeUp.status == MakeUpStatus.OFFERED)
        .correlate(Listing)
        .exists()
    )
    query = (
        select(Listing.id)
        .join(Meeting, Meeting.id == Listing.meeting_id)
        .where(Listing.status == ListingStatus.LISTED, Meeting.status.in_(_SETTLED), ~open_make_up)
    )
    return list(acting.session.scalars(query))


def releases_to_lapse(acting: Acting) -> list[UUID]:
    """Return the releases whose last day has passed: due for ``RE.lapse_release``."""
    query = select(Release.id).where(
        Release.status == GrantStatus.IN_FORCE, Release.valid_until < acting.today
    )
    return list(acting.session.scalars(query))
