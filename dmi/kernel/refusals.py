"""Why the application says no, and with which answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class UnmetCondition:
    """One guard that does not hold, with the arguments of its sentence."""

    guard: str
    args: Mapping[str, object] = field(default_factory=dict)


class Refusal(Exception):
    """A request that is not carried out."""

    status: ClassVar[int] = 400


class NotKnown(Refusal):
    """Unknown, or not for this reader: both give the same answer."""

    status: ClassVar[int] = 404


class Unmet(Refusal):
    """Permitted, but conditions are missing; all of them are named."""

    status: ClassVar[int] = 409

    def __init__(self, gaps: tuple[UnmetCondition, ...]) -> None:
        """Keep every unmet condition."""
        super().__init__(", ".join(gap.guard for gap in gaps))
        self.gaps = gaps


class Stale(Refusal):
    """Somebody else changed the row after it was read."""

    status: ClassVar[int] = 409


class AlreadySent(Refusal):
    """The form was sent before with other words: what it did is done once only."""

    status: ClassVar[int] = 422


class Faults(Refusal):
    """Fields that were filled in wrongly, with a sentence for each fault."""

    status: ClassVar[int] = 400

    def __init__(self, faults: Mapping[str, list[str]]) -> None:
        """Keep the faults by field."""
        super().__init__(", ".join(sorted(faults)))
        self.faults = dict(faults)
