"""Comparisons of many small units under a locked plan, each said before it was computed."""

from typing import Any, ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from dmi.outcomes.models.analysis import PlannedAnalysis, said_before
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON


class BlockAnalysis(PlannedAnalysis, Record):
    """One comparison of blocks; ``spec`` is what is matched and scored."""

    __tablename__ = "block_analyses"
    __slug__ = "block-analyses"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = said_before()

    spec: Mapped[dict[str, Any]] = mapped_column(JSON)
