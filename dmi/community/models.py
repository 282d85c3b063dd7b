"""What is done with the residents of an area: partners, meetings, works, and what they answered."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, literal_column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.community.rules import PEOPLE
from dmi.community.words import CommunityKind, PartnerKind, TechnologyKind, WorkKind
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Sealed, sealed_column, words
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.models.place import Sector, Withdrawable, withdrawn_with_reason

MOST_PESOS = 2_000_000_000


def share() -> Numeric[Decimal]:
    """Return the column type of a percentage, as exact as a form lets it be typed."""
    return Numeric(6, 3)


class Partner(Withdrawable, Record):
    """An organisation or a voice of the area that stands with the programme."""

    __tablename__ = "partners"
    __slug__ = "partners"
    __data_class__: ClassVar[DataClass] = DataClass.COMMUNITY
    __table_args__ = (
        # A list of people is kept of those alone who agreed to stand on it.
        CheckConstraint(
            "consent_on IS NOT NULL OR kind NOT IN ('RESIDENT', 'FORMER_SELLER')",
            name="person_agreed",
        ),
        CheckConstraint(
            "withdrawn_at IS NULL OR (contact_name_sealed IS NULL AND contact_sealed IS NULL)",
            name="withdrawn_without_contact",
        ),
        CheckConstraint(
            "withdrawn_at IS NULL OR (person_name_sealed IS NULL"
            " AND (kind NOT IN ('RESIDENT', 'FORMER_SELLER') OR plain_name = ''))",
            name="withdrawn_person_unnamed",
        ),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    # Of an organisation; a person's name is sealed, and by the database they stand in no order.
    plain_name: Mapped[str] = mapped_column(default="")
    person_name_sealed: Mapped[bytes | None] = sealed_column()
    person_name = Sealed("person_name_sealed")
    kind: Mapped[PartnerKind] = mapped_column(words(PartnerKind))
    sector_id: Mapped[UUID | None] = mapped_column(ForeignKey("sectors.id"), index=True)
    contact_name_sealed: Mapped[bytes | None] = sealed_column()
    contact_name = Sealed("contact_name_sealed")
    contact_sealed: Mapped[bytes | None] = sealed_column()
    contact = Sealed("contact_sealed")
    is_speaker: Mapped[bool]
    consent_on: Mapped[date | None]

    sector: Mapped[Sector | None] = relationship()

    @property
    def name(self) -> str:
        """Return what the partner is called: nothing of a person who was withdrawn."""
        return self.person_name or self.plain_name

    def call(self, name: str) -> None:
        """Keep a name as befits the kind of partner."""
        is_person = self.kind in PEOPLE
        self.plain_name, self.person_name = ("", name) if is_person else (name, "")


class CommunityContact(Withdrawable, Record):
    """One meeting, walk, visit or campaign with the residents of a sector; it names nobody."""

    __tablename__ = "community_contacts"
    __slug__ = "community-contacts"
    __data_class__: ClassVar[DataClass] = DataClass.COMMUNITY
    __table_args__ = (
        CheckConstraint("attendees >= 0", name="attendees_not_negative"),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    cohort_id: Mapped[UUID | None] = mapped_column(ForeignKey("cohorts.id"), index=True)
    sector_id: Mapped[UUID] = mapped_column(ForeignKey("sectors.id"), index=True)
    kind: Mapped[CommunityKind] = mapped_column(words(CommunityKind))
    on: Mapped[date] = mapped_column("held_on")
    attendees: Mapped[int | None]
    issues: Mapped[str | None]
    outcome: Mapped[str | None]

    sector: Mapped[Sector] = relationship()
    cohort: Mapped[Cohort | None] = relationship()


class Work(Withdrawable, Record):
    """One work in a sector: on places and things, never on people."""

    __tablename__ = "works"
    __slug__ = "works"
    __data_class__: ClassVar[DataClass] = DataClass.COMMUNITY
    __table_args__ = (
        CheckConstraint(f"cost_clp BETWEEN 0 AND {MOST_PESOS}", name="cost_within_bounds"),
        CheckConstraint("finished_on >= started_on", name="finished_after_it_started"),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    sector_id: Mapped[UUID] = mapped_column(ForeignKey("sectors.id"), index=True)
    kind: Mapped[WorkKind] = mapped_column(words(WorkKind))
    started_on: Mapped[date | None]
    finished_on: Mapped[date | None]
    cost_clp: Mapped[int | None]
    note: Mapped[str | None]
    technology: Mapped[TechnologyKind | None] = mapped_column(words(TechnologyKind))
    budget_line: Mapped[str | None] = mapped_column(String(120))

    sector: Mapped[Sector] = relationship()


class Survey(Withdrawable, Record):
    """One wave of asking a market's residents, as it was counted; a wrong one is withdrawn."""

    __tablename__ = "surveys"
    __slug__ = "surveys"
    __data_class__: ClassVar[DataClass] = DataClass.COMMUNITY
    __table_args__ = (
        Index(
            "ix_surveys_one_standing_wave",
            "market_id",
            "wave",
            unique=True,
            sqlite_where=literal_column("withdrawn_at IS NULL"),
            postgresql_where=literal_column("withdrawn_at IS NULL"),
        ),
        CheckConstraint("wave > 0", name="wave_counts_from_one"),
        CheckConstraint("n > 0", name="somebody_answered"),
        *(
            CheckConstraint(f"{name} BETWEEN 0 AND 100", name=f"{name}_is_a_share")
            for name in ("aware_pct", "safer_pct", "trust_pct")
        ),
        CheckConstraint("length(trim(method)) >= 20", name="method_written"),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    market_id: Mapped[UUID] = mapped_column(ForeignKey("markets.id"))
    wave: Mapped[int]
    on: Mapped[date] = mapped_column("asked_on")
    n: Mapped[int]
    aware_pct: Mapped[Decimal | None] = mapped_column(share())
    safer_pct: Mapped[Decimal | None] = mapped_column(share())
    trust_pct: Mapped[Decimal | None] = mapped_column(share())
    method: Mapped[str]

    market: Mapped[Market] = relationship()
