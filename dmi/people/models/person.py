"""Who somebody is: sealed under their own key and found by keyed tokens."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmi.people.words import CustodyStatus, IdentityBasis, Sex, VerifiedHow
from dmi.policy.classes import DataClass
from dmi.profiles.words import DocumentKind
from dmi.store.base import Base, Record
from dmi.store.columns import Instant, Sealed, sealed_column, words


class Person(Record):
    """One human being; rows are linked, never merged."""

    __tablename__ = "persons"
    __slug__ = "persons"
    __data_class__: ClassVar[DataClass] = DataClass.IDENTITY
    __owns_key__ = True
    __table_args__ = (
        CheckConstraint(
            "identity_confirmed_at IS NULL"
            " OR (identity_basis IS NOT NULL AND identity_confirmed_by_id IS NOT NULL)",
            name="confirmed_by_somebody",
        ),
        CheckConstraint(
            "identity_second_by_id <> identity_confirmed_by_id", name="two_different_officers"
        ),
    )

    code: Mapped[str] = mapped_column(String(20), unique=True)
    run_sealed: Mapped[bytes | None] = sealed_column()
    run = Sealed("run_sealed")
    run_index: Mapped[str | None] = mapped_column(String(32), unique=True)
    given_names_sealed: Mapped[bytes | None] = sealed_column()
    given_names = Sealed("given_names_sealed")
    surname_1_sealed: Mapped[bytes | None] = sealed_column()
    surname_1 = Sealed("surname_1_sealed")
    surname_2_sealed: Mapped[bytes | None] = sealed_column()
    surname_2 = Sealed("surname_2_sealed")
    social_name_sealed: Mapped[bytes | None] = sealed_column()
    social_name = Sealed("social_name_sealed")
    aliases_sealed: Mapped[bytes | None] = sealed_column()
    aliases = Sealed("aliases_sealed")
    birth_date_sealed: Mapped[bytes | None] = sealed_column()
    birth_date_iso = Sealed("birth_date_sealed")
    sex_registered: Mapped[Sex | None] = mapped_column(words(Sex))
    nationality: Mapped[str | None]
    language: Mapped[str] = mapped_column(String(5))
    needs_interpreter: Mapped[bool | None]
    salutation: Mapped[str | None]
    phone_sealed: Mapped[bytes | None] = sealed_column()
    phone = Sealed("phone_sealed")
    email_sealed: Mapped[bytes | None] = sealed_column()
    email = Sealed("email_sealed")
    accessibility_sealed: Mapped[bytes | None] = sealed_column()
    accessibility = Sealed("accessibility_sealed")
    guardian_name_sealed: Mapped[bytes | None] = sealed_column()
    guardian_name = Sealed("guardian_name_sealed")
    custody_status: Mapped[CustodyStatus] = mapped_column(words(CustodyStatus))
    deceased_on: Mapped[date | None]
    identity_basis: Mapped[IdentityBasis | None] = mapped_column(words(IdentityBasis))
    identity_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    identity_confirmed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("users.id"), index=True
    )
    identity_second_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    is_blocked: Mapped[bool] = mapped_column(default=False)

    @property
    def birth_date(self) -> date | None:
        """Return the day of birth, kept sealed as an ISO day."""
        return date.fromisoformat(self.birth_date_iso) if self.birth_date_iso else None

    @birth_date.setter
    def birth_date(self, day: date | None) -> None:
        self.birth_date_iso = day.isoformat() if day else ""

    @property
    def full_name(self) -> str:
        """Return given names and surnames in their usual order, without gaps."""
        return " ".join(filter(None, (self.given_names, self.surname_1, self.surname_2)))


class IdentityDocument(Record):
    """One document of a person; somebody may hold several."""

    __tablename__ = "identity_documents"
    __data_class__: ClassVar[DataClass] = DataClass.IDENTITY
    __table_args__ = (
        UniqueConstraint("kind", "country", "number_index"),
        CheckConstraint(
            "kind IN ('RUN', 'IPE', 'IPA', 'UNKNOWN') OR country IS NOT NULL",
            name="foreign_number_names_its_country",
        ),
        CheckConstraint("number_sealed IS NOT NULL", name="number_given"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind))
    number_sealed: Mapped[bytes | None] = sealed_column()
    number = Sealed("number_sealed")
    number_index: Mapped[str] = mapped_column(String(32))
    country: Mapped[str | None] = mapped_column(String(2))
    expires_on: Mapped[date | None]
    is_verified: Mapped[bool]
    verified_how: Mapped[VerifiedHow | None] = mapped_column(words(VerifiedHow))


class Address(Record):
    """One dated address of a person; a letter keeps its own copy."""

    __tablename__ = "addresses"
    __slug__ = "addresses"
    __data_class__: ClassVar[DataClass] = DataClass.IDENTITY
    __table_args__ = (CheckConstraint("line_sealed IS NOT NULL", name="line_given"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    line_sealed: Mapped[bytes | None] = sealed_column()
    line = Sealed("line_sealed")
    unit_detail_sealed: Mapped[bytes | None] = sealed_column()
    unit_detail = Sealed("unit_detail_sealed")
    # Where the person lives; the scope's jurisdiction is where the programme works.
    municipality_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    reference_sealed: Mapped[bytes | None] = sealed_column()
    reference = Sealed("reference_sealed")
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    valid_to: Mapped[date | None]
    source: Mapped[str | None]


class PersonToken(Base):
    """A keyed token of a folded word of a name or alias, or of a beginning of it."""

    __tablename__ = "person_tokens"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), primary_key=True, index=True)
