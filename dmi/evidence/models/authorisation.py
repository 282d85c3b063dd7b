"""The prosecutor's word before anybody buys, and the codes that stand for the buyers."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.evidence.models.investigation import Operation
from dmi.evidence.words import CovertKind, GrantMode, GrantorRank, Technique
from dmi.policy.classes import DataClass
from dmi.policy.states import AuthorisationStatus
from dmi.profiles.words import AuthorisationRegime
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words


class CovertCode(Record):
    """What stands for an undercover officer or informant: a code, never a name."""

    __tablename__ = "covert_codes"
    __slug__ = "covert-codes"
    __author__ = "handler_id"
    __data_class__: ClassVar[DataClass] = DataClass.COVERT_CODES
    __key_class__ = "evidence"
    __table_args__ = (
        CheckConstraint("code LIKE 'AG-____' OR code LIKE 'IN-____'", name="only_a_code"),
    )

    code: Mapped[str] = mapped_column(String(7), unique=True)
    kind: Mapped[CovertKind] = mapped_column(words(CovertKind))
    handler_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    register_ref_sealed: Mapped[bytes | None] = sealed_column()
    register_ref = Sealed("register_ref_sealed")
    retired_on: Mapped[date | None]


class Authorisation(Record):
    """A prosecutor's own record of what was allowed, to which codes, and until when."""

    __tablename__ = "authorisations"
    __slug__ = "authorisations"
    __machine__ = "AU"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.AUTHORISATIONS
    __table_args__ = (
        CheckConstraint("valid_to > valid_from", name="ends_after_it_starts"),
        CheckConstraint("max_buys > 0", name="allows_a_buy"),
        CheckConstraint("length(ruc) >= 4", name="ruc_is_a_number"),
        CheckConstraint(
            "technique <> 'INFORMANT' OR proposed_by IS NOT NULL", name="informant_was_proposed"
        ),
        CheckConstraint(
            "status <> 'REVOKED' OR (revoked_at IS NOT NULL AND revoke_reason IS NOT NULL)",
            name="revoked_with_reason",
        ),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    regime: Mapped[AuthorisationRegime] = mapped_column(words(AuthorisationRegime))
    technique: Mapped[Technique] = mapped_column(words(Technique))
    ruc: Mapped[str] = mapped_column(String(12))
    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operations.id"), index=True)
    granted_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    grantor_rank: Mapped[GrantorRank] = mapped_column(words(GrantorRank))
    granted_at: Mapped[datetime] = mapped_column(Instant)
    mode: Mapped[GrantMode] = mapped_column(words(GrantMode))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    valid_from: Mapped[datetime] = mapped_column(Instant)
    valid_to: Mapped[datetime] = mapped_column(Instant)
    scope: Mapped[str]
    place: Mapped[str | None]
    proposed_by: Mapped[str | None]
    police_force: Mapped[str]
    max_buys: Mapped[int | None]
    conditions: Mapped[str | None]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    revoke_reason: Mapped[str | None]
    renews_id: Mapped[UUID | None] = mapped_column(ForeignKey("authorisations.id"), index=True)
    is_late_record: Mapped[bool]
    status: Mapped[AuthorisationStatus] = mapped_column(words(AuthorisationStatus))

    operation: Mapped[Operation] = relationship()


class AuthorisationCode(Record):
    """One code that an authorisation covers."""

    __tablename__ = "authorisation_codes"
    __data_class__: ClassVar[DataClass] = DataClass.AUTHORISATIONS
    __table_args__ = (UniqueConstraint("authorisation_id", "code_id"),)

    authorisation_id: Mapped[UUID] = mapped_column(ForeignKey("authorisations.id"))
    code_id: Mapped[UUID] = mapped_column(ForeignKey("covert_codes.id"), index=True)
