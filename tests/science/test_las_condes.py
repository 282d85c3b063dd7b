"""Monthly cases of Las Condes: what each estimator says of a programme that nobody evaluated."""

from typing import Any

import numpy as np
import pytest

from dmi.science.areas import least_base, placebo_rank, synthetic
from dmi.science.columns import read_table
from dmi.science.counts import populations
from dmi.science.findings import Caution, Unfit
from dmi.science.interrupted import Interrupted, interrupted, other_starts
from dmi.science.panels import pretrend, two_way
from dmi.science.periods import month
from dmi.science.series import SeriesPlan, SeriesReport, evaluate_series, people_of
from tests.science.figures import DRUGS, LAS_CONDES, PEOPLE, PUBLIC_USE, ROBBERY, window

TABLE = [
    (DRUGS, "2020-02", 363, 38, 0.977, 0.680, 1.367, 1.432, 43, 49),
    (DRUGS, "2021-08", 363, 172, 1.106, 0.917, 1.329, 1.257, 40, 49),
    (PUBLIC_USE, "2020-02", 8834, 221, 0.234, 0.203, 0.267, 0.649, 13, 52),
    (PUBLIC_USE, "2021-08", 8834, 927, 0.245, 0.229, 0.262, 0.748, 19, 52),
    (ROBBERY, "2020-02", 3763, 336, 0.833, 0.743, 0.932, 0.642, 3, 50),
    (ROBBERY, "2021-08", 3763, 757, 0.469, 0.434, 0.508, 0.566, 4, 50),
]


def evaluated(
    offence: str, start: str, first: str, last: str, *shocks: str, people: bool = False
) -> SeriesReport:
    panel = window(offence, first, last)
    area = panel.place(LAS_CONDES)
    controls = tuple(one for one in range(len(panel.areas)) if one != area)
    known = populations(read_table(PEOPLE), int(start[:4]) - 1) if people else None
    found = people_of(panel, (area, *controls), known) if known else None
    months = tuple(month(one) for one in shocks)
    return evaluate_series(panel, SeriesPlan(area, month(start), controls, found, months))


def broken(offence: str) -> Interrupted:
    panel = window(offence, "2014-01", "2019-09")
    series = panel.counts[panel.place(LAS_CONDES)]
    assert len(series) == 69
    return interrupted(series, panel.months, 54)


@pytest.mark.rule("E9")
def test_the_interrupted_series_of_drug_cases() -> None:
    found = broken(DRUGS)
    level = found.level
    assert (level.value, level.low, level.high) == pytest.approx((0.7724, 0.5923, 1.0074), abs=1e-3)
    assert level.p == pytest.approx(0.0567, abs=1e-3)
    assert found.slope == pytest.approx(0.9624, abs=1e-3)
    assert found.dispersion == pytest.approx(1.5352, abs=1e-3)
    scattered = found.negative_binomial
    assert scattered is not None
    assert (scattered.value, scattered.low, scattered.high) == pytest.approx(
        (0.7797, 0.4732, 1.2848), abs=5e-3
    )
    assert found.durbin_watson == pytest.approx(1.92, abs=0.01)
    assert len(found.memory) == 12


@pytest.mark.rule("E9")
def test_scatter_makes_poisson_certain_and_the_series_not() -> None:
    found = broken(PUBLIC_USE)
    level = found.level
    assert (level.value, level.low, level.high) == pytest.approx((1.0365, 0.8399, 1.2792), abs=1e-3)
    assert found.dispersion == pytest.approx(23.21, abs=5e-3)
    report = evaluated(PUBLIC_USE, "2018-07", "2014-01", "2019-09")
    assert (report.before, report.after, report.months) == (8572, 1986, (54, 15))
    ratio = report.rate_ratio
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx((0.8341, 0.7939, 0.8759), abs=1e-3)
    assert ratio.high < 1
    assert report.widened is not None
    assert report.widened[1] > 1
    assert level.low < 1 < level.high
    assert Caution.OVERDISP in {one.caution for one in report.told}


@pytest.mark.rule("E10")
@pytest.mark.parametrize("row", TABLE)
def test_las_condes_beside_the_region(row: tuple[Any, ...]) -> None:
    offence, last, before, after, ratio, low, high, beside, rank, areas = row
    found = evaluated(offence, "2019-09", "2015-01", last)
    assert (found.before, found.after, found.months[0]) == (before, after, 56)
    said = found.rate_ratio
    assert (said.value, said.low, said.high) == pytest.approx((ratio, low, high), abs=1e-3)
    assert found.comparison is not None
    assert found.comparison.ranked.ratio == pytest.approx(beside, abs=1e-3)
    assert (found.comparison.ranked.rank, found.comparison.ranked.n) == (rank, areas)


