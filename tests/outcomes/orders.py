"""Months of an area and of others like it, laid out as a plan asks for them."""

from collections.abc import Mapping, Sequence

import numpy as np

from dmi.outcomes.acts.evaluating import Order
from dmi.outcomes.words import Estimator
from dmi.science.arrays import Floats

FIRST_YEAR = 2015
AREA = "A"


def months(count: int) -> list[str]:
    """Return so many months from January 2015 on."""
    return [f"{FIRST_YEAR + one // 12}-{one % 12 + 1:02}" for one in range(count)]


def others(count: int, length: int, mean: float) -> dict[str, Floats]:
    """Return areas that change by chance alone; the same ones each time."""
    chance = np.random.default_rng(3)
    return {f"C{one:02}": chance.poisson(mean, length).astype(np.float64) for one in range(count)}


def an_order(
    area: Sequence[float] | Floats,
    compared: Mapping[str, Sequence[float] | Floats],
    start: int,
    primary: Estimator = Estimator.DID,
    near: Mapping[str, Sequence[float] | Floats] | None = None,
) -> Order:
    """Return what is computed from these months; the programme begins at place ``start``."""
    of = months(len(area))
    near = near or {}
    given = {AREA: area, **compared, **near}
    return Order(
        unit=AREA,
        comparison=tuple(compared),
        buffer=tuple(near),
        start=of[start],
        first=of[0],
        last=of[-1],
        primary=primary,
        counts={
            unit: {month: int(count) for month, count in zip(of, series, strict=True)}
            for unit, series in given.items()
        },
        people={},
        loads=(),
        shocks=(),
        said={},
    )
