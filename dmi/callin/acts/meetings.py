"""Acts of meetings: planning, guaranteeing, ending, signing the ledger, closing."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

import dmi.callin.guards.cohort
import dmi.callin.guards.meetings  # noqa: F401 - registers its guards
from dmi.access.acting import Acting
from dmi.access.acts import act, cascade, write
from dmi.callin.models.attendance import Attendance
from dmi.callin.models.meeting import Listing, Meeting, SafePassage
from dmi.callin.queries.around import pathway_of
from dmi.callin.rules import ledger_hash, step_for
from dmi.callin.words import MeetingKind
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.policy.classes import DataClass
from dmi.policy.states import ListingStatus, MeetingStatus, Stage
from dmi.territory.models.cohort import Cohort

OPEN_STATES = (MeetingStatus.PLANNED, MeetingStatus.SCHEDULED)


@act(
    "N.plan_meeting",
    needs=("proposed_at", "venue", "address", "capacity", "duration_min"),
)
def plan_meeting(
    acting: Acting,
    cohort: Cohort,
    *,
    proposed_at: datetime,
    venue: str,
    address: str,
    capacity: int,
    duration_min: int,
    access_notes: str | None = None,
    moderator_name: str | None = None,
    moderator_id: UUID | None = None,
    contact_name: str | None = None,
    contact_phone: str | None = None,
    contact_whatsapp: str | None = None,
    reply_by: date | None = None,
    institutions_present: str | None = None,
    services_announced: str | None = None,
    safety_plan_id: UUID | None = None,
) -> Meeting:
    """Plan a call-in: place, seats and what its letters will say of it."""
    earlier = acting.session.scalars(
        select(Meeting.id).where(Meeting.cohort_id == cohort.id).limit(1)
    ).first()
    return acting.add(
        Meeting(
            cohort_id=cohort.id,
            kind=MeetingKind.CALL_IN,
            is_first=earlier is None,
            proposed_at=proposed_at,
            venue=venue,
            address=address,
            capacity=int(capacity),
            duration_min=int(duration_min),
            access_notes=access_notes,
            moderator_name=moderator_name,
            moderator_id=moderator_id,
            law_speaks_first=acting.setting("law_speaks_first") == "on",
            recording_allowed=False,
            contact_name=contact_name,
            contact_phone=contact_phone,
            contact_whatsapp=contact_whatsapp,
            reply_by=reply_by,
            institutions_present=institutions_present,
            services_announced=services_announced,
            safety_plan_id=safety_plan_id,
        ),
        under=cohort,
    )


@write("callin.safety_plan.attached", data_class=DataClass.MEETINGS)
def attach_safety_plan(_acting: Acting, meeting: Meeting, *, safety_plan_id: UUID) -> None:
    """Attach the plan that says how everybody comes and goes unharmed."""
    if meeting.status not in OPEN_STATES:
        raise Unmet((UnmetCondition("meeting_open"),))
    meeting.safety_plan_id = safety_plan_id


@write("callin.safe_passage.given", data_class=DataClass.LETTERS)
def guarantee_safe_passage(
    acting: Acting,
    meeting: Meeting,
    *,
    scope: str,
    exceptions: str,
    valid_until: date,
) -> SafePassage:
    """Promise, as a named prosecutor, that nobody is detained at the meeting."""
    return acting.add(
        SafePassage(
            meeting_id=meeting.id,
            guarantor_id=acting.by.id,
            scope=scope,
            exceptions=exceptions,
            given_at=acting.at,
            valid_until=valid_until,
        ),
        under=meeting,
    )


@act("N.end_meeting", needs=("started_at", "ended_at"))
def end_meeting(
    acting: Acting, meeting: Meeting, *, started_at: datetime, ended_at: datetime
) -> None:
    """Write down when the meeting began and ended."""
    meeting.started_at, meeting.ended_at = started_at, min(ended_at, acting.at)


@act("N.sign_ledger")
def sign_ledger(acting: Acting, meeting: Meeting) -> None:
    """Close the ledger with two names; each person's way follows their line."""
    lines = list(
        acting.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id))
    )
    meeting.ledger_signed_by_id = acting.first_id
    meeting.ledger_second_signed_by_id = acting.second_id
    meeting.ledger_hash = ledger_hash(
        (str(line.pathway_id), line.code.value, str(line.arrived_at or "")) for line in lines
    )
    for line in lines:
        key, pathway = step_for(line.code), pathway_of(acting, line)
        if key and pathway.stage is Stage.INVITED:
            cascade(acting, key, pathway, attendance=line, meeting=meeting)


@act("N.debrief_meeting", needs=("reasons",))
def debrief_meeting(_acting: Acting, _meeting: Meeting, *, reasons: str) -> None:
    """Look back with the team: the move keeps what was said, each promise is a task."""


@act("N.call_off_meeting")
def call_off_meeting(acting: Acting, meeting: Meeting, *, reason: str) -> None:
    """Call the meeting off and take everybody off its list."""
    query = select(Listing).where(
        Listing.meeting_id == meeting.id, Listing.status == ListingStatus.LISTED
    )
    for listing in list(acting.session.scalars(query)):
        cascade(acting, "Y.take_off_list", listing, reason=reason)
