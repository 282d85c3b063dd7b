"""An incident file about a city that does not exist, the same for the same seed."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from dmi.science.geometry import Floats
from dmi.science.sources import SOURCE_WEIGHTS

LAST_DAY = date(2024, 6, 11)
SPOT = (-20.05, -33.02)
"""Where a hundredth of all incidents lie: whoever ranks must find it. It is in an ocean."""
_CENTRE = (-20.0, -33.0)
_HALF = np.array([0.07, 0.056])
"""About 6.5 by 6.2 km each way."""
_SPREAD = 0.0015
_GATHERINGS = 300
_GATHERED = 0.7
_DAYS = 365
_KINDS = ("a", "b", "c")
_REPEATED = 100
_WITHOUT_DAY = 200


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader of the file must find.

    Attributes:
        incidents: rows that are used.
        duplicates: exact repetitions.
        rejected: rows whose day is none.
        on_spot: incidents within 10 m of ``SPOT``.
    """

    incidents: int
    duplicates: int
    rejected: int
    on_spot: int


def places(count: int, rng: np.random.Generator) -> Floats:
    """Return longitudes and latitudes, shape ``(count, 2)``; the first hundredth on the spot."""
    middles = rng.uniform(-1, 1, (_GATHERINGS, 2)) * _HALF * 0.9 + _CENTRE
    chance = 1 / np.sqrt(np.arange(1, _GATHERINGS + 1))
    which = rng.choice(_GATHERINGS, count, p=chance / chance.sum())
    near = middles[which] + rng.normal(0, _SPREAD, (count, 2))
    anywhere = rng.uniform(-1, 1, (count, 2)) * _HALF + _CENTRE
    found: Floats = np.where(rng.random((count, 1)) < _GATHERED, near, anywhere)
    on_spot = count // 100
    found[:on_spot] = np.array(SPOT) + rng.uniform(-0.0001, 0.0001, (on_spot, 2))
    return found


def write(path: Path, count: int, seed: int) -> Expected:
    """Write an incident file.

    Args:
        path: of the file.
        count: incidents that are to be used, at least 1,000. One row in a hundred stands twice,
            and for every two hundred there is one whose day does not exist.
        seed: of the generator.
    """
    rng = np.random.default_rng(seed)
    where = places(count, rng).tolist()
    days = [str(LAST_DAY - timedelta(days=ago)) for ago in range(_DAYS)]
    ago = rng.integers(0, _DAYS, count).tolist()
    source = rng.choice(tuple(SOURCE_WEIGHTS), count).tolist()
    kind = rng.choice(_KINDS, count).tolist()
    with path.open("w", encoding="utf-8") as file:
        file.write("id,fecha,tipo,lon,lat,fuente,sector,verificado\n")
        for place, (lon, lat) in enumerate(where):
            line = (
                f"{place},{days[ago[place]]},{kind[place]},{lon:.6f},{lat:.6f},"
                f"{source[place]},S{place % 8},{place % 2}\n"
            )
            file.write(line)
            if place % _REPEATED == 0:
                file.write(line)
            if place % _WITHOUT_DAY == 0:
                file.write(f"x{line.replace(days[ago[place]], '2024-02-30')}")
    return Expected(
        count, _rows(count, _REPEATED), _rows(count, _WITHOUT_DAY), on_spot=count // 100
    )


def _rows(count: int, each: int) -> int:
    return -(-count // each)
