"""Every estimator on one area's months, side by side; only the runner imports this module."""

from math import isfinite
from typing import Any

import numpy as np

from dmi.outcomes.acts.evaluating import Order
from dmi.outcomes.acts.laying import Laid, laid_out
from dmi.outcomes.words import Estimator
from dmi.science.areas import placebo_rank
from dmi.science.differences import BeforeAfter, displacement, wdd
from dmi.science.findings import Caution, Estimate, Unfit
from dmi.science.interrupted import Interrupted
from dmi.science.periods import MONTHS, month, month_label
from dmi.science.placebos import placebo_limits
from dmi.science.series import Comparison, SeriesPlan, SeriesReport, evaluate_series
from dmi.science.verdict import Verdict, verdict

_DIGITS = 6
_LEAST_SHARE = 0.001


def computed(order: Order) -> dict[str, Any]:
    """Return everything that a page or paper shows of one plan, as plain values for JSON.

    What the counts do not allow is missing; where they allow nothing ``fault`` says why by code.
    """
    try:
        return _evaluated(order, laid_out(order))
    except Unfit as unfit:
        return {
            "fault": unfit.fault.value,
            "places": list(unfit.places),
            "warnings": [],
            "verdict": Verdict.INSUFFICIENT.value,
        }


def _evaluated(order: Order, laid: Laid) -> dict[str, Any]:
    shocks = tuple(month(f"{one:%Y-%m}") for one in order.shocks)
    controls = tuple(range(1, len(laid.panel.areas)))
    known = [order.people.get(unit, 0) for unit in laid.panel.areas]
    people = np.array(known, dtype=np.float64) if all(known) else None
    plan = SeriesPlan(0, month(order.start), controls, people, shocks)
    report = evaluate_series(laid.panel, plan)
    did, did_in_time = _did(laid, laid.start), _did_in_time(laid)
    by_its = order.primary is Estimator.ITS
    primary = (report.its.widest if report.its else None) if by_its else did
    in_time = report.in_time if by_its else did_in_time
    cautions = _cautions(laid, report, in_time)
    rank = report.comparison.ranked if report.comparison else None
    said = verdict(primary, rank.rank / rank.n if rank else None, in_time, cautions)
    told = _told(laid)
    whole = report.its.whole if by_its and report.its else primary
    return {
        "months": [month_label(int(one)) for one in laid.panel.months],
        "start": laid.start,
        "area": [int(one) for one in laid.counts[0]],
        **_path(laid, did, report.its if by_its else None),
        "told": told,
        "difference": _difference(told["after"], whole),
        "primary": order.primary.value,
        "estimators": [
            *_descriptions(report),
            *_effects(report, did),
            *_plain_differences(order, laid),
        ],
        "in_time": _in_time(plan.start - MONTHS, {"DID": did_in_time, "ITS": report.in_time}),
        "diagnostics": _diagnostics(report, laid),
        "shocks": [one for one in shocks if laid.panel.months[0] <= one <= laid.panel.months[-1]],
        "left_out": list(laid.left_out),
        "warnings": list(dict.fromkeys(one.value for one in cautions)),
        "verdict": said.value,
    }


def _did(laid: Laid, start: int, end: int | None = None) -> Estimate | None:
    try:
        ranked = placebo_rank(
            laid.sums(0, start),
            laid.sums(start, end or laid.counts.shape[1]),
            0,
            laid.compared(start),
        )
    except Unfit:
        return None
    return placebo_limits(ranked)


def _did_in_time(laid: Laid) -> Estimate | None:
    early = laid.start - MONTHS
    return _did(laid, early, laid.start) if early >= MONTHS else None


def _in_time(start: int, found: dict[str, Estimate | None]) -> list[dict[str, Any]]:
    return [
        {"estimator": name, "start": month_label(start), **_ratio(one)}
        for name, one in found.items()
        if one is not None
    ]


def _cautions(laid: Laid, report: SeriesReport, in_time: Estimate | None) -> list[Caution]:
    """Return what was told, the placebo in time judged by the estimator that was named first."""
    found = [Caution.STRUCTURAL] if laid.has_zeros else []
    found += [one.caution for one in report.told if one.caution is not Caution.PLACEBO_TIME]
    if in_time is not None and not in_time.low <= 1 <= in_time.high:
        found.append(Caution.PLACEBO_TIME)
    return found


def _told(laid: Laid) -> dict[str, int]:
    """Return the counts after the start, and of as many months before it as there are."""
    after = laid.counts.shape[1] - laid.start
    before = min(after, laid.start)
    early, late = (
        laid.sums(laid.start - before, laid.start),
        laid.sums(laid.start, laid.start + after),
    )
    return {
        "months_before": before,
        "months_after": after,
        "before": int(early[0]),
        "after": int(late[0]),
        "others": len(early) - 1,
        "others_before": int(early[1:].sum()),
        "others_after": int(late[1:].sum()),
    }


def _difference(after: int, whole: Estimate | None) -> list[float] | None:
    """Return the limits of cases less (below zero) or more than without the programme.

    Args:
        after: all cases from the start on.
        whole: these over what was to be expected of the same months.
    """
    if whole is None or min(whole.low, whole.high) <= 0:
        return None
    ends = (after - after / whole.low, after - after / whole.high)
    return [round(one, 1) for one in ends] if all(map(isfinite, ends)) else None


