"""The published evaluation of the Seattle programme is reproduced, and nothing that is not it."""

from dataclasses import asdict, replace
from functools import cache

import numpy as np
import pytest

from dmi.science.arrays import Floats
from dmi.science.findings import Caution, Fault, Unfit
from dmi.science.linearised import Tail
from dmi.science.permutation import Draws, placebo_areas, with_permutation_p
from dmi.science.units import (
    UnitReport,
    evaluate,
    matching,
    placebo_in_time,
    score,
    told_in_time,
    weigh,
)
from tests.science.figures import KEYS, PLAN, misses, seattle

BALANCE = {
    "Intercept": 39,
    "TotalPop": 2994,
    "BLACK": 173,
    "HISPANIC": 149,
    "Males_1521": 49,
    "HOUSEHOLDS": 1968,
    "FAMILYHOUS": 519,
    "FEMALE_HOU": 101,
    "RENTER_HOU": 1868,
    "VACANT_HOU": 160,
    "i_felony 12": 14,
    "i_felony 1": 12,
    "any_crime 12": 272,
}


@cache
def report() -> UnitReport:
    return evaluate(seattle(), PLAN)


def controls(found: UnitReport, end: int = 16) -> list[float]:
    return [one.control for one in found.results if one.end_post == end]


@pytest.mark.rule("E1")
def test_the_published_seattle_table_is_reproduced() -> None:
    weights = report().weights
    assert len(report().constraints) == 58
    assert weights.max_error <= 1e-6
    assert weights.values.min() >= 0
    assert abs(weights.positive - 211) <= 2
    assert weights.values.max() == pytest.approx(0.8795, abs=5e-5)
    assert weights.effective_size == pytest.approx(100.893, abs=5e-4)
    reached = dict(zip(report().constraints, weights.reached, strict=True))
    assert {name: reached[name] for name in BALANCE} == pytest.approx(BALANCE, rel=1e-6)
    results = [asdict(one) for one in report().results]
    assert len(results) == 8
    assert misses(results, KEYS[:-1]) == []


def raked(donors: Floats, wanted: Floats) -> Floats:
    """Balance the same totals by raking: the weights nearest by relative entropy."""
    scale = donors.max(axis=0)
    matrix, total = donors / scale, wanted / scale
    start, dual = wanted[0] / len(donors), np.zeros(len(wanted))
    weights = np.full(len(donors), start)
    for _ in range(100):
        slope = weights @ matrix - total
        if np.abs(slope / total).max() < 1e-9:
            break
        step = np.linalg.lstsq((matrix * weights[:, None]).T @ matrix, -slope, rcond=None)[0]
        height, length = weights.sum() - total @ dual, 1.0
        while True:
            tried = start * np.exp(np.clip(matrix @ (dual + length * step), -700, 50))
            if tried.sum() - total @ (dual + length * step) <= height or length < 1e-9:
                break
            length /= 2
        dual, weights = dual + length * step, tried
    return weights


@pytest.mark.rule("E2")
def test_raking_balances_as_well_and_fails_the_bar() -> None:
    panel = seattle()
    matched = matching(panel, PLAN, 12)
    wanted = matched.matrix[panel.treated].sum(axis=0)
    weights = panel.treated.astype(float)
    weights[~panel.treated] = raked(matched.matrix[~panel.treated], wanted)
    reached = weights[~panel.treated] @ matched.matrix[~panel.treated]
    assert np.abs(reached / wanted - 1).max() <= 1e-6
    results = score(panel, PLAN, panel.treated, weights, (13, 16))
    found = [one.control for one in results]
    assert found == pytest.approx([69.54, 68.39, 22.98, 973.46], abs=0.02)
    assert len(misses([asdict(one) for one in results], ("control",))) == 4


@pytest.mark.rule("E3")
def test_covariates_alone_give_another_comparison() -> None:
    found = evaluate(seattle(), replace(PLAN, match_out={}, end_post=(16,)))
    assert controls(found) == pytest.approx([24.212, 26.908, 9.321, 389.524], abs=1e-3)
    assert found.weights.positive == 2537


def test_nothing_matched_is_the_mean_of_all_others() -> None:
    found = evaluate(seattle(), replace(PLAN, match_out={}, covariates=(), end_post=(16,)))
    assert controls(found) == pytest.approx([15.51, 16.71, 5.63, 246.46], abs=0.01)


