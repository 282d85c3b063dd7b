"""The figures of people who were followed: curves, their comparison, and a model."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from dmi.science.arrays import Flags, Floats
from dmi.science.columns import Table
from dmi.science.findings import Caution, Fault, Told, Unfit
from dmi.science.people_file import People, people
from dmi.science.series import FEW_EVENTS
from dmi.science.survival import cox, kaplan_meier, log_rank

_QUARTERS = (0.25, 0.5, 0.75, 1.0)


def evaluated(table: Table, moments: Sequence[float]) -> dict[str, object]:
    """Return the figures of a table of people, by the names that are printed.

    Args:
        table: a row for each person, as ``people`` reads it.
        moments: when to read the curves, in the unit of the table; else its quarters.

    Raises:
        Unfit: see ``people``.
    """
    found = people(table)
    longest = float(found.times.max())
    at = list(moments) or [longest * share for share in _QUARTERS]
    told: list[Told] = []
    if found.events.sum() < FEW_EVENTS:
        told.append(Told(Caution.FEWEVENTS, f"{int(found.events.sum())} events in all"))
    groups = np.array(found.groups)
    model, no_model = _cox(found, told)
    everyone = np.ones(len(found.times), dtype=bool)
    return {
        "people": len(found.times),
        "events": int(found.events.sum()),
        "unit": found.unit,
        "overall": _curve(found, everyone, at),
        "groups": [
            {"group": one, **_curve(found, groups == one, at)} for one in sorted(set(found.groups))
        ],
        "logrank": _log_rank(found),
        "cox": model,
        "no_model": no_model,
        "left_out": list(found.left_out),
        "warnings": list(dict.fromkeys(one.caution.value for one in told)),
        "notes": [f"{one.caution}: {one.sentence}" for one in told],
    }


def _curve(found: People, among: Flags, moments: Sequence[float]) -> dict[str, object]:
    times, events = found.times[among], found.events[among]
    curve = [asdict(one) for one in kaplan_meier(times, events, moments)]
    return {"people": int(among.sum()), "events": int(events.sum()), "curve": curve}


def _log_rank(found: People) -> dict[str, float] | None:
    try:
        one = log_rank(found.times, found.events, found.groups)
    except Unfit:
        return None
    return {"chi2": one.chi_square, "df": one.degrees, "p": one.p}


def _cox(found: People, told: list[Told]) -> tuple[dict[str, object] | None, str | None]:
    """Return the model, or why there is none: the curves stand without it."""
    names, columns = _terms(found)
    if not names:
        return None, None
    try:
        fit = cox(found.times, found.events, columns, names)
    except Unfit as unfit:
        if unfit.fault is Fault.FEWEVENTS:
            told.append(Told(Caution.FEWEVENTS, f"no model: {unfit}"))
        return None, unfit.fault.value
    return {
        "log_likelihood": fit.log_likelihood,
        "terms": [
            {
                "name": one.name,
                "coef": one.coefficient,
                "se": one.error,
                "hr": one.hazard_ratio,
                "low": one.low,
                "high": one.high,
                "p": one.p,
                "proportional_p": one.proportional_p,
            }
            for one in fit.terms
        ],
    }, None


def _terms(found: People) -> tuple[list[str], Floats]:
    """Return the group, each against the first by name, and the covariates."""
    kinds = sorted(set(found.groups))[1:]
    groups = np.array(found.groups)
    plain = set(found.groups) == {"0", "1"}
    names = [found.group_header if plain else f"{found.group_header} {kind}" for kind in kinds]
    columns = [(groups == kind).astype(np.float64) for kind in kinds]
    return [*names, *found.names], np.column_stack([*columns, found.covariates])
