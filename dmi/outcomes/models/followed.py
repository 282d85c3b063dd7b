"""How long people stayed without a new event, under a locked plan; no person is kept."""

from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from dmi.outcomes.models.analysis import PlannedAnalysis, said_before
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON


class FollowUpAnalysis(PlannedAnalysis, Record):
    """One reading of a file of people under pseudonyms; ``moments`` say when its curves are read.

    The file is deleted once it is computed. Without moments the quarters of the longest time are
    taken.
    """

    __tablename__ = "follow_up_analyses"
    __slug__ = "follow-up-analyses"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = said_before()

    moments: Mapped[list[float]] = mapped_column(JSON)
