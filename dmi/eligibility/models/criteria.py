"""The questions of a review, frozen by version, and the prosecutor's evidence certificate."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmi.eligibility.words import CriterionKind
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, words


class CriteriaVersion(Record):
    """One approved set of questions; frozen once a review used it."""

    __tablename__ = "criteria_versions"
    __slug__ = "criteria-versions"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "number"),
        CheckConstraint("retired_on >= effective_from", name="ends_after_it_starts"),
    )

    number: Mapped[int]
    effective_from: Mapped[date]
    retired_on: Mapped[date | None]
    approved_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    approved_at: Mapped[datetime] = mapped_column(Instant)
    profile: Mapped[str] = mapped_column(String(8))


class Criterion(Record):
    """One question in both languages."""

    __tablename__ = "criteria"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS
    __table_args__ = (UniqueConstraint("version_id", "code"),)

    version_id: Mapped[UUID] = mapped_column(ForeignKey("criteria_versions.id"))
    code: Mapped[str] = mapped_column(String(20))
    text_es: Mapped[str]
    text_en: Mapped[str]
    kind: Mapped[CriterionKind] = mapped_column(words(CriterionKind))
    source: Mapped[str]
    needs_person: Mapped[bool]


class EvidenceCertificate(Record):
    """A prosecutor's word that the evidence against one person is enough to review."""

    __tablename__ = "evidence_certificates"
    __slug__ = "evidence-certificates"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    certified_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    certified_at: Mapped[datetime] = mapped_column(Instant)
    rule_version: Mapped[str]
    met: Mapped[dict[str, Any]] = mapped_column(JSON)
    exception_reason: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