@pytest.mark.rule("E4")
def test_too_few_donors_are_refused_with_the_totals_that_are_missed() -> None:
    panel = seattle()
    others = np.flatnonzero(~panel.treated)
    donors = np.zeros(len(panel.treated), dtype=bool)
    donors[np.random.default_rng(7).choice(others, 100, replace=False)] = True
    matched = matching(panel, PLAN, 12)
    with pytest.raises(Unfit, match="E_INFEASIBLE") as refused:
        weigh(matched, panel.treated, donors)
    assert refused.value.fault is Fault.INFEASIBLE
    assert refused.value.places
    assert set(refused.value.places) <= set(matched.names)
    assert all(name in str(refused.value) for name in refused.value.places)


@pytest.mark.rule("E5")
def test_the_placebo_in_time_finds_what_was_not_there() -> None:
    found = placebo_in_time(seattle(), PLAN, 8, 12)
    assert [one.control for one in found.results] == pytest.approx(
        [63.0133, 77.3404, 27.9160, 1009.3667], abs=1e-4
    )
    assert [one.p for one in found.results] == pytest.approx(
        [0.0075, 0.0114, 0.5054, 0.0484], abs=5e-5
    )
    assert not found.passes
    assert [one.caution for one in told_in_time([found])] == [Caution.PLACEBO_TIME]


@pytest.mark.parametrize(
    ("match", "through", "pct"),
    [
        (4, 8, [-1.6, 10.8, -7.3, -1.1]),
        (6, 10, [-27.5, -17.9, 9.9, -10.7]),
        (8, 12, [-38.1, -31.5, 0.3, -15.0]),
        (9, 12, [-32.3, -28.7, 15.0, -7.3]),
        (10, 12, [-29.2, -27.7, 32.1, -2.0]),
    ],
)
def test_every_placebo_in_time_gives_the_noted_change(
    match: int, through: int, pct: list[float]
) -> None:
    found = placebo_in_time(seattle(), PLAN, match, through)
    assert [one.pct for one in found.results] == pytest.approx(pct, abs=0.05)
    assert found.passes is (match != 8)


def test_a_placebo_in_time_stays_before_the_programme() -> None:
    for match, through in ((8, 13), (8, 8), (0, 4)):
        with pytest.raises(Unfit, match="E_PERIOD"):
            placebo_in_time(seattle(), PLAN, match, through)


def test_sums_over_spans_are_matched_backwards_from_the_last_period() -> None:
    spans = {"i_felony": (1, 3), "any_crime": (12,)}
    found = matching(seattle(), replace(PLAN, match_out=spans, covariates=()), 12)
    assert found.names == ("Intercept", "i_felony 12", "i_felony 9 to 11", "any_crime 1 to 12")
    treated = found.matrix[seattle().treated].sum(axis=0)
    assert treated.tolist() == [39, 14, 11 + 9 + 5, 2780]
    with pytest.raises(Unfit, match="E_SHORT"):
        matching(seattle(), replace(PLAN, match_out={"i_felony": (6, 7)}), 12)


def test_the_tail_that_is_looked_for_decides_on_p() -> None:
    lower, upper, both = (
        evaluate(seattle(), replace(PLAN, tail=tail, end_post=(16,))).results[0].p for tail in Tail
    )
    assert lower == pytest.approx(0.0109, abs=5e-5)
    assert upper == pytest.approx(1 - lower)
    assert both == pytest.approx(2 * lower)


def test_placebo_areas_are_the_same_for_one_seed_and_count_the_real_one() -> None:
    done: list[None] = []
    first, again, other = (
        placebo_areas(seattle(), PLAN, 5, seed, lambda: done.append(None)) for seed in (3, 3, 4)
    )
    assert len(done) == 15
    assert first.infeasible == 0
    assert first.z == pytest.approx(again.z)
    assert first.z != pytest.approx(other.z)
    real = report().results[4].z
    farther = int((first.z[:, 4] <= real).sum())
    assert with_permutation_p(report(), Tail.LOWER, first).results[4].permutation_p == (
        pytest.approx((1 + farther) / 6)
    )


def test_no_placebo_area_as_far_out_is_still_no_certainty() -> None:
    drawn = Draws(np.zeros((9, 8)), infeasible=0)
    found = with_permutation_p(report(), Tail.LOWER, drawn).results
    assert {one.permutation_p for one in found} == {0.1}
    upper = with_permutation_p(report(), Tail.UPPER, drawn).results
    assert {one.permutation_p for one in upper} == {1.0}
    both = with_permutation_p(report(), Tail.BOTH, drawn).results
    assert {one.permutation_p for one in both} == {0.1}


def test_placebo_areas_that_cannot_be_balanced_are_told() -> None:
    found = with_permutation_p(report(), Tail.LOWER, Draws(np.zeros((9, 8)), infeasible=1))
    assert [one.caution for one in found.told] == [Caution.PERMUTATION]
    assert "1 of 10" in found.told[0].sentence
