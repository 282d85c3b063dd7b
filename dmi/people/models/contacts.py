"""Who stands beside a person, what they allow, and what they were told."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dmi.owed.words import Channel
from dmi.people.words import (
    ConsentAnswer,
    ConsentPurpose,
    MandateKind,
    NoticeChannel,
    NoticeKind,
    Relation,
)
from dmi.policy.classes import DataClass
from dmi.policy.states import GrantStatus
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words


class Influential(Record):
    """Somebody whose word counts for the person; contacted by own consent, deleted on exit."""

    __tablename__ = "influentials"
    __slug__ = "influentials"
    __data_class__: ClassVar[DataClass] = DataClass.INFLUENTIALS
    __table_args__ = (
        CheckConstraint("name_sealed IS NOT NULL", name="name_given"),
        CheckConstraint(
            "consent_to_contact <> 'YES' OR consent_on IS NOT NULL", name="consent_is_dated"
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    name_sealed: Mapped[bytes | None] = sealed_column()
    name = Sealed("name_sealed")
    relation: Mapped[Relation] = mapped_column(words(Relation))
    contact_sealed: Mapped[bytes | None] = sealed_column()
    contact = Sealed("contact_sealed")
    consent_to_contact: Mapped[ConsentAnswer] = mapped_column(words(ConsentAnswer))
    consent_on: Mapped[date | None]
    notes_sealed: Mapped[bytes | None] = sealed_column()
    notes = Sealed("notes_sealed")
    delete_on: Mapped[date | None]


class Mandate(Record):
    """A defender's mandate for a person and its end."""

    __tablename__ = "mandates"
    __slug__ = "mandates"
    __machine__ = "T"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.DISCLOSURES
    __table_args__ = (
        CheckConstraint(
            "defender_id IS NOT NULL OR defender_name_sealed IS NOT NULL", name="names_a_defender"
        ),
        CheckConstraint("until_on >= from_on", name="ends_after_it_starts"),
        CheckConstraint(
            "status <> 'ENDED' OR (ended_by_id IS NOT NULL AND end_reason IS NOT NULL)",
            name="ended_with_reason",
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    defender_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    defender_name_sealed: Mapped[bytes | None] = sealed_column()
    defender_name = Sealed("defender_name_sealed")
    phone: Mapped[str | None]
    kind: Mapped[MandateKind] = mapped_column(words(MandateKind))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    status: Mapped[GrantStatus] = mapped_column(words(GrantStatus))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    end_reason: Mapped[str | None]


class Consent(Record):
    """One answer for one purpose and one recipient; for messages it names the channel."""

    __tablename__ = "consents"
    __slug__ = "consents"
    __machine__ = "CO"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.AGREEMENT
    __table_args__ = (
        CheckConstraint("length(trim(recipient)) > 0", name="recipient_named"),
        CheckConstraint(
            "(purpose = 'MESSAGES') = (channel IS NOT NULL)", name="messages_name_a_channel"
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    purpose: Mapped[ConsentPurpose] = mapped_column(words(ConsentPurpose))
    recipient: Mapped[str]
    channel: Mapped[Channel | None] = mapped_column(words(Channel))
    scope: Mapped[str]
    answer: Mapped[ConsentAnswer] = mapped_column(words(ConsentAnswer))
    given_at: Mapped[datetime] = mapped_column(Instant)
    language: Mapped[str] = mapped_column(String(5))
    interpreter_name: Mapped[str | None]
    witness: Mapped[str | None]
    expires_on: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    form_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    status: Mapped[GrantStatus] = mapped_column(words(GrantStatus))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)


class PersonNotice(Record):
    """What a person is to be told: drafted, released by a prosecutor, then told."""

    __tablename__ = "person_notices"
    __slug__ = "notices"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS
    __table_args__ = (
        CheckConstraint(
            "(released_by_id IS NULL) = (released_at IS NULL)", name="released_by_somebody"
        ),
        CheckConstraint(
            "told_at IS NULL OR (how IS NOT NULL AND told_by_id IS NOT NULL)",
            name="told_by_somebody_somehow",
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(words(NoticeKind))
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    released_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    how: Mapped[NoticeChannel | None] = mapped_column(words(NoticeChannel))
    told_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    defender_told_at: Mapped[datetime | None] = mapped_column(Instant)