def _path(laid: Laid, did: Estimate | None, its: Interrupted | None) -> dict[str, Any]:
    """Return what is drawn: the others at the area's scale, and the band of the model.

    The band is that of the fit where ``its`` was named in advance, else what the others did.
    """
    months, start = laid.counts.shape[1], laid.start
    others = laid.counts[1:].sum(axis=0)
    scaled = None
    if others[:start].sum() > 0:
        scaled = others * (laid.counts[0, :start].sum() / others[:start].sum())
    band: list[list[float] | None] = [None] * months
    if its is not None:
        limits = its.expected[:, 1:].round(1)
        band[start:] = [row.tolist() if np.isfinite(row).all() else None for row in limits]
    elif did is not None and scaled is not None and did.low > 0:
        low, high = did.value / did.high, did.value / did.low
        band[start:] = [[round(one * low, 1), round(one * high, 1)] for one in scaled[start:]]
    return {
        "others": None if scaled is None else [round(float(one), 1) for one in scaled],
        "band": band,
    }


def _descriptions(report: SeriesReport) -> list[dict[str, Any]]:
    ratio = report.rate_ratio
    row = {"estimator": Estimator.RATE_RATIO.value, **_ratio(ratio), "note": "description"}
    if report.widened:
        row |= {"low": _plain(report.widened[0]), "high": _plain(report.widened[1])}
    return [row]


def _effects(report: SeriesReport, did: Estimate | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if report.comparison:
        ranked = report.comparison.ranked
        limits = _ratio(did) if did else {"value": _plain(ranked.ratio), "note": "few_areas"}
        found.append({"estimator": "DID", **limits, "rank": ranked.rank, "n": ranked.n})
    if report.its:
        sloped = report.its.slope is not None
        note = "level" if sloped else "hac"
        found.append({"estimator": "ITS", **_ratio(report.its.widest), "note": note})
        if sloped:
            found.append({"estimator": "ITS", **_ratio(report.its.whole), "note": "whole"})
        if report.its.negative_binomial:
            found.append({"estimator": "ITS", **_ratio(report.its.negative_binomial), "note": "nb"})
    if report.comparison and (mixed := report.comparison.synthetic):
        found.append(
            {
                "estimator": "SYNTH_AREAS",
                "value": _plain(1 + mixed.mixture.pct / 100),
                "rank": mixed.rank,
                "n": mixed.n,
            }
        )
    return found


def _plain_differences(order: Order, laid: Laid) -> list[dict[str, Any]]:
    """Return the plain difference with the others, and what the surroundings did where named.

    Both windows are as long as the shorter one: sums of unequal months are no difference.
    """
    if len(laid.panel.areas) == 1:
        return []
    start, width = laid.start, min(laid.start, laid.counts.shape[1] - laid.start)
    early, late = laid.sums(start - width, start), laid.sums(start, start + width)
    area = BeforeAfter(int(early[0]), int(late[0]))
    control = BeforeAfter(int(early[1:].sum()), int(late[1:].sum()))
    plain = wdd(area, control)
    row: dict[str, Any] = {"estimator": "WDD", "unit": "cases", "months": width}
    row |= _ratio(plain.value) if plain.value else {"refused": Caution.WDDSCALE.value}
    if order.buffer and min(control.before, control.after) > 0:
        first = int(laid.panel.months[0]) + start
        moments = [month_label(first + one) for one in range(-width, width)]
        near = [sum(order.counts[unit][one] for unit in order.buffer) for one in moments]
        moved = displacement(area, BeforeAfter(sum(near[:width]), sum(near[width:])), control)
        row |= {"wdq": _plain(moved.wdq), "net": _plain(moved.net)}
    return [row]


def _diagnostics(report: SeriesReport, laid: Laid) -> dict[str, Any]:
    its, compared = report.its, report.comparison
    return {
        "dispersion": _plain(its.dispersion) if its else None,
        "durbin_watson": _plain(its.durbin_watson) if its else None,
        "pretrend_p": _plain(compared.pretrend_p) if compared else None,
        "starts": [{"shift": shift, **_ratio(one)} for shift, one in report.starts.items()],
        "mixture": _mixture(compared, laid) if compared and compared.synthetic else None,
    }


def _mixture(compared: Comparison, laid: Laid) -> dict[str, Any]:
    """Return how near the mixture ran, what it is made of, and what single areas decide."""
    found = compared.synthetic
    if found is None:
        return {}
    weights = zip(compared.used[1:], found.mixture.weights, strict=True)
    shares = sorted(((float(one), laid.panel.areas[place]) for place, one in weights), reverse=True)
    return {
        "error_before": _plain(found.mixture.error_before),
        "error_after": _plain(found.mixture.error_after),
        "rank_alike": found.rank_alike,
        "n_alike": found.n_alike,
        "weights": [[area, _plain(share)] for share, area in shares if share >= _LEAST_SHARE],
        "without_one": [_plain(1 + one / 100) for one in found.without_one],
    }


def _ratio(one: Estimate) -> dict[str, Any]:
    return {"value": _plain(one.value), "low": _plain(one.low), "high": _plain(one.high)}


def _plain(value: float | None) -> float | None:
    """Return what JSON can say."""
    return None if value is None or not isfinite(value) else round(float(value), _DIGITS)