@pytest.mark.rule("E11")
def test_two_way_regression_equals_the_closed_form() -> None:
    panel = window(DRUGS, "2014-01", "2019-09")
    before = panel.counts[:, :54].sum(axis=1)
    compared = before >= least_base(54)
    after = panel.counts[:, 54:].sum(axis=1)
    area = panel.place(LAS_CONDES)
    closed = placebo_rank(before, after, area, compared)
    assert (closed.rank, closed.n) == (24, 50)
    assert closed.ratio == pytest.approx(0.9000, abs=5e-5)
    treated = np.arange(len(panel.areas)) == area
    fitted = two_way(panel.counts[compared], treated[compared], 54)
    assert fitted.value == pytest.approx(closed.ratio, abs=1e-6)
    assert (fitted.low, fitted.high) == pytest.approx((0.7775, 1.0418), abs=5e-4)


def test_a_mixture_of_few_areas_is_as_noted() -> None:
    report = evaluated(DRUGS, "2018-07", "2014-01", "2019-09", people=True)
    assert report.comparison is not None
    found = report.comparison.synthetic
    assert found is not None
    assert found.mixture.pct == pytest.approx(-34.4, abs=0.05)
    assert found.mixture.error_before == pytest.approx(1.218, abs=1e-3)
    assert found.mixture.error_after == pytest.approx(4.076, abs=1e-3)
    assert (found.rank, found.n) == (6, 50)
    assert found.n_alike == 38
    panel = window(DRUGS, "2014-01", "2019-09")
    donors = [panel.areas[place] for place in report.comparison.used[1:]]
    weights = dict(zip(donors, found.mixture.weights, strict=True))
    noted = {"13132": 0.550, "13107": 0.242, "13122": 0.118, "13403": 0.029, "13128": 0.027}
    assert {area: weights[area] for area in noted} == pytest.approx(noted, abs=1e-3)
    low, high = found.without_one
    assert low < found.mixture.pct < high < 0


def test_placebos_that_fit_far_worse_are_left_out() -> None:
    rates = np.array([[5, 6, 5, 6, 2.0], [5, 6, 5, 6.1, 6], [6, 5, 6, 5, 6], [90, 10, 80, 20, 50]])
    found = synthetic(rates, 0, 4)
    assert found.n == 4
    assert found.n_alike < 4
    with pytest.raises(Unfit, match="E_NOCONTROL"):
        synthetic(rates[:1], 0, 4)
    with pytest.raises(Unfit, match="E_SHORT"):
        synthetic(rates, 0, 5)


def test_a_slope_needs_two_years_before_and_one_after() -> None:
    panel = window(DRUGS, "2014-01", "2019-09")
    series = panel.counts[panel.place(LAS_CONDES)]
    assert interrupted(series, panel.months, 57).slope is not None
    assert interrupted(series, panel.months, 58).slope is None
    assert interrupted(series, panel.months, 23).slope is None
    with pytest.raises(Unfit, match="E_SHORT"):
        interrupted(series, panel.months, 11)
    with pytest.raises(Unfit, match="E_FEWEVENTS"):
        interrupted(np.where(np.arange(69) < 54, series, 0), panel.months, 54)


def test_a_series_that_fits_exactly_has_no_memory_to_show() -> None:
    found = interrupted(np.full(40, 7.0), np.arange(40), 20)
    assert found.level.value == pytest.approx(1)
    assert found.widest.low < 1 < found.widest.high
    assert found.dispersion == pytest.approx(0, abs=1e-9)


def test_starts_three_months_off_are_shown_where_they_can_be_fitted() -> None:
    panel = window(DRUGS, "2014-01", "2019-09")
    series = panel.counts[panel.place(LAS_CONDES)]
    assert list(other_starts(series, panel.months, 54)) == [-3, -2, -1, 1, 2, 3]
    assert list(other_starts(series, panel.months, 67)) == [-3, -2, -1, 1]


def test_an_area_that_moved_apart_before_is_found() -> None:
    together = np.full((6, 48), 50.0)
    treated = np.arange(6) == 0
    assert pretrend(together, treated, 12) == pytest.approx(1.0)
    apart = together.copy()
    apart[0] = np.linspace(120, 40, 48)
    assert pretrend(apart, treated, 12) < 0.001
    assert np.isnan(pretrend(together[:, :12], treated, 12))


def test_who_is_compared_hangs_on_whole_years() -> None:
    assert [least_base(months) for months in (6, 12, 54, 55, 56, 60)] == [1, 12, 48, 60, 60, 60]


def test_what_a_verdict_leans_on_is_seldom_wrong_on_chance_alone() -> None:
    random, months = np.random.default_rng(1), np.arange(56)
    fits = [
        interrupted(random.poisson(30, 56).astype(float), months, 44, sensitive=False)
        for _ in range(60)
    ]
    alarms = [sum(not one.low <= 1 <= one.high for one in (fit.widest for fit in fits))]
    alarms += [sum(not fit.level.low <= 1 <= fit.level.high for fit in fits)]
    assert alarms[0] <= 8
    assert alarms[1] >= 12
    assert all(fit.widest.p >= max(fit.level.p, fit.quasi.p) for fit in fits)


def test_a_shock_is_told_only_inside_the_window() -> None:
    inside = evaluated(DRUGS, "2019-09", "2015-01", "2020-02", "2019-10", "2020-03")
    told = [one.sentence for one in inside.told if one.caution is Caution.SHOCK]
    assert told == ["something else happened to everybody in 2019-10"]
