"""What can be wrong with figures that somebody brings: faults stop the work, cautions go along."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why figures cannot be evaluated."""

    COLUMN = "E_COLUMN"
    CELL = "E_CELL"
    PERIOD = "E_PERIOD"
    NEGATIVE = "E_NEGATIVE"
    NONINT = "E_NONINT"
    DUPKEY = "E_DUPKEY"
    GAP = "E_GAP"
    SHORT = "E_SHORT"
    NOCONTROL = "E_NOCONTROL"
    OVERLAP = "E_OVERLAP"
    INFEASIBLE = "E_INFEASIBLE"
    FOLLOWUP = "E_FOLLOWUP"
    FEWEVENTS = "E_FEWEVENTS"
    UNKNOWN = "E_UNKNOWN"
    SPEC = "E_SPEC"


class Unfit(ValueError):
    """Figures that cannot be evaluated: the kind of fault, and a sentence that says where."""

    def __init__(self, fault: Fault, sentence: str, places: Sequence[str] = ()) -> None:
        """Keep the fault and the places: lines of a file, months, or names of constraints."""
        super().__init__(f"{fault}: {sentence}")
        self.fault = fault
        self.places = tuple(places)


class Caution(StrEnum):
    """What a reader must be told beside a result."""

    STRUCTURAL = "W_STRUCTURAL"
    OVERDISP = "W_OVERDISP"
    FEWEVENTS = "W_FEWEVENTS"
    ONEAREA = "W_ONEAREA"
    PLACEBO_TIME = "W_PLACEBO_TIME"
    SHOCK = "W_SHOCK"
    WDDSCALE = "W_WDDSCALE"
    START = "W_START"
    PERMUTATION = "W_PERMUTATION"


@dataclass(frozen=True, slots=True)
class Told:
    """One caution with its sentence."""

    caution: Caution
    sentence: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval and the probability of one as far from none.

    ``value``, ``low`` and ``high`` share one unit, which the function that returns it names.
    """

    value: float
    low: float
    high: float
    p: float
