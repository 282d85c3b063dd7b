"""What a stored result says: the same as the analyst's own command on the same months."""

import numpy as np
import pytest

from dmi.outcomes.acts.computing import computed
from dmi.outcomes.words import Estimator
from dmi.science.counts import CountPanel
from dmi.science.periods import month
from dmi.science.series import SeriesPlan, evaluate_series
from tests.outcomes.orders import an_order, others

CHANCE = np.random.default_rng(7)
FALL = np.r_[CHANCE.poisson(40, 36), CHANCE.poisson(15, 24)]
NOBODY_COUNTED = np.zeros(24)
STEEP = np.r_[np.full(36, 60), (60 * 0.92 ** np.arange(24)).round()]


def test_a_sound_fall_among_many_areas_is_called_attributable() -> None:
    found = computed(an_order(FALL, others(45, 60, 30), 36))
    assert (found["verdict"], found["warnings"]) == ("ATTRIBUTABLE_FALL", ["W_ONEAREA"])
    assert found["left_out"] == []


def test_an_area_where_nobody_counted_at_first_is_told_as_the_command_tells_it() -> None:
    area, compared = np.r_[NOBODY_COUNTED, FALL], others(45, 84, 30)
    order = an_order(area, compared, 60)
    found = computed(order)
    counts = np.array([area, *compared.values()], dtype=np.float64)
    units = ("A", *compared)
    panel = CountPanel(units, units, month("2015-01") + np.arange(84), counts)
    by_command = evaluate_series(panel, SeriesPlan(0, month(order.start), tuple(range(1, 46))))
    assert found["verdict"] == by_command.verdict.value == "INSUFFICIENT"
    assert "W_STRUCTURAL" in found["warnings"]
    assert len(found["months"]) == 60


@pytest.mark.parametrize("end", ["first", "last"])
def test_a_comparison_where_nobody_counted_is_left_out_and_told(end: str) -> None:
    compared = others(45, 60, 30)
    cut = slice(0, 14) if end == "first" else slice(46, 60)
    compared["C07"][cut] = 0
    found = computed(an_order(FALL, compared, 36))
    assert found["left_out"] == ["C07"]
    assert found["told"]["others"] == 44
    assert "W_STRUCTURAL" in found["warnings"]
    assert found["verdict"] == "INSUFFICIENT"


def test_an_area_with_hardly_a_case_has_years_of_noughts_and_is_no_warning() -> None:
    rare = np.zeros(60)
    rare[[20, 40]] = 1
    found = computed(an_order(FALL, {**others(45, 60, 30), "Z": rare}, 36))
    assert (found["verdict"], found["warnings"]) == ("ATTRIBUTABLE_FALL", ["W_ONEAREA"])


def test_a_fall_that_grows_is_counted_over_all_its_months() -> None:
    found = computed(an_order(STEEP, others(45, 60, 60), 36, Estimator.ITS))
    low, high = sorted(found["difference"])
    lacking = STEEP[36:].sum() - 24 * 60
    assert lacking == -792
    assert low < lacking < high < -500
    for low, high in found["band"][36:]:
        assert low < 60 < high
    assert found["band"][:36] == [None] * 36
    by_note = {one.get("note"): one for one in found["estimators"] if one["estimator"] == "ITS"}
    assert by_note["level"]["value"] == pytest.approx(1, abs=0.05)
    assert by_note["whole"]["value"] == pytest.approx(STEEP[36:].sum() / 1440, abs=0.02)


def test_a_step_is_counted_as_the_level_says() -> None:
    flat = np.r_[np.full(20, 60), np.full(10, 30)]
    found = computed(an_order(flat, others(45, 30, 60), 20, Estimator.ITS))
    level = next(one for one in found["estimators"] if one["estimator"] == "ITS")
    ends = [300 - 300 / level["low"], 300 - 300 / level["high"]]
    assert found["difference"] == pytest.approx(ends, abs=0.1)
    assert ends[0] < -300 < ends[1] < 0
    assert "whole" not in {one.get("note") for one in found["estimators"]}


def plain(near: dict[str, list[float]] | None = None) -> dict[str, object]:
    """Return the plain difference of a place where nothing changes, twelve months and then 24."""
    flat = [14.0] * 36
    found = computed(an_order(flat, {"C": flat}, 12, Estimator.ITS, near))
    return next(one for one in found["estimators"] if one["estimator"] == "WDD")


def test_a_plain_difference_compares_as_many_months_on_both_sides() -> None:
    found = plain({"B": [5.0] * 36})
    assert (found["value"], found["months"], found["net"]) == (0, 12, 0)


def test_a_plain_difference_or_its_refusal_needs_no_surroundings() -> None:
    assert plain()["value"] == 0
    found = computed(an_order(FALL, others(45, 60, 30), 36))
    row = next(one for one in found["estimators"] if one["estimator"] == "WDD")
    assert row["refused"] == "W_WDDSCALE"
    assert "W_WDDSCALE" not in found["warnings"]
