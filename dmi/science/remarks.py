"""What is to be said of a row, a file or a cell, by code and sentence; nothing is guessed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from dmi.kernel.words import N_

MOST_REJECTED = 0.05
"""The share of rejected rows beyond which a file is not used at all."""
FEWEST_INCIDENTS = 30
FEWEST_CELLS = 10


class Code(StrEnum):
    """Why a row or file is not used (E), what to know before it is believed (W), reasons (R)."""

    E_COLUMN = "E_COLUMN"
    E_DATE = "E_DATE"
    E_COORD = "E_COORD"
    E_ZERO = "E_ZERO"
    E_SOURCE = "E_SOURCE"
    E_FEW = "E_FEW"
    W_DUP = "W_DUP"
    W_PILE = "W_PILE"
    W_EXCLUDED = "W_EXCLUDED"
    W_TIPONLY = "W_TIPONLY"
    R_SECTOR = "R_SECTOR"
    R_SOURCES = "R_SOURCES"
    R_RECENT = "R_RECENT"
    R_CHANCE = "R_CHANCE"
    R_SCHOOLS = "R_SCHOOLS"
    R_WEIGHTS = "R_WEIGHTS"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong, or that a reader must know.

    Attributes:
        code: its kind.
        sentence: in English, as the catalogue knows it.
        args: what stands in the sentence's places.
    """

    code: Code
    sentence: str
    args: dict[str, str] = field(default_factory=dict)

    def text(self, say: Callable[[str], str] = str) -> str:
        """Return the whole sentence in the language of ``say``."""
        return say(self.sentence).format(**self.args)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not used; ``row`` counts as a spreadsheet does, the heading being 1."""

    row: int
    remark: Remark


class Unusable(Exception):
    """A file that cannot be used at all; ``remark`` says why."""

    def __init__(self, remark: Remark) -> None:
        """Keep the remark."""
        super().__init__(f"{remark.code}: {remark.text()}")
        self.remark = remark


NO_TABLE = N_("The file is no table: {why}.")
NO_AREAS = N_("The file holds no areas in GeoJSON: {why}.")
NO_COLUMN = N_("The file has no column {column}.")
TWO_COLUMNS = N_("Two columns say {column}: {found}.")
NO_PLACE_COLUMNS = N_("The file has neither lat and lon nor x_m and y_m.")
OTHER_LENGTH = N_("The row has {found} cells and the heading {wanted}.")
NO_VALUE = N_("The row has no {column}.")
NO_DATE = N_("“{value}” is no date written like 2026-11-23.")
FUTURE = N_("The date {value} has not come yet.")
NO_PLACE = N_("The coordinates are missing or no numbers.")
ZERO = N_("The coordinates are 0, 0: the place is not known.")
NOT_ON_EARTH = N_("Latitude runs from -90 to 90 and longitude from -180 to 180.")
SWAPPED = N_("Latitude and longitude are swapped.")
OUTSIDE_BOX = N_("The place lies outside the areas.")
NO_SOURCE = N_("“{value}” is no known source.")
TOO_FAR_APART = N_("The incidents lie so far apart that no grid holds them; row {row} is farthest.")
FEW_INCIDENTS = N_("Only {count} incidents: with fewer than {wanted} nothing is ranked.")
FEW_CELLS = N_("Only {count} cells: with fewer than {wanted} nothing is ranked.")
DUPLICATES = N_("Exact duplicates, removed: {count}.")
PILE = N_("{share} % of the incidents lie on one point ({lon}, {lat}): an office or a default?")
EXCLUDED = N_("Incidents at excluded places, left out: {count}.")
TIP_ONLY = N_("Anonymous tips alone: not eligible until somebody verifies.")
IN_SECTOR = N_("In {sector}.")
SOURCES = N_("Kinds of source, {count}: {names}.")
RECENT = N_("In the last {days} days: {count}.")
CHANCE = N_("The cells around hold more than chance gives (Gi* {z}).")
SCHOOLS = N_("Schools within {metres} m: {count}.")
WITHOUT_WEIGHTS = N_("Without weights it would stand at {rank}.")


def other_length(found: int, wanted: int) -> Remark:
    """Return what is wrong with a row that has more or fewer cells than the heading."""
    args = {"found": str(found), "wanted": str(wanted)}
    return Remark(Code.E_COLUMN, OTHER_LENGTH, args)
