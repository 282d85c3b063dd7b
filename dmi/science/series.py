"""One area's monthly series with every estimator beside the others, and what may be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dmi.science.areas import Compared, Ranked, least_base, placebo_rank, synthetic
from dmi.science.arrays import Floats, Whole
from dmi.science.columns import folded
from dmi.science.counts import CountPanel, structural_zeros
from dmi.science.findings import Caution, Estimate, Fault, Told, Unfit
from dmi.science.interrupted import (
    LEAST_BEFORE,
    OVERDISPERSED_ABOVE,
    Interrupted,
    interrupted,
    other_starts,
)
from dmi.science.panels import pretrend
from dmi.science.periods import month_label
from dmi.science.rates import rate_ratio, widened
from dmi.science.verdict import Verdict, verdict

FEW_EVENTS = 20
_YEAR, _QUARTER = 12, 3
_PER = 100_000


@dataclass(frozen=True)
class SeriesPlan:
    """What is compared.

    Attributes:
        area: place of the area in the panel; ``controls`` the places of the others.
        start: number of the first month of the programme.
        people: inhabitants of the area and then of each control, None where unknown.
        shocks: numbers of months in which something else happened to everybody.
    """

    area: int
    start: int
    controls: tuple[int, ...]
    people: Floats | None = None
    shocks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """The area beside the others.

    Attributes:
        ranked: the ratio of changes and its placebo rank.
        pretrend_p: of "moved alike before"; NaN when it could not be tested.
        used: places of the areas that are ranked, the treated one first.
        synthetic: the mixture by quarters; None where a side has no whole quarter.
    """

    ranked: Ranked
    pretrend_p: float
    used: tuple[int, ...]
    synthetic: Compared | None


@dataclass(frozen=True)
class SeriesReport:
    """Every figure; ``in_time`` is the level at a start a year earlier, on the months before."""

    before: int
    after: int
    months: tuple[int, int]
    rate_ratio: Estimate
    widened: tuple[float, float] | None
    its: Interrupted | None
    starts: Mapping[int, Estimate]
    comparison: Comparison | None
    in_time_start: int | None
    in_time: Estimate | None
    told: tuple[Told, ...]
    verdict: Verdict


def evaluate_series(panel: CountPanel, plan: SeriesPlan) -> SeriesReport:
    """Evaluate one area's series over all months of the panel.

    Raises:
        Unfit: E_GAP, E_SHORT with fewer than 12 months before, E_OVERLAP when the area is its
            own control, E_PERIOD when the start lies outside.
    """
    if plan.area in plan.controls:
        raise Unfit(Fault.OVERLAP, f"{panel.names[plan.area]} is both treated and control")
    series = panel.of([plan.area])[0]
    lead, tail = structural_zeros(series)
    series, months = series[lead:], panel.months[lead:]
    start = plan.start - int(months[0])
    _check_start(start, len(months), plan.start)
    before, after = int(series[:start].sum()), int(series[start:].sum())
    fit = _or_none(series, months, start)
    ratio = rate_ratio(before, start, after, len(months) - start)
    in_time = _in_time(series[:start], months[:start])
    compared = _comparison(panel, plan, lead) if plan.controls else None
    told = [
        *_structural(lead, tail, months),
        *_few(before, start, len(months) - start),
        *_shocks(plan, months),
        *_scatter(fit),
        *_failed(in_time),
        *_single(compared),
    ]
    scattered = fit is not None and fit.dispersion > OVERDISPERSED_ABOVE and before and after
    return SeriesReport(
        before=before,
        after=after,
        months=(start, len(months) - start),
        rate_ratio=ratio,
        widened=widened(ratio.value, before, after, fit.dispersion) if fit and scattered else None,
        its=fit,
        starts=other_starts(series, months, start),
        comparison=compared,
        in_time_start=plan.start - _YEAR if in_time else None,
        in_time=in_time,
        told=tuple(told),
        verdict=verdict(
            fit.widest if fit else None,
            compared.ranked.rank / compared.ranked.n if compared else None,
            in_time,
            (one.caution for one in told),
        ),
    )


def _check_start(start: int, months: int, wanted: int) -> None:
    if start >= months:
        raise Unfit(
            Fault.PERIOD, f"no month of the window lies after the start {month_label(wanted)}"
        )
    if start < LEAST_BEFORE:
        raise Unfit(
            Fault.SHORT,
            f"{max(start, 0)} months before {month_label(wanted)}, at least {LEAST_BEFORE} needed",
        )


def _or_none(series: Floats, months: Whole, start: int) -> Interrupted | None:
    try:
        return interrupted(series, months, start)
    except Unfit:
        return None


def _in_time(series: Floats, months: Whole) -> Estimate | None:
    try:
        return interrupted(series, months, len(series) - _YEAR, sensitive=False).widest
    except Unfit:
        return None


def _comparison(panel: CountPanel, plan: SeriesPlan, lead: int) -> Comparison | None:
    counts = panel.of([plan.area, *plan.controls])[:, lead:]
    start = plan.start - int(panel.months[lead])
    before, after = counts[:, :start].sum(axis=1), counts[:, start:].sum(axis=1)
    compared = before >= least_base(start)
    compared[0] = True
    if before[0] == 0 or not compared[1:].any() or after[1:][compared[1:]].sum() == 0:
        return None
    used = tuple((plan.area, *plan.controls)[one] for one in np.flatnonzero(compared))
    people = plan.people[compared] if plan.people is not None else None
    treated = np.zeros(len(used), dtype=bool)
    treated[0] = True
    return Comparison(
        placebo_rank(before, after, 0, compared),
        pretrend(counts[compared][:, :start], treated, _YEAR),
        used,
        _synthetic(counts[compared], start, people),
    )


def _synthetic(counts: Floats, start: int, people: Floats | None) -> Compared | None:
    """Compare by whole quarters, counted from the start both ways.

    In events for 100,000 people; without people in per cent of each area's own quarter before.
    """
    begin, end = start % _QUARTER, start + (counts.shape[1] - start) // _QUARTER * _QUARTER
    quarters = counts[:, begin:end].reshape(len(counts), -1, _QUARTER).sum(axis=2)
    first = start // _QUARTER
    if end == start or first < 1:
        return None
    usual = quarters[:, :first].mean(axis=1) / 100 if people is None else people / _PER
    if not (usual > 0).all():
        return None
    return synthetic(quarters / usual[:, None], 0, first)


def _structural(lead: int, tail: int, months: Whole) -> list[Told]:
    told = []
    if lead:
        first = month_label(int(months[0]))
        told.append(f"the first {lead} months are all zero and taken as not counted before {first}")
    if tail:
        told.append(f"the last {tail} months are all zero: perhaps no longer counted")
    return [Told(Caution.STRUCTURAL, one) for one in told]


def _few(before: int, early: int, late: int) -> list[Told]:
    expected = before / early * late
    if min(before, expected) >= FEW_EVENTS:
        return []
    sentence = f"{before} events before, {expected:.1f} to be expected after; under {FEW_EVENTS}"
    return [Told(Caution.FEWEVENTS, sentence)]


def _shocks(plan: SeriesPlan, months: Whole) -> list[Told]:
    inside = [month_label(one) for one in plan.shocks if months[0] <= one <= months[-1]]
    sentence = f"something else happened to everybody in {', '.join(inside)}"
    return [Told(Caution.SHOCK, sentence)] if inside else []


def _scatter(fit: Interrupted | None) -> list[Told]:
    if fit is None or fit.dispersion <= OVERDISPERSED_ABOVE:
        return []
    sentence = f"months scatter {fit.dispersion:.2f} times as much as Poisson's law says"
    return [Told(Caution.OVERDISP, sentence)]


def _failed(in_time: Estimate | None) -> list[Told]:
    if in_time is None or in_time.low <= 1 <= in_time.high:
        return []
    sentence = "a change of level is found a year before the start too"
    return [Told(Caution.PLACEBO_TIME, sentence)]


def _single(compared: Comparison | None) -> list[Told]:
    if compared is None:
        return []
    sentence = "one treated area: its rank among placebos stands in place of a standard error"
    return [Told(Caution.ONEAREA, sentence)]


def people_of(panel: CountPanel, places: Sequence[int], known: Mapping[str, float]) -> Floats:
    """Return the inhabitants of areas, found by code, else by name.

    Raises:
        Unfit: E_UNKNOWN, when one is not in the table of people.
    """
    found = []
    for place in places:
        both = (folded(panel.areas[place]), folded(panel.names[place]))
        people = next((known[one] for one in both if one in known), 0.0)
        if people <= 0:
            raise Unfit(Fault.UNKNOWN, f"no population is given for {panel.names[place]}")
        found.append(people)
    return np.array(found)
