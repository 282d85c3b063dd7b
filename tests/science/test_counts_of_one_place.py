"""Counts, rates and changes beside a control, against the figures that are known by hand."""

import math

import pytest

from dmi.science.differences import BeforeAfter, did_ratio, displacement, wdd
from dmi.science.findings import Caution
from dmi.science.panels import did_cells
from dmi.science.rates import poisson_limits, rate_ratio, widened
from tests.science.figures import OUTCOMES, seattle, sums

RAW = {
    "i_felony": (39, 46, 1.180, 0.753, 1.856, 0.515),
    "i_misdemea": (53, 45, 0.849, 0.558, 1.288, 0.480),
    "i_drugs": (28, 20, 0.714, 0.382, 1.314, 0.312),
    "any_crime": (858, 788, 0.918, 0.833, 1.013, 0.089),
}
TWO_BY_TWO = {
    "i_felony": (1.200, 0.781, 1.842),
    "i_misdemea": (0.840, 0.563, 1.252),
    "i_drugs": (0.682, 0.383, 1.217),
    "any_crime": (0.879, 0.798, 0.969),
}
AREA, CONTROL = BeforeAfter(50, 30), BeforeAfter(60, 55)


@pytest.mark.rule("E6")
def test_simple_estimators_of_seattle_say_something_else() -> None:
    panel = seattle()
    treated = panel.treated
    control = CONTROL
    for outcome in OUTCOMES:
        counts = panel.series[outcome]
        before, after = sums(counts, treated, 9, 12), sums(counts, treated, 13, 16)
        raw = rate_ratio(before, 4, after, 4)
        found = (before, after, raw.value, raw.low, raw.high, raw.p)
        assert found == pytest.approx(RAW[outcome], abs=6e-4)
        control = BeforeAfter(sums(counts, ~treated, 9, 12), sums(counts, ~treated, 13, 16))
        ratio = did_ratio(BeforeAfter(before, after), control)
        assert (ratio.value, ratio.low, ratio.high) == pytest.approx(TWO_BY_TWO[outcome], abs=6e-4)
    counts = panel.series["any_crime"]
    whole = did_cells(counts[:, :12].sum(axis=1), counts[:, 12:].sum(axis=1), treated)
    assert (whole.value, whole.low, whole.high) == pytest.approx((0.7681, 0.6398, 0.9222), abs=5e-5)
    assert whole.p == pytest.approx(0.0047, abs=5e-5)
    plain = wdd(BeforeAfter(858, 788), control)
    assert BeforeAfter(858, 788).change - control.change == -2647
    assert plain.value is None
    assert [one.caution for one in plain.told] == [Caution.WDDSCALE]


@pytest.mark.rule("E7")
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0, 3.6889),
        (1, 0.0253, 5.5716),
        (5, 1.6235, 11.6683),
        (20, 12.2165, 30.8884),
        (100, 81.3640, 121.6268),
    ],
)
def test_a_count_has_exact_limits(count: int, low: float, high: float) -> None:
    assert poisson_limits(count) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.rule("E7")
def test_a_rate_ratio_has_exact_limits() -> None:
    some = rate_ratio(40, 12, 22, 12)
    assert (some.value, some.low, some.high) == pytest.approx((0.55, 0.3113, 0.9479), abs=5e-5)
    assert some.p == pytest.approx(0.0300, abs=5e-5)
    none = rate_ratio(5, 24, 0, 6)
    assert (none.value, none.low, none.high) == pytest.approx((0, 0, 4.3651), abs=5e-5)
    assert none.p == pytest.approx(0.6554, abs=5e-5)


def test_nothing_before_gives_no_ratio_and_nothing_at_all_says_nothing() -> None:
    assert math.isinf(rate_ratio(0, 12, 4, 12).value)
    assert math.isinf(rate_ratio(0, 12, 4, 12).high)
    assert math.isnan(rate_ratio(0, 12, 0, 12).value)
    for wrong in ((-1, 12, 1, 12), (1, 0, 1, 12)):
        with pytest.raises(ValueError, match="in"):
            rate_ratio(*wrong)
    with pytest.raises(ValueError, match="-1"):
        poisson_limits(-1)


def test_scatter_widens_the_interval_and_nothing_narrows_it() -> None:
    plain = rate_ratio(400, 12, 300, 12)
    low, high = widened(plain.value, 400, 300, 4.0)
    assert low < plain.low
    assert high > plain.high
    assert widened(plain.value, 400, 300, 0.5) == widened(plain.value, 400, 300, 1.0)
    with pytest.raises(ValueError, match="above zero"):
        widened(1.0, 0, 300, 1.0)


@pytest.mark.rule("E8")
def test_weighted_displacement_difference() -> None:
    found = wdd(AREA, CONTROL)
    assert found.value is not None
    assert found.value.value == -15
    assert found.error == pytest.approx(13.964, abs=5e-4)
    assert (found.value.low, found.value.high) == pytest.approx((-42.37, 12.37), abs=5e-3)
    ratio = did_ratio(AREA, CONTROL)
    assert ratio.value == pytest.approx(0.6545455, abs=5e-8)
    assert (ratio.low, ratio.high) == pytest.approx((0.3657, 1.1714), abs=5e-5)


@pytest.mark.rule("E8")
def test_displacement_quotient_and_net_effect() -> None:
    area, control = BeforeAfter(200, 120), BeforeAfter(1000, 950)
    spread = displacement(area, BeforeAfter(100, 90), control)
    assert spread.wdq == pytest.approx(0.0714, abs=5e-5)
    assert spread.net == pytest.approx(75)
    moved = displacement(area, BeforeAfter(100, 130), control)
    assert moved.wdq == pytest.approx(-0.5)
    assert moved.net == pytest.approx(35)


def test_without_an_effect_there_is_nothing_to_displace() -> None:
    rise = displacement(BeforeAfter(100, 120), BeforeAfter(100, 90), BeforeAfter(1000, 1000))
    assert rise.success > 0
    assert rise.wdq is None
    with pytest.raises(ValueError, match="control"):
        displacement(AREA, AREA, BeforeAfter(0, 1))
    with pytest.raises(ValueError, match="four counts"):
        did_ratio(AREA, BeforeAfter(0, 1))


def test_surroundings_add_to_the_difference_and_to_its_error() -> None:
    found = wdd(AREA, CONTROL, BeforeAfter(20, 26), BeforeAfter(30, 28))
    assert found.value is not None
    assert found.value.value == -15 + 6 + 2
    assert found.error == pytest.approx(math.sqrt(195 + 46 + 58))
    drowned = wdd(AREA, CONTROL, BeforeAfter(5, 5), BeforeAfter(26, 30))
    assert [one.caution for one in drowned.told] == [Caution.WDDSCALE]
