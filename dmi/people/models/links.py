"""What ties a person to a buy, a police report or another person."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.evidence.models.buy import Buy
from dmi.people.models.pathway import Pathway
from dmi.people.words import LinkDirection, LinkKind, LinkStatus, Recognition, SellerRole
from dmi.policy.classes import DataClass
from dmi.policy.states import LinkState
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words


class BuySeller(Record):
    """The only link of a buy and a person: by whom, on what ground; it can be withdrawn."""

    __tablename__ = "buy_sellers"
    __slug__ = "attributions"
    __machine__ = "J"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE
    __table_args__ = (
        # A withdrawn link stays on file and may be made again on a better ground.
        Index(
            None,
            "buy_id",
            "pathway_id",
            unique=True,
            sqlite_where=literal_column("status <> 'WITHDRAWN'"),
            postgresql_where=literal_column("status <> 'WITHDRAWN'"),
        ),
        CheckConstraint("length(trim(basis)) > 0", name="basis_written"),
        CheckConstraint(
            "status <> 'WITHDRAWN' OR (withdrawn_by_id IS NOT NULL"
            " AND withdrawn_at IS NOT NULL AND withdraw_reason IS NOT NULL)",
            name="withdrawn_with_reason",
        ),
    )

    buy_id: Mapped[UUID] = mapped_column(ForeignKey("buys.id"))
    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    role: Mapped[SellerRole] = mapped_column(words(SellerRole))
    recognition: Mapped[Recognition] = mapped_column(words(Recognition))
    basis: Mapped[str]
    occurred_at: Mapped[datetime] = mapped_column(Instant)
    age_at_act: Mapped[int | None]
    prescribes_on: Mapped[date | None]
    linked_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    linked_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[LinkState] = mapped_column(words(LinkState))
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdraw_reason: Mapped[str | None]

    buy: Mapped[Buy] = relationship()
    pathway: Mapped[Pathway] = relationship()


class PoliceReportRef(Record):
    """A police report that speaks of the person, by number, unit and day."""

    __tablename__ = "police_report_refs"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    number: Mapped[str]
    unit: Mapped[str]
    on: Mapped[date] = mapped_column("reported_on")
    note_sealed: Mapped[bytes | None] = sealed_column()
    note = Sealed("note_sealed")


class PersonLink(Record):
    """Two persons who are the same, sell together, are family or must not meet."""

    __tablename__ = "person_links"
    __slug__ = "person-links"
    __data_class__: ClassVar[DataClass] = DataClass.NOMINATIONS
    __table_args__ = (
        CheckConstraint("person_id <> other_id", name="two_different_persons"),
        CheckConstraint("until_on >= since_on", name="ends_after_it_starts"),
        CheckConstraint("status <> 'UNDONE' OR undone_at IS NOT NULL", name="undone_at_some_time"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(words(LinkKind))
    direction: Mapped[LinkDirection | None] = mapped_column(words(LinkDirection))
    basis: Mapped[str]
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]
    status: Mapped[LinkStatus] = mapped_column(words(LinkStatus))
    approval_id: Mapped[UUID | None] = mapped_column(ForeignKey("approvals.id"), index=True)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
