"""Dated settings, added holidays and the worded papers."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from dmi.policy.classes import DataClass
from dmi.policy.plain_states import TextStatus
from dmi.profiles.placeholders import has_stray_brace, unknown_names
from dmi.profiles.words import BlockKind, DataLaw, HolidayKind, PaperId
from dmi.store.base import Record
from dmi.store.columns import Instant, words


class Setting(Record):
    """One value from a day on; it counts once it is approved, and is never edited."""

    __tablename__ = "settings"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS
    __table_args__ = (
        UniqueConstraint("name", "profile", "in_force_from"),
        CheckConstraint("second_by_ref IS NULL OR second_by_ref <> set_by_ref", name="two_people"),
    )

    name: Mapped[str] = mapped_column(String(60))
    profile: Mapped[str] = mapped_column(String(8))
    value: Mapped[str] = mapped_column(Text)
    in_force_from: Mapped[date] = mapped_column(Date)
    set_by_ref: Mapped[str] = mapped_column(String(36))
    reason: Mapped[str | None] = mapped_column(Text)
    second_by_ref: Mapped[str | None] = mapped_column(String(36))
    approved_on: Mapped[date | None] = mapped_column(Date)


class Holiday(Record):
    """A day that the published calendar does not know: an election, a closed office."""

    __tablename__ = "holidays"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS
    __table_args__ = (UniqueConstraint("day", "jurisdiction_code"),)

    day: Mapped[date] = mapped_column(Date)
    jurisdiction_code: Mapped[str | None] = mapped_column(String(5))
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[HolidayKind] = mapped_column(words(HolidayKind))


class TextVersion(Record):
    """One wording of one paper; production issues nothing from one that nobody approved."""

    __tablename__ = "text_versions"
    __slug__ = "texts"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS
    __machine__ = "TX"
    __state__ = "status"
    __table_args__ = (
        UniqueConstraint("paper", "profile", "language", "number"),
        CheckConstraint(
            "approved_by_ref IS NULL OR approved_by_ref <> written_by_ref", name="not_own_text"
        ),
        CheckConstraint(
            "(approved_by_ref IS NULL) = (approved_at IS NULL)", name="approved_by_somebody"
        ),
        CheckConstraint(
            "status <> 'APPROVED' OR approved_by_ref IS NOT NULL", name="approval_has_approver"
        ),
    )

    paper: Mapped[PaperId] = mapped_column(words(PaperId))
    profile: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(8))
    number: Mapped[int] = mapped_column(Integer)
    status: Mapped[TextStatus] = mapped_column(words(TextStatus))
    blocks_hash: Mapped[str] = mapped_column(String(64))
    written_by_ref: Mapped[str] = mapped_column(String(36))
    approved_by_ref: Mapped[str | None] = mapped_column(String(36))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    legal_regime: Mapped[DataLaw | None] = mapped_column(words(DataLaw))
    in_force_from: Mapped[date | None] = mapped_column(Date)
    retired_on: Mapped[date | None] = mapped_column(Date)

    blocks: Mapped[list["TextBlock"]] = relationship(
        back_populates="version", order_by="TextBlock.position"
    )


class NotOnTheList(ValueError):
    """A block holds a name in braces that no paper knows, or braces around something else."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"no such placeholder: {', '.join(names) or 'a stray brace'}")
        self.names = names


class TextBlock(Record):
    """One numbered block of a version; its body is words and placeholders, never code."""

    __tablename__ = "text_blocks"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS
    __table_args__ = (UniqueConstraint("version_id", "block_id"),)

    version_id: Mapped[UUID] = mapped_column(ForeignKey("text_versions.id"), index=True)
    block_id: Mapped[str] = mapped_column(String(8))
    kind: Mapped[BlockKind] = mapped_column(words(BlockKind))
    condition: Mapped[str | None] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer)

    version: Mapped[TextVersion] = relationship(back_populates="blocks")

    @validates("body")
    def only_known_names(self, _column: str, body: str) -> str:
        """Return the words of the block, which hold no brace but those of the closed list.

        Raises:
            NotOnTheList: with the names that are not.
        """
        unknown = unknown_names(body)
        if unknown or has_stray_brace(body):
            raise NotOnTheList(unknown)
        return body
