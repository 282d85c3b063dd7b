"""The call-in: its day and place, who is listed, and who guarantees safe passage."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, literal_column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.callin.words import MeetingKind, WarrantResult
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.states import ListingStatus, MeetingStatus
from dmi.store.base import Record
from dmi.store.columns import Instant, words
from dmi.territory.models.cohort import Cohort


class Meeting(Record):
    """One call-in's logistics, without a participant's name; its status is machine N."""

    __tablename__ = "meetings"
    __slug__ = "meetings"
    __machine__ = "N"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.MEETINGS
    __table_args__ = (
        CheckConstraint("capacity > 0", name="seats_somebody"),
        CheckConstraint("duration_min > 0", name="lasts_some_time"),
        CheckConstraint("ended_at >= started_at", name="ends_after_it_starts"),
        CheckConstraint(
            "status IN ('PLANNED', 'CANCELLED') OR held_at IS NOT NULL", name="fixed_has_a_date"
        ),
        CheckConstraint(
            "status NOT IN ('HELD', 'LEDGER_SIGNED', 'DEBRIEFED') OR ended_at IS NOT NULL",
            name="held_has_an_end",
        ),
        CheckConstraint(
            "status NOT IN ('LEDGER_SIGNED', 'DEBRIEFED') OR (ledger_signed_by_id IS NOT NULL"
            " AND ledger_second_signed_by_id IS NOT NULL AND ledger_hash IS NOT NULL)",
            name="ledger_has_two_signers",
        ),
        CheckConstraint("ledger_second_signed_by_id <> ledger_signed_by_id", name="signers_differ"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(words(MeetingKind))
    is_first: Mapped[bool]
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    held_at: Mapped[datetime | None] = mapped_column(Instant)
    duration_min: Mapped[int]
    venue: Mapped[str]
    address: Mapped[str]
    capacity: Mapped[int]
    access_notes: Mapped[str | None]
    safety_plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    moderator_name: Mapped[str | None]
    moderator_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    law_speaks_first: Mapped[bool]
    recording_allowed: Mapped[bool] = mapped_column(default=False)
    defender_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    contact_name: Mapped[str | None]
    contact_phone: Mapped[str | None]
    contact_whatsapp: Mapped[str | None]
    reply_by: Mapped[date | None]
    institutions_present: Mapped[str | None]
    services_announced: Mapped[str | None]
    status: Mapped[MeetingStatus] = mapped_column(words(MeetingStatus))
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ledger_signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    ledger_second_signed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("users.id"), index=True
    )
    ledger_hash: Mapped[str | None] = mapped_column(String(64))

    cohort: Mapped[Cohort] = relationship()


class Listing(Record):
    """A person on the list of one call-in; it opens the clerk's sight."""

    __tablename__ = "listings"
    __slug__ = "listings"
    __machine__ = "Y"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.ATTENDANCE
    __table_args__ = (
        # Somebody taken off the list may be listed again.
        Index(
            None,
            "meeting_id",
            "pathway_id",
            unique=True,
            sqlite_where=literal_column("status = 'LISTED'"),
            postgresql_where=literal_column("status = 'LISTED'"),
        ),
        CheckConstraint("status <> 'OFF' OR taken_off_at IS NOT NULL", name="off_at_some_time"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    status: Mapped[ListingStatus] = mapped_column(words(ListingStatus))
    listed_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    listed_at: Mapped[datetime] = mapped_column(Instant)
    taken_off_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str | None]

    meeting: Mapped[Meeting] = relationship()
    pathway: Mapped[Pathway] = relationship()


class SafePassage(Record):
    """A named prosecutor's promise that nobody is detained at the meeting, and its limits."""

    __tablename__ = "safe_passages"
    __slug__ = "safe-passages"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    guarantor_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    scope: Mapped[str]
    exceptions: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(Instant)
    valid_until: Mapped[date]


class WarrantCheck(Record):
    """Whether a warrant was outstanding when somebody last looked."""

    __tablename__ = "warrant_checks"
    __slug__ = "warrant-checks"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    checked_at: Mapped[datetime] = mapped_column(Instant)
    checked_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    result: Mapped[WarrantResult] = mapped_column(words(WarrantResult))
