"""The real figures of the outcome tests, read once, and what was published about them."""

from functools import cache
from pathlib import Path
from typing import Any

from dmi.science.arrays import Flags, Floats
from dmi.science.columns import Table, read_table
from dmi.science.counts import CountPanel, count_panel
from dmi.science.linearised import Tail
from dmi.science.periods import month
from dmi.science.unit_file import unit_panel
from dmi.science.units import UnitPanel, UnitPlan
from tests.house.sources import ROOT

DATA = ROOT / "tests" / "data"
SEATTLE = DATA / "seattledmi.csv.gz"
CEAD = DATA / "cead_rm_mensual_2010_2025.csv.gz"
PEOPLE = DATA / "poblacion_rm.csv.gz"
ROSSI = DATA / "rossi_recidivism.csv.gz"
OUTCOMES = ("i_felony", "i_misdemea", "i_drugs", "any_crime")
COVARIATES = (
    *("TotalPop", "BLACK", "HISPANIC", "Males_1521", "HOUSEHOLDS"),
    *("FAMILYHOUS", "FEMALE_HOU", "RENTER_HOU", "VACANT_HOU"),
)
PLAN = UnitPlan(1, 12, (14, 16), dict.fromkeys(OUTCOMES, ()), COVARIATES, OUTCOMES, Tail.LOWER, 0.9)
SPEC: dict[str, Any] = {
    "id": "ID",
    "time": "time",
    "treated": "Intervention",
    "start_pre": 1,
    "end_pre": 12,
    "end_post": [14, 16],
    "match_out": list(OUTCOMES),
    "covariates": list(COVARIATES),
    "outcomes": list(OUTCOMES),
    "test": "lower",
}
DRUGS = "Delitos asociados a drogas"
PUBLIC_USE = "Consumo de alcohol y drogas en la vía pública"
ROBBERY = "Robos con violencia o intimidación"
LAS_CONDES = "13114"
# Treated, control, per cent, p, both limits at 90 %, permutation p: the tutorial of microsynth.
PUBLISHED: dict[tuple[int, str], tuple[float, ...]] = {
    (14, "i_felony"): (28, 37.56, -25.5, 0.0920, -49.3, 9.7, 0.1400),
    (14, "i_misdemea"): (19, 34.57, -45.0, 0.0068, -64.3, -15.4, 0.0480),
    (14, "i_drugs"): (11, 14.58, -24.6, 0.2193, -60.5, 44.2, 0.3160),
    (14, "any_crime"): (401, 504.05, -20.4, 0.0509, -37.1, 0.7, 0.0440),
    (16, "i_felony"): (46, 68.22, -32.6, 0.0109, -50.3, -8.4, 0.0120),
    (16, "i_misdemea"): (45, 71.80, -37.3, 0.0019, -52.8, -16.7, 0.0240),
    (16, "i_drugs"): (20, 23.76, -15.8, 0.2559, -46.4, 32.1, 0.3120),
    (16, "any_crime"): (788, 986.44, -20.1, 0.0146, -32.9, -4.9, 0.0120),
}
KEYS = ("treated", "control", "pct", "p", "low", "high", "permutation_p")
ALLOWED = (0, 0.02, 0.1, 0.0005, 0.1, 0.1, 0.04)
FLOAT = 1e-9


def misses(results: list[dict[str, Any]], keys: tuple[str, ...] = KEYS) -> list[str]:
    """Return every figure that lies farther from the published one than the bar allows."""
    found = []
    for one in results:
        published = PUBLISHED[one["end_post"], one["outcome"]]
        for key, wanted, allowed in zip(KEYS, published, ALLOWED, strict=True):
            if key in keys and not abs(one[key] - wanted) <= allowed + FLOAT:
                found.append(f"{one['outcome']} {one['end_post']} {key}: {one[key]} not {wanted}")
    return found


@cache
def seattle() -> UnitPanel:
    """Return the blocks of Seattle."""
    return unit_panel(
        read_table(SEATTLE),
        unit="ID",
        time="time",
        treated="Intervention",
        counts=OUTCOMES,
        covariates=COVARIATES,
        end_pre=12,
    )


@cache
def cead_table() -> Table:
    """Return the monthly cases of the region as they stand in the file."""
    return read_table(CEAD)


@cache
def cead(offence: str) -> CountPanel:
    """Return the monthly cases of one offence."""
    return count_panel(cead_table(), offence)


def window(offence: str, first: str, last: str) -> CountPanel:
    """Return the months of one offence from ``first`` to ``last``."""
    return cead(offence).window(month(first), month(last))


def sums(counts: Floats, units: Flags, first: int, last: int) -> int:
    """Return the events of some units in the quarters ``first`` to ``last``, from 1."""
    return int(counts[units, first - 1 : last].sum())


def written(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """Write a small file."""
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path
