"""What is asked of one area's series, and its figures."""

from dataclasses import asdict, dataclass
from pathlib import Path

from dmi.science.columns import read_table
from dmi.science.counts import CountPanel, count_panel, populations
from dmi.science.findings import Estimate, Fault, Unfit
from dmi.science.interrupted import SLOPE_AFTER, SLOPE_BEFORE
from dmi.science.periods import MONTHS, month, month_label
from dmi.science.series import Comparison, SeriesPlan, SeriesReport, evaluate_series, people_of


@dataclass(frozen=True)
class Asked:
    """The options as they were typed."""

    counts: Path
    area: str
    offence: str
    start: str
    first: str | None
    last: str | None
    controls: str
    population: Path | None
    shocks: tuple[str, ...]


def evaluated(asked: Asked) -> dict[str, object]:
    """Return the figures of one area, by the names that are printed.

    Raises:
        Unfit: see ``count_panel`` and ``evaluate_series``; E_NOCONTROL without another area,
            unless none was asked for.
    """
    start = _month(asked.start, "--start")
    first, last = (
        _month(one, option) if one else None
        for one, option in ((asked.first, "--from"), (asked.last, "--to"))
    )
    panel = count_panel(read_table(asked.counts), asked.offence or None).window(first, last)
    area = panel.place(asked.area)
    controls = _controls(panel, area, asked.controls)
    people = None
    if asked.population:
        # The last whole year before the start, so that the programme cannot have moved it.
        known = populations(read_table(asked.population), start // MONTHS - 1)
        people = people_of(panel, (area, *controls), known)
    shocks = tuple(_month(one, "--shock") for one in asked.shocks)
    report = evaluate_series(panel, SeriesPlan(area, start, controls, people, shocks))
    return _figures(panel, start, report)


def _month(word: str, option: str) -> int:
    try:
        return month(word)
    except ValueError as wrong:
        raise Unfit(Fault.PERIOD, f"{option}: {wrong}") from wrong


def _controls(panel: CountPanel, area: int, asked: str) -> tuple[int, ...]:
    match asked.strip().casefold():
        case "none":
            return ()
        case "all":
            found = tuple(one for one in range(len(panel.areas)) if one != area)
        case _:
            words = [word for word in asked.split(",") if word.strip()]
            found = tuple(dict.fromkeys(panel.place(word) for word in words))
    if not found:
        raise Unfit(
            Fault.NOCONTROL,
            "no other area to compare with; --controls none describes without comparing",
        )
    return found


def _ratio(one: Estimate) -> dict[str, float]:
    return {"level": one.value, "low": one.low, "high": one.high, "p": one.p}


def _figures(panel: CountPanel, start: int, report: SeriesReport) -> dict[str, object]:
    whole_years = all(months % MONTHS == 0 for months in report.months)
    its = report.its
    return {
        "before": report.before,
        "after": report.after,
        "months": {"before": report.months[0], "after": report.months[1]},
        "rate_ratio": {
            **asdict(report.rate_ratio),
            "widened": list(report.widened) if report.widened else None,
            "whole_years": whole_years,
            "is": "description",
        },
        "its": None
        if its is None
        else {
            **_ratio(its.level),
            "quasi": _ratio(its.quasi),
            "slope": its.slope,
            "dispersion": its.dispersion,
            "nb": _ratio(its.negative_binomial) if its.negative_binomial else None,
            "durbin_watson": its.durbin_watson,
            "residual_acf": its.memory.tolist(),
            "other_starts": [
                {"start": month_label(start + shift), **_ratio(level)}
                for shift, level in report.starts.items()
            ],
        },
        **_comparison(panel, report.comparison),
        "placebo_in_time": None
        if report.in_time is None or report.in_time_start is None
        else {"start": month_label(report.in_time_start), **_ratio(report.in_time)},
        "warnings": list(dict.fromkeys(one.caution.value for one in report.told)),
        "notes": [f"{one.caution}: {one.sentence}" for one in report.told] + _refused(report),
        "verdict": report.verdict.value,
    }


def _refused(report: SeriesReport) -> list[str]:
    if report.its is None or report.its.slope is not None:
        return []
    return [f"no slope: it needs {SLOPE_BEFORE} months before and {SLOPE_AFTER} after"]


def _comparison(panel: CountPanel, found: Comparison | None) -> dict[str, object]:
    if found is None:
        return {"did": None, "synthetic": None}
    did = {
        "ratio": found.ranked.ratio,
        "placebo_rank": found.ranked.rank,
        "placebo_n": found.ranked.n,
        "placebo_p": found.ranked.rank / found.ranked.n,
        "pretrend_p": found.pretrend_p,
    }
    if found.synthetic is None:
        return {"did": did, "synthetic": None}
    mixed = found.synthetic.mixture
    donors = zip(found.used[1:], mixed.weights.tolist(), strict=True)
    heaviest = sorted(donors, key=lambda donor: -donor[1])
    return {
        "did": did,
        "synthetic": {
            "pct": mixed.pct,
            "rmspe_before": mixed.error_before,
            "rmspe_after": mixed.error_after,
            "rank": found.synthetic.rank,
            "n": found.synthetic.n,
            "rank_alike": found.synthetic.rank_alike,
            "n_alike": found.synthetic.n_alike,
            "without_one_donor": list(found.synthetic.without_one),
            "weights": {panel.areas[place]: weight for place, weight in heaviest if weight > 0},
        },
    }
