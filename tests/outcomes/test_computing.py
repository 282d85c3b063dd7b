"""What a stored result says: the same as the analyst's own command on the same months."""

import numpy as np
import pytest

from dmi.outcomes.acts.computing import computed
from dmi.science.counts import CountPanel
from dmi.science.periods import month
from dmi.science.series import SeriesPlan, evaluate_series
from tests.outcomes.orders import an_order, others

CHANCE = np.random.default_rng(7)
FALL = np.r_[CHANCE.poisson(40, 36), CHANCE.poisson(15, 24)]
NOBODY_COUNTED = np.zeros(24)


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
