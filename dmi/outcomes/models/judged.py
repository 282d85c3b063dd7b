"""How the cases of those formalised in the same months ended within a year: counts, no person."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dmi.outcomes.models.evaluation import NAME_CHARS
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.territory.models.place import Withdrawable, withdrawn_with_reason


class JudgedGroup(Withdrawable, Record):
    """Everybody formalised in some months, each followed for twelve months from that day.

    ``judged`` are those with a final judgment by then, by the date of sentence; ``convicted``
    are those of them who were convicted.
    """

    __tablename__ = "judged_groups"
    __slug__ = "judged-groups"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = (
        withdrawn_with_reason(),
        CheckConstraint("formalised_from <= formalised_to", name="days_in_order"),
        CheckConstraint("counted_on > formalised_to", name="counted_afterwards"),
        CheckConstraint("formalised > 0", name="somebody_formalised"),
        CheckConstraint(
            "convicted >= 0 AND convicted <= judged AND judged <= formalised",
            name="parts_of_a_whole",
        ),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    formalised_from: Mapped[date]
    formalised_to: Mapped[date]
    formalised: Mapped[int]
    judged: Mapped[int]
    convicted: Mapped[int]
    counted_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(NAME_CHARS))
