"""One person's way through one cohort, and why it began."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.people.models.person import Person
from dmi.people.words import InformationGrade, SourceGrade, SourceType
from dmi.policy.classes import DataClass
from dmi.policy.states import Stage
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.territory.models.cohort import Cohort


class Pathway(Record):
    """One person's way through one cohort; its stage is machine P."""

    __tablename__ = "pathways"
    __slug__ = "pathways"
    __machine__ = "P"
    __state__ = "stage"
    __data_class__: ClassVar[DataClass] = DataClass.PATHWAY_STAGE
    __table_args__ = (UniqueConstraint("person_id", "cohort_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"), index=True)
    stage: Mapped[Stage] = mapped_column(words(Stage))
    first_nominated_at: Mapped[datetime] = mapped_column(Instant)
    charged_on: Mapped[date | None]
    purge_on: Mapped[date | None]
    is_sealed: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    cohort: Mapped[Cohort] = relationship()


class Nomination(Record):
    """One source's suspicion, written down when the name came in."""

    __tablename__ = "nominations"
    __slug__ = "nominations"
    __data_class__: ClassVar[DataClass] = DataClass.NOMINATIONS
    __table_args__ = (
        CheckConstraint("suspicion_basis_sealed IS NOT NULL", name="suspicion_written"),
        CheckConstraint("corroborated_by_id <> id", name="not_its_own_corroboration"),
        CheckConstraint(
            "(attach_confirmed_by_id IS NULL) = (attach_confirmed_at IS NULL)",
            name="attached_by_somebody_at_some_time",
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    source_type: Mapped[SourceType] = mapped_column(words(SourceType))
    source_grade: Mapped[SourceGrade] = mapped_column(words(SourceGrade))
    information_grade: Mapped[InformationGrade] = mapped_column(words(InformationGrade))
    is_anonymous: Mapped[bool]
    place: Mapped[str]
    observed_on: Mapped[date]
    suspicion_basis_sealed: Mapped[bytes | None] = sealed_column()
    suspicion_basis = Sealed("suspicion_basis_sealed")
    corroborated_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("nominations.id"), index=True
    )
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    attach_confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    attach_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    purpose_note: Mapped[str | None]
